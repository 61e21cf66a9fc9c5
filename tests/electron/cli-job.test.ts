import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { verbs } from '../../electron/cli/verbs.ts';
import { dayInLondon, instantOf } from '../../shared/domain/dates.ts';
import { Instant } from '../../shared/domain/ids.ts';
import { form, set, whole } from '../core/intake/delivery.ts';
import { award, awardHere, type Ended } from '../support/award.ts';

/** A round of one organisation, from an empty folder to its published list, by the command line and nothing else. */

const folder = mkdtempSync(join(tmpdir(), 'award-job-'));
const [desk, chair] = [join(folder, 'desk'), join(folder, 'chair')];
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tried = new Set<string>();

/** Each verb once in a process of its own, as a person starts it; after that in this one, which is quicker. */
async function say(...args: readonly string[]): Promise<Ended> {
  const verb = verbs.find(({ name }) => `${args.join(' ')} `.startsWith(`${name} `))?.name ?? '';
  if (tried.has(verb)) return awardHere(...args);
  tried.add(verb);
  return award(...args);
}

/** The one JSON value of a verb that is done. */
async function valueBy(...args: readonly string[]): Promise<unknown> {
  const { code, out, error } = await say(...args, '--json');
  expect({ code, error }, out).toEqual({ code: 0, error: '' });
  return JSON.parse(out);
}

const here = (...args: readonly string[]) => valueBy(...args, '--data', desk);
const there = (...args: readonly string[]) => valueBy(...args, '--data', chair);

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const Named = z.object({ id: z.string() });
const Sent = z.object({ sent: z.array(z.object({ letter: z.string(), workbook: z.string() })) });
const submission = (round: string) => `ZZ1.${round}`;
let round = '';

/** Long past, so that whatever comes is late. */
beforeAll(async () => {
  await here('standards', 'load', write('standards.json', JSON.stringify({ ...set, sample: false })));
  const opened = await here(
    ...['round', 'open', '--year', '2020', '--standards', 'small'],
    ...['--administrator', 'Sam Adeyemi', '--closes', '2020-03-31 12:00'],
  );
  round = Named.parse(opened).id;
  expect(opened).toMatchObject({ title: '2020 round', closesAt: '2020-03-31T11:00:00.000Z' });
  const organisation = {
    name: 'Riverbend Community Trust',
    odsCode: 'ZZ1',
    contactName: '',
    contactEmail: '',
  };
  await here('call', 'organisations.register', JSON.stringify(organisation));
}, 60_000);

test('a set with a mistake is refused with each of its problems, and a round on a set that is not there', async () => {
  const file = write('wrong.json', JSON.stringify({ ...set, title: '' }));
  const { code, out, error } = await say('standards', 'load', file, '--data', desk);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(error).toMatch(/wrong\.json was not taken in: 1 problem\.\n {2}title: /);
  const other = await say('round', 'open', '--year', '2021', '--standards', 'none', '--data', desk);
  expect(other).toMatchObject({ code: 1, error: expect.stringContaining('no standard set none') });
});

test('standards show and round show say what was adopted and when it closes', async () => {
  expect(await here('standards', 'show')).toMatchObject({ adopted: true, set: { id: 'small' } });
  const { code, out, error } = await say('round', 'show', '--data', desk);
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(out).toMatch(/^Closes +31 March 2020 at 12:00$/m);
  expect(out).toMatch(/^Submissions +0 of 1$/m);
});

test('template writes the workbook for an organisation by its name or code', async () => {
  const file = join(folder, 'forms', 'riverbend.xlsx');
  for (const named of ['riverbend community  trust', 'zz1']) {
    const made = await here('template', '--out', file, '--organisation', named);
    expect(made).toMatchObject({ file, organisation: 'ZZ1' });
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  }
  const { code, error } = await say('template', '--out', file, '--organisation', 'Hillside', '--data', desk);
  expect({ code, error }).toEqual({
    code: 1,
    error: 'There is no organisation Hillside in this round. There is Riverbend Community Trust.\n',
  });
});

