import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { aligned, table } from '../../electron/cli/aligned.ts';
import { readCommandLine } from '../../electron/cli/command-line.ts';
import { usageOf, WrongUsage } from '../../electron/cli/verb.ts';
import { verbs } from '../../electron/cli/verbs.ts';
import { award, awardHere, ended } from '../support/award.ts';

const folder = mkdtempSync(join(tmpdir(), 'award-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what is not a command ends with 2, a sentence and the usage', () => {
  const wrong: readonly (readonly [readonly string[], RegExp, RegExp])[] = [
    [[], /^Say what to do\.$/m, /award --help lists the verbs/],
    [['publsh'], /^There is no verb publsh\. Did you mean publish\?$/m, /award VERB/],
    [['standards'], /It can be standards load or standards show\./, /award VERB/],
    [['standards', 'lod'], /there is no standards lod/, /award VERB/],
    [['round', 'open'], /^round open needs --year\.$/m, /award round open --year YEAR \[--standards ID\]/],
    [['round', 'open', '--year', '26'], /‘26’ is not a year/, /award round open/],
    [['round', 'open', '--year', '2026', '--closes', '31 March'], /is not a day/, /award round open/],
    [['import'], /^import needs PATH…\.$/m, /award import PATH… \[--rehearse\] \[--accept-gaps\]/],
    [['verify', 'this'], /does not know what to do with this/, /award verify \[--list FILE\]/],
    [['verify', '--lst', 'x'], /There is no option --lst/, /award verify/],
    [['verify', '--year', '2026'], /verify has no option --year/, /award verify/],
    [['verify', '--list'], /--list needs a value after it/, /award verify/],
    [['demo', '--out', 'x', '--data', 'y'], /takes no --data/, /award demo --out DIR/],
    [
      ['list', '--as-of', '17 July', '--out', 'x'],
      /‘17 July’ is not a day/,
      /award list --as-of DAY --out DIR/,
    ],
    [['publish', '--as-of', '2026-02-30', '--out', 'x'], /is not a day/, /award publish/],
    [['assign', '--balanced', '--per-submission', '0'], /from 1 to 9/, /award assign/],
    [['call', 'round.show', '{}', '--out', 'x'], /makes no file/, /award call METHOD \[JSON\]/],
    [['assign'], /assign needs --balanced/, /award assign --balanced/],
    [['decide'], /decide needs --propose/, /award decide --propose/],
  ];
  test.each(wrong)('%j', async (args, sentence, usage) => {
    const { code, out, error } = await awardHere(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toMatch(sentence);
    expect(error).toMatch(/^Usage: /m);
    expect(error).toMatch(usage);
    expect(existsSync(join(tmpdir(), `award-own-${process.pid}`)), 'a desk was opened').toBe(false);
  });

  test('with --json it is one JSON value on standard output and nothing beside it', async () => {
    const { code, out, error } = await award('round', 'open', '--json');
    expect({ code, error }).toEqual({ code: 2, error: '' });
    expect(JSON.parse(out)).toEqual({
      error: {
        code: 'wrong-usage',
        sentence: 'round open needs --year.',
        usage: expect.stringMatching(/^award round open --year YEAR/),
      },
    });
  });
});

describe('help', () => {
  test('names every verb, each with what it is about', async () => {
    const { code, out, error } = await award('--help');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    for (const { name, about } of verbs)
      expect(out).toMatch(new RegExp(`^  ${name}\\b.*  ${about.slice(0, 40)}`, 'm'));
  });

  test.each(verbs.map((verb) => [verb.name, verb] as const))(
    '%s --help says its usage and every option',
    async (name, verb) => {
      const { code, out } = await awardHere(...name.split(' '), '--help');
      expect(code).toBe(0);
      expect(out).toContain(`Usage: ${usageOf(verb)}\n`);
      for (const option of [...Object.keys(verb.options ?? {}), 'json', 'help'])
        expect(out).toContain(`  --${option}`);
    },
  );

  test('as JSON is one value', async () => {
    const { out } = await awardHere('--help', '--json');
    expect(JSON.parse(out)).toEqual({ help: expect.stringContaining('Usage: award VERB') });
  });
});

describe('what is refused ends with 1 and the reason', () => {
  test('a folder with no data in it, and none is made', async () => {
    const nowhere = join(folder, 'nowhere');
    const { code, out, error } = await award('verify', '--data', nowhere);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toBe(
      `There is no data in ${nowhere} yet. Name another folder with --data, or begin with round open, pack open or restore.\n`,
    );
    expect(readdirSync(folder)).not.toContain('nowhere');
  });

  test('as JSON it is the refusal on standard output alone', async () => {
    const { code, out, error } = await award('verify', '--json', '--data', join(folder, 'nowhere'));
    expect({ code, error }).toEqual({ code: 1, error: '' });
    expect(JSON.parse(out)).toEqual({
      error: { code: 'no-round', sentence: expect.stringMatching(/^There is no data in/), places: [] },
    });
  });

  test('a demonstration in a folder that is not empty, which stays as it was', async () => {
    const kept = join(folder, 'kept');
    mkdirSync(kept);
    writeFileSync(join(kept, 'mine.txt'), 'mine');
    const { code, error } = await awardHere('demo', '--out', kept);
    expect(code).toBe(1);
    expect(error).toBe(
      `${kept} is not an empty folder, and nothing was written there. Name an empty or a new one.\n`,
    );
    expect(readdirSync(kept)).toEqual(['mine.txt']);
    expect((await awardHere('demo', '--out', join(kept, 'mine.txt'))).code).toBe(1);
  });

  test('a file that is not there', async () => {
    const { code, error } = await awardHere(
      'standards',
      'load',
      join(folder, 'none.json'),
      '--data',
      join(folder, 'desk'),
    );
    expect({ code, error }).toEqual({
      code: 1,
      error: `There is nothing at ${join(folder, 'none.json')}, or it cannot be read.\n`,
    });
  });

  test('a method that does not exist, or is called amiss, is wrong usage; one that refuses is refused', async () => {
    const data = ['--data', join(folder, 'desk')];
    const near = await awardHere('call', 'round.shw', ...data);
    expect(near).toMatchObject({ code: 2, error: expect.stringContaining('Did you mean round.show?') });
    expect(await awardHere('call', 'round.show', '{year}', ...data)).toMatchObject({ code: 2 });
    const refused = await awardHere('call', 'round.show', '--json', ...data);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'no-round' } });
  });
});

