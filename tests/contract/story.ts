import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../electron/core/ask.ts';
import type { Desk } from '../../electron/core/desk/desk.ts';
import type { DeskPort } from '../../electron/core/desk-types.ts';
import { openHost } from '../../electron/core/host.ts';
import { writeTemplate } from '../../electron/core/intake/template.ts';
import { carry } from '../../electron/core/sample/job.ts';
import type { InputOf, MethodName } from '../../shared/contract/table.ts';
import { Day, type Hash, ItemId, type PersonId, type SubmissionId } from '../../shared/domain/ids.ts';
import { CLOSES_AT, layRound, type MadeRound, makeRound, scoresOf } from '../bench/round.ts';
import { type Desks, exported, resources, scoreMade, stageBytes } from '../support/desks.ts';

/** The desks that the story is told on: `fresh` and `empty` belong to nobody yet, `host` is what a shell opens. */
export interface Scene {
  readonly desks: Desks;
  readonly round: MadeRound;
  readonly submission: SubmissionId;
  readonly assessor: PersonId;
  readonly admin: Desk;
  readonly a1: Desk;
  readonly chair: Desk;
  readonly fresh: Desk;
  readonly empty: Desk;
  readonly host: DeskPort;
  /** What one step leaves for a later one. */
  readonly left: Map<string, string>;
}

export type Seat = 'admin' | 'a1' | 'chair' | 'fresh' | 'empty' | 'host';

export async function setScene(desks: Desks): Promise<Scene> {
  const round = makeRound({ organisations: 2, standards: 5, assessors: 2, perSubmission: 2, files: 1 });
  const [submission, assessor] = [round.submissions[0]?.submission, round.submissions[0]?.assessors[0]];
  if (submission === undefined || assessor === undefined) throw new Error('The round is empty.');
  const admin = await desks.open('admin');
  await layRound(admin, round);
  const seat = await desks.open('seat');
  await carry(admin, seat, { purpose: 'round', to: assessor });
  seat.context.settings.set('seat', 'assessor');
  await desks.close(seat);
  cpSync(join(desks.folder, 'seat'), join(desks.folder, 'host', 'samples', 'assessor'), { recursive: true });
  return {
    desks,
    round,
    submission,
    assessor,
    admin,
    a1: await desks.open('a1'),
    chair: await desks.open('chair'),
    fresh: await desks.open('fresh'),
    empty: await desks.open('empty'),
    host: await openHost({ dataFolder: join(desks.folder, 'host'), resources, clock: desks.clock.now }),
    left: new Map(),
  };
}

/** One call that succeeds where it stands in the story. */
export interface Step {
  readonly method: MethodName;
  readonly on: Seat;
  readonly input: (scene: Scene) => unknown;
  /** What happens between this call and the next; it hears the answer. */
  readonly after?: (scene: Scene, value: unknown) => unknown;
}

function step<Method extends MethodName>(
  method: Method,
  on: Seat,
  input: InputOf<Method> | ((scene: Scene) => InputOf<Method> | Promise<InputOf<Method>>),
  after?: Step['after'],
): Step {
  return {
    method,
    on,
    input: typeof input === 'function' ? input : () => input,
    ...(after === undefined ? {} : { after }),
  };
}

const PASSPHRASE = 'acorn-linen-otter-quartz-tulip-yacht';

const left = (scene: Scene, name: string): string => {
  const value = scene.left.get(name);
  if (value === undefined) throw new Error(`No step left ${name}.`);
  return value;
};

/** Keeps one text of an answer under the name. */
const keep =
  (name: string, field: string): NonNullable<Step['after']> =>
  (scene, value) => {
    scene.left.set(name, String(Object(value)[field]));
  };

const ITEM = ItemId.parse('1.1');

/** A message with one file in it. */
const MAIL = [
  'From: lead@example.org',
  'To: award@example.org',
  'Subject: The rota',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=part',
  '',
  '--part',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'The rota is in the file.',
  '--part',
  'Content-Type: text/plain; name=rota.txt',
  'Content-Disposition: attachment; filename=rota.txt',
  '',
  'Monday: protected time.',
  '--part--',
  '',
].join('\r\n');
const AS_OF = Day.parse('2026-07-17');

const about = ({ submission }: Scene) => ({ submission });

async function nextStandards({ admin, round }: Scene): Promise<InputOf<'standards.load'>> {
  const next = { ...round.set, version: 2, title: 'Made standards, better worded (sample)' };
  return { staged: await stageBytes(admin, 'standards.json', JSON.stringify(next)) };
}