describe('import', () => {
  const delivery = join(folder, 'riverbend');

  test('is a rehearsal first, which writes nothing', async () => {
    const about = {
      round: { id: round, year: 2020, closesAt: Instant.parse('2020-03-31T11:00:00.000Z') },
      organisation: { id: 'ZZ1', name: 'Riverbend Community Trust', odsCode: 'ZZ1' },
    };
    write('riverbend/submission.xlsx', await form(whole, about));
    write('riverbend/evidence/policy.pdf', 'the policy');
    const rehearsed = await here('import', delivery, '--rehearse');
    expect(rehearsed).toMatchObject({
      organisations: [{ organisation: 'ZZ1', verdict: 'has-problems', late: true, evidenceFiles: 1 }],
    });
    expect(await here('call', 'submissions.list')).toMatchObject([
      { organisation: 'ZZ1', late: false, evidenceFiles: 0 },
    ]);
  });

  test('with gaps, or late, is refused without the word for it, and says which', async () => {
    const gaps = await say('import', delivery, '--data', desk);
    expect(gaps).toMatchObject({ code: 1, error: '' });
    expect(gaps.out).toContain('not taken in. Riverbend Community Trust has gaps that were not accepted.');
    expect(gaps.out).toMatch(/^ {2}Gap {5}.*tracker\.csv\.pdf.*no such file came/m);
    const late = await say('import', delivery, '--accept-gaps', '--json', '--data', desk);
    expect(late.code).toBe(1);
    expect(JSON.parse(late.out)).toMatchObject({
      written: [],
      notWritten: [{ sentence: expect.stringContaining('came after the closing time') }],
    });
  });

  test('with both is taken in as version 1, and again whole as version 2', async () => {
    const reason = ['--accept-gaps', '--late-reason', 'The post was late.'];
    expect(await here('import', delivery, ...reason)).toMatchObject({
      written: [{ version: 1, gaps: 1 }],
      notWritten: [],
    });
    write('riverbend/evidence/tracker.csv.pdf', 'the tracker');
    expect(await here('import', delivery, ...reason.slice(1))).toMatchObject({
      written: [{ version: 2, gaps: 0, evidenceFiles: 2 }],
    });
  });

  test('of a place with nothing in it is refused', async () => {
    mkdirSync(join(folder, 'empty'));
    const { code, error } = await say('import', join(folder, 'empty'), '--data', desk);
    expect({ code, error }).toEqual({ code: 1, error: 'There is no file in what was named.\n' });
  });
});

describe('people', () => {
  test('with a mistake nobody is appointed', async () => {
    const file = write('wrong.csv', 'name,email,roles\nAna Okafor,ana@example.org,asessor\n');
    const { code, out, error } = await say('people', 'load', file, '--data', desk);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toMatch(/Nobody of .*wrong\.csv was appointed\.\n.*asessor/);
  });

  test('are rehearsed, appointed and shared out', async () => {
    const file = write(
      'people.csv',
      'name,email,roles,profession,employer\nAna Okafor,ana@example.org,assessor,Dietitian,\nFarah Lind,farah@example.org,chair,,\n',
    );
    expect(await here('people', 'load', file, '--rehearse')).toMatchObject({ written: 0 });
    expect(await here('people', 'load', file)).toMatchObject({ written: 2, problems: [] });
    const proposal = ['assign', '--balanced', '--per-submission', '1'];
    expect(await here(...proposal)).toMatchObject({
      made: 0,
      assignments: [{ submission: submission(round) }],
    });
    expect(await here('call', 'assignments.list')).toEqual([]);
    const made = await say(...proposal, '--make', '--data', desk);
    expect(made).toMatchObject({ code: 0, error: '' });
    expect(made.out).toMatch(/^Riverbend Community Trust +Ana Okafor$/m);
    expect(made.out).toContain('Made: 1 assignment.');
  });
});

