import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OrganisationId, SubmissionId } from '../../shared/domain/ids.ts';
import { layEvidence, searchFor } from '../core/evidence/room.ts';
import { awardHere } from '../support/award.ts';
import { makeDesks } from '../support/desks.ts';

const desks = makeDesks();
const data = join(desks.folder, 'admin');
const search = (...args: readonly string[]) => awardHere('search', ...args, '--data', data);

let submission: SubmissionId;

beforeAll(async () => {
  const desk = await desks.open('admin');
  const { submissions } = await layEvidence(desk);
  submission = SubmissionId.parse(submissions[0]?.submission);
  await desks.close(desk);
});
afterAll(() => desks.end());

test('it reads what was not read yet, and says where the words are', async () => {
  const { code, out } = await search('"protected time"', 'zoe');
  expect(code).toBe(0);
  expect(out).toContain('Made-up Trust 00001 (fictional), E1 E1.txt');
  expect(out).toContain('Protected time is kept for every preceptee.');
  expect(out.trimEnd().endsWith('Found in 1 place.')).toBe(true);
});

test('its hits are the room’s', async () => {
  const { code, out } = await search('time', '--json', '--limit', '50');
  expect(code).toBe(0);
  const desk = await desks.open('admin');
  expect(JSON.parse(out)).toEqual(await searchFor(desk, 'time'));
  await desks.close(desk);
});

type Search = Parameters<typeof searchFor>;
const o3 = OrganisationId.parse('o3');
test.each<[string, (first: SubmissionId) => [readonly string[], Search[2], Search[3]]]>([
  ['a submission', (first) => [['--submission', first], { kind: 'submission', submission: first }, {}]],
  ['an organisation', () => [['--organisation', 'o3'], { kind: 'round' }, { organisation: o3 }]],
  ['a kind', () => [['--kind', 'account'], { kind: 'round' }, { kinds: ['account'] }]],
  ['several kinds', () => [['--kind', 'text, standard'], { kind: 'round' }, { kinds: ['text', 'standard'] }]],
  [
    'all of them',
    (first) => [
      ['--submission', first, '--organisation', 'o1', '--kind', 'text,account'],
      { kind: 'submission', submission: first },
      { organisation: OrganisationId.parse('o1'), kinds: ['text', 'account'] },
    ],
  ],
])('its hits are the room’s, narrowed to %s', async (_, narrowing) => {
  const [options, scope, more] = narrowing(submission);
  const { code, out } = await search('what', '--json', '--limit', '50', ...options);
  expect(code).toBe(0);
  const desk = await desks.open('admin');
  const [all, here] = [await searchFor(desk, 'what'), await searchFor(desk, 'what', scope, more)];
  await desks.close(desk);
  expect(JSON.parse(out)).toEqual(here);
  expect(here.total).toBeGreaterThan(0);
  expect(here.total).toBeLessThan(all.total);
});

test('an organisation narrows it; what cannot be done is said', async () => {
  const { out } = await search('time', '--organisation', 'o3');
  expect(out).toContain('Made-up Trust 00003');
  expect(out).not.toContain('Made-up Trust 00001');
  expect(await search('time', '--kind', 'film')).toMatchObject({ code: 2 });
  expect(await search('time', '--submission', 'no such one')).toMatchObject({ code: 2 });
  expect(await search('time', '--submission', 'nobodys')).toMatchObject({ code: 1 });
  expect(await search('time', '--limit', 'many')).toMatchObject({ code: 2 });
  expect(await search('time', '--organisation', 'nobody')).toMatchObject({ code: 1 });
  expect((await search('pr*')).out).toContain('fewer than three letters');
});