/** A whole delivery of the second organisation, filled in as its person would. */
async function delivery({ admin, round }: Scene): Promise<InputOf<'import.rehearse'>> {
  const second = round.submissions[1];
  if (second === undefined) throw new Error('The round has no second submission.');
  const { set } = await ask(admin, 'standards.show', {});
  const workbook = await writeTemplate({
    set,
    round: { id: round.id, year: 2026, closesAt: CLOSES_AT },
    organisation: { id: second.organisation, name: second.name },
    fill: {
      transitions: { 'newly-registered': 'Yes' },
      professions: ['Physiotherapists'],
      covers: 'All sites',
      contact: { name: 'The lead', role: 'Lead', email: 'lead@example.org' },
      rows: set.sections.flatMap(({ standards }) =>
        standards.map(({ number }) => ({
          item: number,
          rating: 'Met',
          account: `We do what ${number} says, better than last time.`,
          reason: '',
          action: '',
          references: [{ ref: 'E1', pages: 'p. 1' }],
        })),
      ),
      evidence: [
        { ref: 'E1', name: 'policy.txt', shows: 'The policy', namesRemoved: 'Yes' },
        { ref: 'E2', name: 'rota.eml', shows: 'The rota', namesRemoved: 'Yes' },
      ],
      declaration: { confirmed: 'Yes', name: 'A director', role: 'Director', date: '6 March 2026' },
    },
  });
  return {
    staged: [
      await stageBytes(admin, 'o2/submission.xlsx', workbook),
      await stageBytes(admin, 'o2/evidence/policy.txt', 'The policy.\n'),
      await stageBytes(admin, 'o2/evidence/rota.eml', MAIL),
    ],
    job: randomUUID(),
  };
}

async function ownScores({ a1, assessor, round, submission }: Scene): Promise<InputOf<'scores.load'>> {
  const name = round.submissions.find((each) => each.submission === submission)?.name ?? '';
  const rows = scoresOf(round, submission, assessor).map(
    ({ item, note }) => `${name},${item},Met,"${note}",`,
  );
  const csv = ['organisation,item,level,note,feedback', ...rows].join('\n');
  return { staged: await stageBytes(a1, 'scores.csv', csv), as: assessor, accept: false };
}

/** An export of one desk in the hands of another. */
async function handed(from: Desk, to: Desk, id: string): Promise<string> {
  const { path, name } = await exported(from, id);
  return stageBytes(to, name, readFileSync(path));
}