test('scores workbook writes the workbook of somebody’s submissions, with the evidence in folders beside it', async () => {
  const out = join(folder, 'ana');
  const made = await here('scores', 'workbook', '--for', 'Ana Okafor', '--out', out);
  expect(made).toMatchObject({ folder: out, submissions: 1, evidenceFiles: 2, keptBack: 0 });
  const { workbook, files } = z.object({ workbook: z.string(), files: z.array(z.string()) }).parse(made);
  expect(readFileSync(workbook).subarray(0, 2).toString()).toBe('PK');
  const beside = files.filter((name) => join(out, name) !== workbook);
  expect(beside.map((name) => readFileSync(join(out, name), 'utf8')).toSorted()).toEqual([
    'the policy',
    'the tracker',
  ]);
  const nobody = await say('scores', 'workbook', '--for', 'Ben', '--out', out, '--data', desk);
  expect(nobody).toMatchObject({ code: 1, error: expect.stringContaining('There is no person Ben') });
});

describe('scores load', () => {
  const line = (item: string, level = 'Met') => `Riverbend Community Trust,${item},${level},,\n`;
  const head = 'organisation,item,level,note,feedback\n';
  const items = ['1.1', '1.2', '3.3/newly-registered', '5.6'];

  test('refuses a level off the scale, and somebody who is not appointed', async () => {
    const file = write('off.csv', head + line('1.1', 'Gren'));
    const off = await say('scores', 'load', file, '--as', 'Ana Okafor', '--data', desk);
    expect(off).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringContaining('‘Gren’ is not on the scale'),
    });
    const who = await say('scores', 'load', file, '--as', 'Ben', '--data', desk);
    expect(who).toMatchObject({
      code: 1,
      error: expect.stringContaining('There is no person Ben in this round.'),
    });
  });

  test('puts a whole sheet on the record for a person by their e-mail address', async () => {
    const file = write('scores.csv', head + items.map((item) => line(item)).join(''));
    const as = ['--as', 'ANA@example.org'];
    expect(await here('scores', 'load', file, ...as, '--rehearse')).toMatchObject({
      written: 0,
      problems: [],
    });
    expect(await here('scores', 'load', file, ...as)).toMatchObject({
      written: 1,
      sheets: [{ scored: 4, items: 4 }],
    });
    expect(await here('call', 'round.show')).toMatchObject({ counts: { sheetsSubmitted: 1, sheetsDue: 1 } });
  });
});

describe('files between desks', () => {
  const [toChair, back] = [join(folder, 'farah.awardpack'), join(folder, 'back.awardpack')];
  const unlocked = ['--passphrase-file', join(folder, 'farah.txt')];

  test('the chair’s is shown and opened on an empty folder, but is nobody else’s', async () => {
    const made = await here('pack', 'create', '--to', 'Farah Lind', '--out', toChair, ...unlocked);
    expect(made).toMatchObject({ purpose: 'moderation', lockedBy: 'passphrase' });
    const shown = await there('pack', 'show', toChair, ...unlocked);
    expect(shown).toMatchObject({
      purpose: 'moderation',
      from: 'Sam Adeyemi',
      to: 'Farah Lind',
      knownEntries: 0,
    });
    expect(await there('pack', 'open', toChair, ...unlocked)).toMatchObject({
      purpose: 'moderation',
      evidenceFiles: 2,
      problems: [],
    });
    const { code, error } = await say('pack', 'open', toChair, ...unlocked, '--data', desk);
    expect({ code, error }).toEqual({
      code: 1,
      error: 'This file was made for Farah Lind, not for you. Ask for one of your own.\n',
    });
  });

  test('the chair moderates, the rule proposes, the chair decides, and it goes back', async () => {
    const about = JSON.stringify({ submission: submission(round) });
    await there('call', 'moderation.open', JSON.stringify({ submission: submission(round), present: [] }));
    const early = await there('decide', '--propose');
    expect(early).toMatchObject([{ why: expect.stringContaining('agreed scores missing') }]);
    expect(await there('call', 'agreed.saveAlike', about)).toMatchObject({ items: { length: 4 } });
    expect(await there('decide', '--propose')).toMatchObject([
      { outcome: 'awarded', why: 'Every requirement is met.' },
    ]);
    const decision = { submission: submission(round), outcome: 'awarded', reason: '', learningPoints: [] };
    await there('call', 'decision.make', JSON.stringify(decision));
    await there('call', 'moderation.close', about);
    expect(await there('pack', 'create', '--to', 'Sam Adeyemi', '--out', back)).toMatchObject({
      purpose: 'update',
      lockedBy: 'key',
    });
    expect(await here('pack', 'open', back)).toMatchObject({ from: 'Farah Lind', problems: [] });
    expect(await here('call', 'round.show')).toMatchObject({ counts: { decided: 1, awarded: 1 } });
  });
});

