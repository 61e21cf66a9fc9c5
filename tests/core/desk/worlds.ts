import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import type { InputOf, MethodName } from '../../../shared/contract/table.ts';
import {
  BatchId,
  ClarificationId,
  Day,
  Hash,
  ItemId,
  OrganisationId,
  PanelId,
  PersonId,
  QuestionId,
  type Role,
  StandardNumber,
  type SubmissionId,
} from '../../../shared/domain/ids.ts';
import { CLOSES_AT, layRound, type MadeRound, makeRound, scoresOf } from '../../bench/round.ts';
import { type Desks, exported, scoreMade, stageBytes } from '../../support/desks.ts';

/** What the other assessor has done of the first submission by the time that the pack is made. */
export type Other =
  | 'a draft'
  | 'submitted'
  | 'submitted and recalled'
  | 'entered by the administrator'
  | 'a draft with a question asked'
  /** And the chair answered it to them alone. */
  | 'a draft with a question to the chair'
  /** With a declared interest, a recusal, and a panel that both of them are on. */
  | 'recused';

/** Two assessors on the same submissions. `a1` looks; what `a2` did must not show. */
export interface World {
  readonly round: MadeRound;
  readonly submission: SubmissionId;
  readonly me: PersonId;
  readonly other: PersonId;
  readonly admin: Desk;
  readonly mine: Desk;
}

/** Assesses nothing. */
const CHAIR = PersonId.parse('chair');

function named(round: MadeRound): Pick<World, 'submission' | 'me' | 'other'> {
  const [first] = round.submissions;
  const [me, other] = first?.assessors ?? [];
  if (first === undefined || me === undefined || other === undefined)
    throw new Error('The round is too small.');
  return { submission: first.submission, me, other };
}

/**
 * Everything up to the moment at which the worlds part: both assessors and the chair hold their packs, the administrator
 * knows their keys. The desks are closed, for `worldWith` to begin from copies of them.
 */
export async function layWorlds(
  desks: Desks,
  roles: readonly Role[],
  calibrates = false,
): Promise<MadeRound> {
  const size = { organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 1 };
  const round = makeRound(size, { a1: roles });
  const { submission, me, other } = named(round);
  const admin = await desks.open('admin');
  await layRound(admin, round);
  if (calibrates) await ask(admin, 'calibration.set', { submission, calibrates });
  const administrator = round.administrator.id;
  for (const person of [me, other, CHAIR]) {
    const desk = await desks.open(person);
    await carry(admin, desk, { purpose: 'round', to: person });
    await carry(desk, admin, { purpose: 'scores', to: administrator });
    if (person === other) await scoreMade(desk, round, submission, person);
    await desks.close(desk);
  }
  await desks.close(admin);
  return round;
}

/** A world in which the other assessor did that, and which `purpose` of pack then came to `a1`. */
export async function worldWith(
  desks: Desks,
  round: MadeRound,
  did: Other,
  purpose: 'round' | 'moderation',
): Promise<World> {
  const { submission, me, other } = named(round);
  const name = (desk: string) => `${desk} where ${did}`;
  for (const desk of ['admin', me, other]) desks.copy(desk, name(desk));
  const admin = await desks.open(name('admin'));
  const theirs = await desks.open(name(other));
  const mine = await desks.open(name(me));
  switch (did) {
    case 'a draft':
      break;
    case 'a draft with a question asked':
      await ask(theirs, 'questions.ask', {
        submission,
        item: ItemId.parse('1.1'),
        words: 'Whom does it cover?',
      });
      break;
    case 'a draft with a question to the chair':
      await answeredAlone(theirs, admin, desks, round, other);
      break;
    case 'submitted':
      await ask(theirs, 'sheets.submit', { submission });
      break;
    case 'submitted and recalled':
      await ask(theirs, 'sheets.submit', { submission });
      await ask(theirs, 'sheets.recall', { submission, reason: 'One more look.' });
      break;
    case 'entered by the administrator':
      await ask(admin, 'scores.load', {
        staged: await stageBytes(admin, 'scores.csv', csvOf(round, submission, other)),
        as: other,
        accept: true,
      });
      break;
    case 'recused': {
      const organisation = round.submissions[0]?.organisation;
      if (organisation === undefined) throw new Error('The round is too small.');
      await ask(admin, 'panels.form', { name: 'North', members: [me, other], submissions: [submission] });
      await ask(admin, 'interests.declare', {
        person: other,
        organisation,
        extent: 'actual',
        kind: 'personal',
        sentence: 'A cousin leads it.',
      });
      await ask(admin, 'interests.settle', {
        person: other,
        organisation,
        outcome: 'recused',
        reason: 'Too close.',
      });
      break;
    }
  }
  await carry(theirs, admin, { purpose: 'scores', to: round.administrator.id });
  await desks.close(theirs);
  // Something later, so that the administrator's chain goes on after whatever came before.
  await ask(admin, 'round.date', { dates: { closesAt: CLOSES_AT, scoresDue: Day.parse('2026-05-22') } });
  await carry(admin, mine, { purpose, to: me });
  return { round, submission, me, other, admin, mine };
}