/** Every method of the contract, in an order in which each succeeds. */
export const story: readonly Step[] = [
  step('desk.show', 'fresh', {}),
  step('organisations.known', 'admin', {}),
  step(
    'round.open',
    'fresh',
    { year: 2027, title: '2027 round', administrator: 'Sam', closesAt: CLOSES_AT },
    keep('round', 'id'),
  ),
  step('round.turnTo', 'fresh', (scene) => ({
    // A round opened a moment ago names itself.
    round: left(scene, 'round') as InputOf<'round.turnTo'>['round'],
  })),
  step('round.list', 'admin', {}),
  step('round.show', 'admin', {}),
  step('round.date', 'admin', { dates: { closesAt: CLOSES_AT, scoresDue: Day.parse('2026-05-22') } }),
  step('standards.show', 'admin', {}),
  step('standards.load', 'admin', nextStandards),
  step('standards.list', 'admin', {}),
  step('standards.adopt', 'admin', { id: 'made', version: 2, reason: 'A better title.' }),
  step('standards.export', 'admin', { as: 'workbook' }),
  step('organisations.register', 'admin', {
    name: 'A third one (fictional)',
    contactName: 'The lead',
    contactEmail: 'lead@example.org',
  }),
  step('organisations.list', 'admin', {}),
  step('template.make', 'admin', (scene) => {
    const organisation = scene.round.submissions[0]?.organisation;
    return organisation === undefined ? {} : { organisation };
  }),
  step('import.rehearse', 'admin', delivery, (scene, value) => {
    scene.left.set('import', String(Object(value).id));
    scene.left.set('key', String(Object(value).organisations[0].key));
  }),
  step(
    'import.accept',
    'admin',
    (scene) => ({
      rehearsal: left(scene, 'import'),
      job: randomUUID(),
      organisations: [{ key: left(scene, 'key'), acceptGaps: true, lateReason: 'They asked in time.' }],
    }),
    (_, value) => {
      const [refused] = Object(value).notWritten;
      if (refused !== undefined) throw new Error(`Not imported: ${refused.sentence}`);
    },
  ),
  step('submissions.list', 'admin', {}),
  step('submissions.show', 'admin', about),
  step(
    'people.appoint',
    'admin',
    { name: 'Noor', email: 'noor@example.org', profession: 'Dietitian', roles: ['assessor'] },
    keep('noor', 'id'),
  ),
  step('people.standDown', 'admin', (scene) => ({
    // Appointed in the step before, which says under which name.
    person: left(scene, 'noor') as PersonId,
    reason: 'Has moved away.',
  })),
  step('people.load', 'admin', async ({ admin }) => ({
    staged: await stageBytes(
      admin,
      'people.csv',
      'name,email,roles,profession,employer\nOmar,omar@example.org,assessor,Podiatrist,\n',
    ),
    accept: true,
  })),
  step('people.list', 'admin', {}),
  step('assignments.propose', 'admin', { perSubmission: 2 }),
  step('assignments.list', 'admin', {}),
  step('assignments.end', 'admin', ({ submission, assessor }) => ({
    submission,
    person: assessor,
    reason: 'Ended by mistake.',
  })),
  step('assignments.make', 'admin', ({ submission, assessor }) => ({
    assignments: [{ submission, person: assessor }],
  })),
  step('packs.recipients', 'admin', {}),
  step('packs.measure', 'admin', ({ assessor }) => ({ purpose: 'round', to: assessor })),
  step(
    'packs.create',
    'admin',
    ({ assessor }) => ({ purpose: 'round', to: assessor, job: randomUUID(), passphrase: PASSPHRASE }),
    keep('pack', 'id'),
  ),
  step(
    'packs.rehearse',
    'a1',
    async (scene) => ({
      staged: await handed(scene.admin, scene.a1, left(scene, 'pack')),
      passphrase: PASSPHRASE,
      job: randomUUID(),
    }),
    keep('rehearsal', 'id'),
  ),
  step('packs.accept', 'a1', (scene) => ({ rehearsal: left(scene, 'rehearsal'), job: randomUUID() })),
  step('sheets.mine', 'a1', {}),
  step('sheets.open', 'a1', about),
  step('sheets.mark', 'a1', ({ submission }) => ({ submission, item: ITEM })),
  step('scores.load', 'a1', ownScores),
  step(
    'scores.save',
    'a1',
    ({ submission }) => ({
      submission,
      score: { item: ITEM, outcome: { kind: 'level', level: 2 }, note: '', feedback: '', citations: [] },
    }),
    (scene) => scoreMade(scene.a1, scene.round, scene.submission, scene.assessor),
  ),
  step('evidence.readAll', 'admin', {}),
  step('evidence.progress', 'admin', {}),
  step('evidence.search', 'admin', { words: 'made up', scope: { kind: 'round' }, limit: 5, offset: 0 }),
  step('evidence.read', 'a1', async (scene) => ({ sha256: await firstFile(scene, scene.a1) })),
  step('evidence.enclosure', 'admin', enclosing),
  step('evidence.citedIn', 'a1', async (scene) => ({ sha256: await firstFile(scene, scene.a1) })),
  step('cautions.list', 'admin', { limit: 50, offset: 0 }, keepCaution),
  step('cautions.setAside', 'admin', (scene) => caution(scene, 'A mailbox of the team.')),
  step('cautions.reopen', 'admin', (scene) => caution(scene, 'It is a person’s after all.')),
  step('cautions.askCleanCopy', 'admin', (scene) => fileWithCaution(scene, 'Asked on the telephone.')),
  step('cautions.keepBack', 'admin', (scene) => fileWithCaution(scene, 'Until the clean copy comes.')),
  step('cautions.passOn', 'admin', (scene) => fileWithCaution(scene, 'They say that it may go out.')),
  step('sheets.check', 'a1', about),
  step('sheets.submit', 'a1', about),
  step('sheets.recall', 'a1', ({ submission }) => ({ submission, reason: 'One more look.' }), tellTheChair),
  step('moderation.list', 'chair', {}),
  step('moderation.open', 'chair', ({ submission }) => ({ submission, present: [] })),
  step('moderation.show', 'chair', about),
  step('agreed.save', 'chair', ({ submission }) => ({
    submission,
    item: ITEM,
    outcome: { kind: 'level', level: 1 },
    reason: 'The policy is not in use everywhere.',
    condition: 'Bring it in everywhere.',
    conditionBy: Day.parse('2026-10-30'),
    learningPoint: '',
  })),
  step('agreed.saveAlike', 'chair', about, agreeTheRest),
  step('decision.propose', 'chair', {}),
  step('decision.make', 'chair', ({ submission }) => ({
    submission,
    outcome: 'awarded-when-conditions-are-met',
    reason: 'Only the one condition is open.',
    learningPoints: ['Write it down.'],
  })),
  step('condition.meet', 'chair', ({ submission }) => ({
    submission,
    condition: '1.1',
    on: Day.parse('2026-06-01'),
    how: 'They sent the rota.',
  })),
  step('moderation.close', 'chair', about),
  step('moderation.reopen', 'chair', ({ submission }) => ({ submission, reason: 'A figure was wrong.' })),
  step('publication.settings', 'chair', {}),
  step('publication.keepSettings', 'admin', { owner: 'The team', contact: '', heading: 'The list' }),
  step('list.preview', 'chair', { asOf: AS_OF }),
  step('list.export', 'chair', { asOf: AS_OF, as: 'all' }),
  step('list.publish', 'chair', { asOf: AS_OF }),
  step('list.history', 'chair', {}),
  step('jobs.stop', 'chair', { job: 'none' }),
  step('desk.verify', 'chair', {}),
  step('desk.backup', 'chair', { passphrase: PASSPHRASE }, keep('backup', 'id')),
  step('desk.restore', 'empty', async (scene) => ({
    staged: await handed(scene.chair, scene.empty, left(scene, 'backup')),
    passphrase: PASSPHRASE,
  })),
  step('desk.openSample', 'host', { seat: 'assessor' }),
  step('desk.leaveSample', 'host', {}),
];