describe('questions', () => {
  const [out, asked] = [join(folder, 'questions'), join(folder, 'asked.awardpack')];

  test('there are none to send until somebody asks', async () => {
    const none = await say('questions', 'send', '--out', out, '--data', desk);
    expect(none).toMatchObject({ code: 1, error: 'There is no question to send.\n' });
    const wrong = await say('questions', 'send', '--out', out, '--answer-by', 'soon', '--data', desk);
    expect(wrong).toMatchObject({ code: 2, error: expect.stringContaining('‘soon’ is not a day.') });
  });

  test('are listed, and written as an e-mail draft and a workbook for the organisation', async () => {
    const question = { submission: submission(round), item: '1.1', words: 'Which wards does it cover?' };
    await there('call', 'questions.ask', JSON.stringify(question));
    await there('pack', 'create', '--to', 'Sam Adeyemi', '--out', asked);
    await here('pack', 'open', asked);
    const listed = await say('questions', 'list', '--data', desk);
    expect(listed).toMatchObject({ code: 0, error: '' });
    expect(listed.out).toContain('  Open: 1.1 (Farah Lind) Which wards does it cover?');
    const sent = await here(
      ...['questions', 'send', '--submission', 'riverbend community trust', '--answer-by', '2098-01-31'],
      ...['--out', out],
    );
    expect(sent).toMatchObject({
      answerBy: '2098-01-31',
      sent: [{ name: 'Riverbend Community Trust', questions: 1, email: 'lead@example.org' }],
    });
    const [one] = Sent.parse(sent).sent;
    const letter = readFileSync(one?.letter ?? '', 'utf8');
    expect(letter).toMatch(/^X-Unsent: 1\r\nTo: .*\r\n <lead@example\.org>\r\n/);
    expect(letter).not.toContain('Farah');
  });

  test('come back by import, rehearsed first, and are listed with their answers', async () => {
    const [one] = Sent.parse({ sent: filesIn(out) }).sent;
    const { sheets } = await readXlsx(readFileSync(one?.workbook ?? ''));
    const rows = sheets[0]?.rows ?? [];
    const answer = rows.findIndex((row) => row.includes('Your answer'));
    const column = rows[answer]?.indexOf('Your answer') ?? -1;
    const row = rows[answer + 1];
    if (row === undefined) expect.unreachable('The workbook asks nothing.');
    row[column] = 'All wards.';
    const filled = await writeXlsx({
      sheets: sheets.map(({ name, rows: cells }) => ({ name, rows: cells })),
    });
    const file = write('reply/questions.xlsx', filled);
    const rehearsed = await say('import', file, '--rehearse', '--data', desk);
    expect(rehearsed.out).toContain('Riverbend Community Trust, reply to questions: ready');
    expect(await here('import', file)).toMatchObject({
      written: [],
      replies: [{ answered: 1, questions: 1, replaced: false }],
    });
    const { out: listed } = await say('questions', 'list', '--data', desk);
    expect(listed).toMatch(/1\. 1\.1 Which wards does it cover\?\n {7}All wards\./);
  });
});

/** The e-mail and workbook of one organisation, as they lie in the folder. */
function filesIn(place: string) {
  const names = readdirSync(place).map((name) => join(place, name));
  const ending = (end: string) => names.find((name) => name.endsWith(end)) ?? '';
  return [{ letter: ending('.eml'), workbook: ending('.xlsx') }];
}

