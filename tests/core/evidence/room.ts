import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/table.ts';
import type { Hash } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../../bench/round.ts';

/** Words of the files of the first organisations; any other file says nothing that is searched for. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
  o1: [
    'Protected time is kept for every preceptee.\nThe rota of the Zoë Béart ward shows it.',
    'Minutes: preceptorship runs for 12 months. Protected leave is another matter; time is short.',
  ],
  o2: [
    'Precep-\ntors meet each month, in protected time. 臨床実習の記録 and ﬁnance.',
    'Nothing to see. Ask lead@o2.example.org.',
  ],
  o3: ['A naïve plan: “protected” time.', 'The same words twice: rota, rota.'],
};

export const fileOf = (organisation: string, file: number) =>
  Buffer.from(WORDS[organisation]?.[file - 1] ?? `File ${file} of ${organisation} says nothing.`);

/** Three organisations with two files each, on the administrator's desk. */
export async function layEvidence(
  desk: Desk,
  files: (organisation: string, file: number) => Buffer = fileOf,
): Promise<MadeRound> {
  const round = makeRound({ organisations: 3, standards: 5, assessors: 3, perSubmission: 1, files: 2 });
  await layRound(desk, round, files);
  desk.context.changed('submissions', 'standards');
  return round;
}

type Search = InputOf<'evidence.search'>;

export function searchFor(
  desk: Desk,
  words: string,
  scope: Search['scope'] = { kind: 'round' },
  more: Partial<Search> = {},
): Promise<OutputOf<'evidence.search'>> {
  return ask(desk, 'evidence.search', { words, scope, limit: 50, offset: 0, ...more });
}

/** "o1 E1", "o2 1.1", "1.1": each hit in a word or two, in the order they came. */
export const told = ({ hits }: OutputOf<'evidence.search'>): readonly string[] =>
  hits.map(({ source, places, item, enclosed }) =>
    [
      places.map(({ organisation, ref }) => `${organisation}${ref === '' ? '' : ` ${ref}`}`).join('+'),
      item ?? '',
      source === 'evidence' && enclosed !== undefined ? `in ${enclosed}` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  );

export async function hashOfFile(desk: Desk, submission: string, ref: string): Promise<Hash> {
  const row = desk.context.store
    .prepare<[string, string], { sha256: Hash }>(
      'SELECT sha256 FROM evidence_item WHERE submission = ? AND ref = ?',
    )
    .get(submission, ref);
  if (row === undefined) throw new Error(`There is no ${ref} in ${submission}.`);
  return row.sha256;
}
