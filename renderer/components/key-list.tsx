import { Fragment } from 'react';
import { keepShortcuts, useShortcutsOn } from '../app/settings.ts';
import { useListedShortcuts } from '../app/shortcuts.ts';
import { Dialog } from './dialog.tsx';
import { Checkbox } from './field.tsx';
import styles from './key-list.module.css';

/** Keys as they are printed on them. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split('+').map((key, index) => (
        <Fragment key={key}>
          {index > 0 && ' '}
          <kbd>{names[key] ?? key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}

const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** The one list of what the keys do where the person is, and the switch that turns them off. */
export function KeyList({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" open={open} onClose={onClose}>
      <ShortcutTable />
    </Dialog>
  );
}

export function ShortcutTable() {
  const shortcuts = useListedShortcuts();
  const on = useShortcutsOn();
  return (
    <>
      <dl className={styles.list}>
        {shortcuts.map(({ keys, does }) => (
          <div key={keys + does}>
            <dt>
              <Keys keys={keys} />
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Checkbox isSelected={on} onChange={keepShortcuts}>
        Shortcuts are on
      </Checkbox>
    </>
  );
}
