import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layEvidence, searchFor } from '../core/evidence/room.ts';
import { awardHere } from '../support/award.ts';
import { makeDesks } from '../support/desks.ts';

const desks = makeDesks();
const data = join(desks.folder, 'admin');
const search = (...args: readonly string[]) => awardHere('search', ...args, '--data', data);

beforeAll(async () => {
  const desk = await desks.open('admin');
  await layEvidence(desk);
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

test('an organisation narrows it; what cannot be done is said', async () => {
  const { out } = await search('time', '--organisation', 'o3');
  expect(out).toContain('Made-up Trust 00003');
  expect(out).not.toContain('Made-up Trust 00001');
  expect(await search('time', '--limit', 'many')).toMatchObject({ code: 2 });
  expect(await search('time', '--organisation', 'nobody')).toMatchObject({ code: 1 });
  expect((await search('pr*')).out).toContain('fewer than three letters');
});