/** Asked by them, and answered by the chair to them alone. */
async function answeredAlone(
  theirs: Desk,
  admin: Desk,
  desks: Desks,
  { administrator }: MadeRound,
  other: PersonId,
): Promise<void> {
  const { clarification } = await ask(theirs, 'clarifications.ask', {
    standard: StandardNumber.parse('1.1'),
    words: 'Does it take in the summer?',
  });
  await carry(theirs, admin, { purpose: 'scores', to: administrator.id });
  desks.copy(CHAIR, 'chair who answers');
  const over = await desks.open('chair who answers');
  await carry(admin, over, { purpose: 'moderation', to: CHAIR });
  const answer = { clarification, asker: other, to: 'asker', question: '', answer: 'It does.' } as const;
  await ask(over, 'clarifications.give', answer);
  await carry(over, admin, { purpose: 'scores', to: administrator.id });
  await desks.close(over);
}

function csvOf(round: MadeRound, submission: SubmissionId, person: PersonId): string {
  const name = round.submissions.find((each) => each.submission === submission)?.name ?? '';
  const words = ['Not met', 'Partly met', 'Met'];
  const rows = scoresOf(round, submission, person).map(
    ({ item, outcome, note }) =>
      `${name},${item},${outcome?.kind === 'level' ? words[outcome.level] : ''},"${note}",`,
  );
  return ['organisation,item,level,note,feedback', ...rows].join('\n');
}

/** A call that is made alike in both worlds. */
export interface Probe {
  readonly method: MethodName;
  readonly input: unknown;
}

function probe<Method extends MethodName>(method: Method, input: InputOf<Method>): Probe {
  return { method, input };
}

/** Calls that leave this desk, or that a desk with data never takes: nothing of another's sheet could show in them. */
export const ELSEWHERE: ReadonlySet<MethodName> = new Set([
  'desk.openSample',
  'desk.leaveSample',
  'desk.restore',
]);

/** Where the sealed copy of a desk's drafts lies, as others may see that it does. */
function copiesOf({ context }: Desk): string {
  const folder = `${context.store.folder.path} copies`;
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Whatever can be read off a folder that others look into. */
const lying = (folder: string): string =>
  JSON.stringify(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, statSync(join(folder, name)).size]),
  );

