import type { RoundId, WriterKey } from '../../../shared/domain/ids.ts';
import type { Store } from '../store/open.ts';

/** What this desk keeps of itself: never sent, never derived from the record. */
export interface Settings {
  get(key: SettingKey): string | undefined;
  set(key: SettingKey, value: string): void;
  remove(key: SettingKey): void;
}

export type SettingKey =
  | 'person'
  | 'round'
  | 'seat'
  | 'standard-set'
  | 'publication-owner'
  | 'publication-contact'
  | 'publication-heading'
  | 'invitation'
  | 'invitation-made-at'
  | 'archive'
  | 'moved-at'
  | 'draft-carrier'
  | 'no-draft-copy'
  | `holds ${RoundId} ${WriterKey}`
  | `team-folder ${RoundId}`
  | `team-folder-last ${RoundId}`
  | `wide-tables ${RoundId}`;

export function createSettings(store: Store): Settings {
  return {
    get(key) {
      return store.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(key)
        ?.value;
    },
    set(key, value) {
      store.transaction(() => store.put('setting', { key, value }));
    },
    remove(key) {
      store.transaction(() => store.remove('setting', { key }));
    },
  };
}