async function firstFile({ submission }: Scene, desk: Desk): Promise<Hash> {
  const { evidence } = await ask(desk, 'sheets.open', { submission });
  const [file] = evidence;
  if (file === undefined) throw new Error('The submission has no evidence.');
  return file.sha256;
}

/** The mail of the second organisation, which has a file inside it. */
async function enclosing({ admin, round }: Scene): Promise<InputOf<'evidence.enclosure'>> {
  const submission = round.submissions[1]?.submission;
  if (submission === undefined) throw new Error('The round has one submission.');
  const { evidence } = await ask(admin, 'submissions.show', { submission });
  for (const { sha256 } of evidence) {
    const read = await ask(admin, 'evidence.read', { sha256 });
    const [inside] = read.state === 'read' ? read.reading.enclosures : [];
    if (inside !== undefined) return { sha256, path: inside.path };
  }
  throw new Error('No file has another inside it.');
}

function keepCaution(scene: Scene, value: unknown): void {
  const [first] = Object(value).cautions;
  scene.left.set('caution', JSON.stringify({ sha256: first.sha256, kind: first.kind }));
}

// Kept from an answer of the list itself, a step or a few before.
const caution = (scene: Scene, reason: string): InputOf<'cautions.setAside'> => ({
  ...(JSON.parse(left(scene, 'caution')) as Pick<InputOf<'cautions.setAside'>, 'sha256' | 'kind'>),
  reason,
});
const fileWithCaution = (scene: Scene, reason: string): InputOf<'cautions.keepBack'> => ({
  sha256: caution(scene, reason).sha256,
  reason,
});

/** The sheet goes in again, the administrator has it, and the chair takes the whole round. */
async function tellTheChair({ admin, a1, chair, submission, round }: Scene): Promise<void> {
  await ask(a1, 'sheets.submit', { submission });
  await carry(a1, admin, { purpose: 'scores', to: round.administrator.id });
  const [first] = round.people;
  if (first !== undefined) await carry(admin, chair, { purpose: 'moderation', to: first.id });
}

async function agreeTheRest({ chair, submission }: Scene): Promise<void> {
  const { items } = await ask(chair, 'moderation.show', { submission });
  for (const { item, agreed } of items) {
    if (agreed !== undefined) continue;
    await ask(chair, 'agreed.save', {
      submission,
      item,
      outcome: { kind: 'level', level: 2 },
      reason: 'Agreed together.',
      condition: '',
      learningPoint: '',
    });
  }
}