/** Every call that could show something, those that change nothing first. */
export async function probesIn({ submission, me, other, round, mine }: World): Promise<readonly Probe[]> {
  const item = ItemId.parse('1.1');
  const asOf = Day.parse('2026-07-17');
  const job = 'probe';
  const staged = await stageBytes(mine, 'scores.csv', csvOf(round, submission, other));
  const { sha256 } = await mine.context.store.db
    .selectFrom('evidence_item')
    .select('sha256')
    .where('submission', '=', submission)
    .executeTakeFirstOrThrow();
  const file = Hash.parse(sha256);
  const second = round.submissions[1]?.submission ?? submission;
  const agreed = {
    submission,
    item,
    outcome: { kind: 'level', level: 1 } as const,
    reason: 'So.',
    condition: '',
    learningPoint: '',
  };
  return [
    probe('desk.show', {}),
    probe('desk.verify', {}),
    probe('jobs.stop', { job }),
    probe('tables.save', { name: 'Mine', head: ['Name'], rows: [['Riverbend']] }),
    probe('standards.show', {}),
    probe('standards.list', {}),
    probe('standards.export', { as: 'json' }),
    probe('round.show', {}),
    probe('round.list', {}),
    probe('round.turnTo', { round: round.id }),
    probe('organisations.list', {}),
    probe('submissions.list', {}),
    probe('submissions.show', { submission }),
    probe('import.map', {
      rehearsal: 'none',
      table: 'forms.csv',
      mapping: { format: 'award-panel/wide-table/1', columns: [], ratings: [] },
    }),
    probe('evidence.readAll', {}),
    probe('evidence.progress', {}),
    probe('evidence.read', { sha256: file }),
    probe('evidence.glimpse', { sha256: file }),
    probe('evidence.enclosure', { sha256: file, path: '1' }),
    probe('evidence.search', { words: 'made', scope: { kind: 'round' }, limit: 50, offset: 0 }),
    probe('evidence.search', {
      words: 'evidence',
      scope: { kind: 'item', submission, item },
      limit: 50,
      offset: 0,
    }),
    probe('evidence.citedIn', { sha256: file }),
    probe('cautions.list', { limit: 50, offset: 0 }),
    probe('people.list', {}),
    probe('assignments.list', {}),
    probe('keys.here', {}),
    probe('recovery.people', {}),
    probe('recovery.use', { key: 'none' }),
    probe('interests.mine', {}),
    probe('interests.list', {}),
    probe('partners.list', {}),
    probe('panels.list', {}),
    probe('sheets.left', {}),
    probe('sheets.count', { submission, person: other, counts: false, reason: 'So.' }),
    probe('rulings.doubted', {}),
    probe('rulings.uphold', { submission, person: other, reason: 'So.' }),
    probe('interests.settle', {
      person: other,
      organisation: OrganisationId.parse('o9'),
      outcome: 'accepted',
      reason: 'So.',
    }),
    probe('interests.declare', {
      organisation: OrganisationId.parse('o9'),
      extent: 'actual',
      kind: 'personal',
      sentence: 'So.',
    }),
    probe('panels.dissolve', { panel: PanelId.parse('none'), reason: 'So.' }),
    probe('panels.form', { id: PanelId.parse('north'), name: 'North', members: [other], submissions: [] }),
    probe('people.export', {}),
    probe('sheets.mine', {}),
    probe('sheets.open', { submission }),
    probe('sheets.check', { submission }),
    probe('sheets.lookedAt', { submission, item }),
    probe('scores.load', { staged, as: other, accept: false }),
    probe('scores.load', { staged, as: other, accept: true }),
    probe('copies.show', {}),
    probe('copies.choose', { folder: copiesOf(mine) }),
    probe('copies.write', {}),
    probe('copies.rehearse', { from: { kind: 'last' }, job }),
    probe('copies.takeBack', { rehearsal: 'none', scores: [{ submission, item }] }),
    probe('copies.leave', {}),
    probe('copies.decline', {}),
    probe('questions.ask', { submission, item, words: 'Since when?' }),
    probe('questions.about', { submission }),
    probe('questions.list', {}),
    probe('questions.draft', { submission }),
    probe('questions.send', { answerBy: asOf, job }),
    probe('questions.send', { answerBy: asOf, submissions: [{ submission }], job }),
    probe('questions.letter', { submission, batch: BatchId.parse('b-none') }),
    probe('questions.withdraw', { submission, question: QuestionId.parse('q-none'), reason: 'So.' }),
    probe('clarifications.ask', { standard: StandardNumber.parse('1.1'), words: 'Since when?' }),
    probe('clarifications.mine', {}),
    probe('clarifications.list', {}),
    probe('clarifications.give', {
      clarification: ClarificationId.parse('c-none'),
      asker: other,
      to: 'asker',
      question: '',
      answer: 'So.',
    }),
    probe('drafts.keep', { of: { kind: 'question', submission, item }, words: { words: 'Since' } }),
    probe('drafts.keep', {
      of: { kind: 'sending', submission, question: QuestionId.parse('q-none') },
      words: { words: 'Since' },
    }),
    probe('drafts.read', {}),
    probe('sheets.confirm', { submission, person: other, how: 'By telephone.' }),
    probe('sheets.confirm', { submission }),
    probe('calibration.show', {}),
    probe('calibration.reach', { submission }),
    probe('calibration.compare', { submission }),
    probe('calibration.set', { submission: second, calibrates: true }),
    probe('calibration.set', { submission: second, calibrates: false }),
    probe('moderation.list', {}),
    probe('moderation.show', { submission }),
    probe('questions.moderated', { submission }),
    probe('list.preview', { asOf }),
    probe('list.export', { asOf, as: 'all' }),
    probe('list.history', {}),
    probe('publication.settings', {}),
    probe('packs.recipients', {}),
    probe('packs.measure', { purpose: 'scores', to: round.administrator.id }),
    probe('packs.measure', { purpose: 'moderation', to: me }),
    probe('packs.measure', { purpose: 'archive' }),
    probe('packs.create', { purpose: 'archive', job }),
    probe('packs.create', { purpose: 'scores', to: round.administrator.id, job }),
    probe('packs.create', { purpose: 'update', to: other, job }),
    probe('packs.create', { purpose: 'moderation', to: me, job }),
    probe('packs.rehearse', { staged, job }),
    probe('packs.accept', { rehearsal: 'none', job }),
    probe('folder.show', {}),
    probe('folder.choose', { path: 'nowhere' }),
    probe('folder.look', {}),
    probe('folder.rehearse', { id: 'none', job }),
    probe('folder.leave', {}),
    probe('progress.list', {}),
    probe('conflicts.list', {}),
    probe('conflicts.show', { kind: 'sheet', key: `${submission} ${other}` }),
    probe('conflicts.settle', { kind: 'sheet', key: `${submission} ${other}`, choose: file }),
    probe('record.findings', {}),
    probe('agreed.save', agreed),
    probe('agreed.saveAlike', { submission }),
    probe('moderation.close', { submission }),
    probe('moderation.reopen', { submission, reason: 'So.' }),
    probe('decision.propose', {}),
    probe('decision.make', { submission, outcome: 'not-awarded', reason: 'So.', learningPoints: [] }),
    probe('condition.meet', { submission, condition: '1.1', on: asOf, how: 'So.' }),
    probe('desk.backup', {}),
    probe('desk.move', {}),
    probe('desk.takeBack', {}),
  ];
}

/** Names that are made up afresh each time say nothing: ids of exports, hashes of new entries, folders. */
function plain(world: World, value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => (key === 'entry' ? 'entry' : each), 1)
    .replaceAll(JSON.stringify(world.mine.context.store.folder.path).slice(1, -1), 'FOLDER')
    .replaceAll(/\b([a-z]+-){5}[a-z]+\b/g, 'PASSPHRASE')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');
}

/** What every probe is told, with the bytes of what is exported as text, by the method and what was asked. */
export async function listen(world: World, probes: readonly Probe[]): Promise<ReadonlyMap<string, string>> {
  const heard = new Map<string, string>();
  for (const { method, input } of probes) {
    const answer = await world.mine.invoke(method, input);
    const value = answer.ok ? answer.value : undefined;
    const given =
      method.startsWith('list.') && value !== null && typeof value === 'object' && 'id' in value
        ? readFileSync((await exported(world.mine, String(value.id))).path, 'base64')
        : '';
    if (method === 'copies.write') heard.set('the folder of the copy', lying(copiesOf(world.mine)));
    heard.set(`${method} ${plain(world, input).replaceAll(/\s+/g, ' ')}`, `${plain(world, answer)}${given}`);
  }
  return heard;
}