test('npm run award is the same, as a person types it', async (context) => {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const found = await ended(npm, ['--version']).catch(() => undefined);
  if (found?.code !== 0) return context.skip('npm is not on the path');
  const { code, out, error } = await ended(npm, [
    'run',
    '-s',
    'award',
    '--',
    'standards',
    'show',
    '--json',
    '--data',
    join(folder, 'npm'),
  ]);
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(JSON.parse(out)).toMatchObject({ adopted: false, set: { sample: true } });
});

test('an option may stand before the verb, and what follows -- is no option', () => {
  const command = readCommandLine(['--data', 'there', 'import', '--rehearse', '--', '--odd-name.zip'], verbs);
  if (command.kind !== 'run') throw new Error('It is a command.');
  expect([command.verb.name, command.data, command.given.words]).toEqual([
    'import',
    'there',
    ['--odd-name.zip'],
  ]);
  expect(command.given.flag('rehearse')).toBe(true);
  expect(command.given.flag('accept-gaps')).toBe(false);
  expect(() => command.given.required('late-reason')).toThrow(WrongUsage);
});

describe('columns', () => {
  test('stand under each other two spaces apart, numbers to the right, accents counted as a person does', () => {
    expect(
      aligned([
        ['Zoë', 7, 'a'],
        ['Ana Okafor', 12, ''],
      ]),
    ).toBe('Zoë          7  a\nAna Okafor  12');
  });
  test('of a table have a line under their headings; a table of nothing is nothing', () => {
    expect(table(['Name', 'Scored'], [['Ana', 3]])).toBe('Name  Scored\n------------\nAna        3');
    expect(table(['Name'], [])).toBe('');
  });
});
