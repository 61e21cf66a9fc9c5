import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ZodType } from 'zod';
import { callNamed, calls } from '../../shared/contract/table.ts';
import { makeDesks } from '../support/desks.ts';
import { type Scene, setScene, story } from './story.ts';

const desks = makeDesks();
let scene: Scene;
beforeAll(async () => {
  scene = await setScene(desks);
});
afterAll(async () => {
  await scene?.host.close();
  await desks.end();
});

/** Where a value is something that JSON has no word for; a member that is undefined is as good as absent. */
function notJson(value: unknown, at = '$'): readonly string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [at];
  if (Array.isArray(value))
    return Array.from(value).flatMap((each, index) => notJson(each, `${at}[${index}]`));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return [at];
  return Object.entries(value).flatMap(([name, each]) =>
    each === undefined ? [] : notJson(each, `${at}.${name}`),
  );
}

test('what is no JSON is found', () => {
  expect(notJson({ a: [1, { b: null, c: undefined }] })).toEqual([]);
  expect(notJson({ a: [undefined], b: new Map(), c: [{ d: Buffer.from('') }], e: Number.NaN })).toEqual([
    '$.a[0]',
    '$.b',
    '$.c[0].d',
    '$.e',
  ]);
});

test('the story tells of every method once, and each method has one row', () => {
  const names = calls.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(story.map(({ method }) => method).toSorted()).toEqual(names.toSorted());
});

describe.each(story)('$method', ({ method, on, input, after }) => {
  let right: unknown;

  test('refuses input of another shape, and says at which field', async () => {
    right = await input(scene);
    const desk = scene[on];
    const odd = { odd: [{}] };
    for (const wrong of ['text', 7, null, []]) {
      const answer = await desk.invoke(method, wrong);
      expect(answer, JSON.stringify(wrong)).toMatchObject({ ok: false, error: { code: 'wrong-input' } });
    }
    for (const field of Object.keys(Object(right))) {
      const answer = await desk.invoke(method, { ...Object(right), [field]: odd });
      expect(answer, field).toMatchObject({ ok: false, error: { code: 'wrong-input' } });
      if (answer.ok) continue;
      expect(answer.error.sentence).toContain(field);
      expect(answer.error.places.map(({ kind, at }) => [kind, at.split('.')[0]])).toContainEqual([
        'field',
        field,
      ]);
    }
  });

  test('answers with what its schema says, and as JSON', async () => {
    const answer = await scene[on].invoke(method, right);
    if (!answer.ok) throw new Error(`${method}: ${answer.error.code}, ${answer.error.sentence}`);
    const schema: ZodType | undefined = callNamed(method)?.output;
    expect(notJson(answer.value)).toEqual([]);
    const travelled: unknown = JSON.parse(JSON.stringify(answer.value));
    expect(travelled).toEqual(answer.value);
    // Nothing more than the schema names, and nothing that reading changes.
    expect(schema?.parse(travelled)).toEqual(travelled);
    await after?.(scene, answer.value);
  });
});

test('a call that nobody knows is refused', async () => {
  for (const name of ['sheets.steal', 'toString', '__proto__', 'constructor', '']) {
    const answer = await scene.admin.invoke(name, {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-found', places: [] } });
  }
});