describe('the list', () => {
  const [shown, published] = [join(folder, 'shown'), join(folder, 'published')];
  const asOf = ['--as-of', '2098-01-01'];

  test('as of a day before the award, and one after it has lapsed, names nobody', async () => {
    expect(await here('list', '--as-of', '2020-01-01', '--out', shown)).toMatchObject({ listed: [] });
    expect(await here('list', ...asOf, '--out', shown)).toMatchObject({ listed: [] });
    expect(await here('call', 'list.history')).toEqual([]);
  });

  test('of today names the organisation, the same before and after it is published, and is verified', async () => {
    const today = dayInLondon(instantOf(new Date()));
    const seen = await here('list', '--as-of', today, '--out', shown);
    expect(seen).toMatchObject({ listed: [{ name: 'Riverbend Community Trust' }] });
    expect(await here('publish', '--as-of', today, '--out', published)).toMatchObject({
      number: 1,
      organisations: 1,
    });
    for (const name of ['list.html', 'list-fragment.html', 'list.csv', 'list.json']) {
      expect(readFileSync(join(published, name)).equals(readFileSync(join(shown, name)))).toBe(true);
    }
    const verified = await here('verify', '--list', join(published, 'list.json'));
    expect(verified).toMatchObject({ ok: true, findings: [], list: { form: 'json', asOf: today } });
  });
});

test('a backup restored into an empty folder gives the same list and is as it was signed; into a full one it is refused', async () => {
  const [file, other] = [join(folder, 'all.awardbackup'), join(folder, 'restored')];
  const unlocked = ['--passphrase-file', join(folder, 'backup.txt')];
  await here('backup', '--out', file, ...unlocked);
  const { code, error } = await say('restore', file, '--data', desk);
  expect({ code, error }).toEqual({
    code: 1,
    error: `${desk} has data already. Name a folder that has none with --data, and restore into that.\n`,
  });
  expect(await valueBy('restore', file, ...unlocked, '--data', other)).toMatchObject({ evidenceFiles: 2 });
  const verified = await valueBy('verify', '--list', join(folder, 'published', 'list.html'), '--data', other);
  expect(verified).toMatchObject({ ok: true, findings: [] });
});

test('an archive is kept, opened where there is nothing, checked there, and carried on from with the recovery key', async () => {
  const [file, key, reader] = [
    join(folder, 'round.awardpack'),
    join(folder, 'archive.txt'),
    join(folder, 'reader'),
  ];
  const unlocked = ['--passphrase-file', key];
  const read = (...args: readonly string[]) => valueBy(...args, '--data', reader);
  const { lines } = z.object({ lines: z.array(z.string()) }).parse(await here('call', 'recovery.make', '{}'));
  expect(await say('pack', 'create', '--out', file, '--data', desk)).toMatchObject({ code: 2 });
  expect(await here('pack', 'create', '--archive', '--out', file, ...unlocked)).toMatchObject({
    purpose: 'archive',
    lockedBy: 'passphrase',
    files: [file],
  });
  expect(await read('pack', 'show', file, ...unlocked)).toMatchObject({
    purpose: 'archive',
    from: 'Sam Adeyemi',
  });
  expect(await read('pack', 'open', file, ...unlocked)).toMatchObject({ evidenceFiles: 2 });
  expect(await read('verify')).toMatchObject({ ok: true, findings: [] });
  const changed = await say('decide', '--propose', '--data', reader);
  expect(changed).toMatchObject({ code: 1, error: expect.stringContaining('Your part in this round') });
  const people = z
    .array(z.object({ person: z.string(), administrator: z.boolean() }))
    .parse(await read('call', 'recovery.people', '{}'));
  const sam = people.find(({ administrator }) => administrator)?.person;
  const taken = await read('call', 'recovery.use', JSON.stringify({ key: lines.join(' '), as: sam }));
  expect(taken).toMatchObject({ person: { name: 'Sam Adeyemi', roles: ['administrator'] } });
});

test('search finds the words of an account and of a file', async () => {
  expect(await here('search', '"We do what 1.1"', '--organisation', 'ZZ1')).toMatchObject({
    hits: [{ source: 'account', item: '1.1' }],
  });
  expect(await here('search', 'the tracker')).toMatchObject({
    hits: [{ source: 'evidence', snippet: { text: 'the tracker' } }],
  });
});

test('call keeps the file that a method makes', async () => {
  const file = join(folder, 'set.json');
  await here('call', 'standards.export', '{"as":"json"}', '--out', file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ id: 'small', version: 2 });
});

test('every verb was tried in a process of its own, but for demo, which has its own tests', () => {
  expect([...tried].toSorted()).toEqual(
    verbs
      .map(({ name }) => name)
      .filter((name) => name !== 'demo')
      .toSorted(),
  );
});
