import { Hash, OrganisationId, PersonId, type RoundId } from '../../../shared/domain/ids.ts';
import { type DeskContext, rolesOf } from '../desk/context.ts';
import type { EntryMeta } from '../ledger/travel.ts';
import { submissionsOf } from './ties.ts';

/** What goes with a submission; its outcome stays without words, since the register follows from it. */
const GOES: ReadonlySet<EntryMeta['subject_kind']> = new Set([
  'version',
  'sheet',
  'moderation',
  'agreed',
  'proposal',
  'counting',
  'ruling',
  'question',
  'batch',
  'reply',
]);
const LOSES_WORDS: ReadonlySet<EntryMeta['subject_kind']> = new Set(['decision', 'condition', 'award']);

/**
 * Lets go of the submissions that whose desk this is was recused from: their versions, with accounts and evidence that
 * no other submission here has, others' sheets, what was agreed, and this person's drafts. What stays is what they
 * signed themselves, since it may be nowhere else, their assignment and its end, the recusal, the organisation, and the
 * bare outcome. An administrator's desk lets nothing go: it is the round's own store.
 *
 * Says how many entries went. Done again whenever a file was taken in, since an old one brings everything back.
 */
export function giveUpRecused(desk: DeskContext, round: RoundId): number {
  const me = desk.settings.get('person');
  if (me === undefined || rolesOf(desk, round, PersonId.parse(me)).includes('administrator')) return 0;
  const recused = new Set(
    desk.store
      .prepare<[string, string], { organisation: string }>(
        "SELECT organisation FROM settlement WHERE round = ? AND person = ? AND outcome = 'recused'",
      )
      .all(round, me)
      .map((row) => OrganisationId.parse(row.organisation)),
  );
  if (recused.size === 0) return 0;
  const gone = new Set<string>(
    [...submissionsOf(desk, round)].flatMap(([submission, organisation]) =>
      recused.has(organisation) ? [submission] : [],
    ),
  );
  if (gone.size === 0) return 0;
  return desk.store.transaction(() => {
    const files = filesOf(desk, round, gone);
    const entries = desk.ledger.giveUp(round, ({ subject_kind: kind, subject_key: key, person }) => {
      if (person === me || kind === null) return 'nothing';
      const [first = ''] = (key ?? '').split(' ');
      if (kind === 'caution' || kind === 'handling') return files.has(first) ? 'all' : 'nothing';
      if (!gone.has(first)) return 'nothing';
      return GOES.has(kind) ? 'all' : LOSES_WORDS.has(kind) ? 'words' : 'nothing';
    });
    for (const submission of gone) {
      desk.store.remove('draft_score', { submission, person: me });
      desk.store.remove('draft_sheet', { submission, person: me });
      desk.store.remove('draft_looked', { submission, person: me });
      desk.store.remove('draft_words', { round, submission, person: me });
      desk.store.remove('draft_reply_seen', { submission, person: me });
    }
    desk.store.afterCommit(() => {
      for (const file of files) desk.store.evidence.remove(Hash.parse(file));
    });
    return entries;
  });
}

/** Whether this person was recused from anything at any time, also where it has been settled otherwise since. */
export function everRecused(
  { store }: Pick<DeskContext, 'store'>,
  round: RoundId,
  person: PersonId,
): boolean {
  const row = store
    .prepare<[string, string], { one: 1 }>(
      `SELECT 1 AS one FROM entry WHERE act = 'interest-settled' AND round = ?
        AND json_extract(header, '$.facts.person') = ? AND json_extract(header, '$.facts.outcome') = 'recused' LIMIT 1`,
    )
    .get(round, person);
  return row !== undefined;
}

/** Files of these submissions that no other submission on this desk has. */
function filesOf(desk: DeskContext, round: RoundId, submissions: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    desk.store
      .prepare<[string, string], { sha256: string }>(
        `WITH gone (round, submission) AS (SELECT ?, value FROM json_each(?))
         SELECT DISTINCT one.sha256 FROM evidence_item one
         WHERE (one.round, one.submission) IN (SELECT round, submission FROM gone)
           AND NOT EXISTS (SELECT 1 FROM evidence_item other WHERE other.sha256 = one.sha256
             AND (other.round, other.submission) NOT IN (SELECT round, submission FROM gone))`,
      )
      .all(round, JSON.stringify([...submissions]))
      .map(({ sha256 }) => sha256),
  );
}
