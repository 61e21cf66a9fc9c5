import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { Instant, RoundId } from '../../../shared/domain/ids.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import { CLOSES_AT, setOf } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, stageBytes } from '../../support/desks.ts';
import { award, enterSheet, layPanel, type Panel } from '../../support/panel.ts';

let desks: Desks;
beforeEach(() => {
  desks = makeDesks();
});
afterEach(() => desks.end());

const nextThings = async (desk: Desk) => (await ask(desk, 'round.show', {})).next.map(({ words }) => words);

describe('a round', () => {
  test('opened makes whoever opens it its administrator, on standards that say they are a sample', async () => {
    const desk = await desks.open('fresh');
    expect((await refusalOf(desk, 'round.show', {})).code).toBe('no-round');
    const open = { year: 2026, title: ' 2026 round ', administrator: 'Sam', closesAt: CLOSES_AT };
    expect(await ask(desk, 'round.open', open)).toMatchObject({
      year: 2026,
      title: '2026 round',
      sample: true,
    });
    expect((await ask(desk, 'desk.show', {})).person).toMatchObject({
      name: 'Sam',
      roles: ['administrator'],
    });
    expect(await nextThings(desk)).toEqual(['Register the organisations']);
  });

  test.each([
    ['a year that no round has', { year: 1850 }, 'year'],
    ['no title', { title: '   ' }, 'title'],
    ['no administrator', { administrator: '' }, 'administrator'],
    ['a closing time that is a day', { closesAt: '2026-03-31' as Instant }, 'closesAt'],
  ])('with %s is refused at its field', async (_, wrong, at) => {
    const desk = await desks.open('fresh');
    const open = { year: 2026, title: '2026 round', administrator: 'Sam', closesAt: CLOSES_AT, ...wrong };
    expect(await refusalOf(desk, 'round.open', open)).toMatchObject({
      code: 'wrong-input',
      places: [{ at }],
    });
    expect((await ask(desk, 'desk.show', {})).round).toBeUndefined();
  });

  test('with standards that are not here is refused, and leaves the desk nobody’s', async () => {
    const desk = await desks.open('fresh');
    const standards = { id: 'elsewhere', version: 3 };
    const open = { year: 2026, title: '2026 round', administrator: 'Sam', closesAt: CLOSES_AT, standards };
    expect((await refusalOf(desk, 'round.open', open)).code).toBe('not-found');
    expect((await ask(desk, 'desk.show', {})).person).toBeUndefined();
  });

  test('is one of several that a desk can turn to', async () => {
    const { desk, round } = await layPanel(desks);
    const open = { year: 2027, title: '2027 round', administrator: 'Sam', closesAt: CLOSES_AT };
    const next = await ask(desk, 'round.open', open);
    expect((await ask(desk, 'round.list', {})).map(({ year }) => year)).toEqual([2027, 2026]);
    expect((await ask(desk, 'round.show', {})).round.id).toBe(next.id);
    await ask(desk, 'round.turnTo', { round: round.id });
    expect((await ask(desk, 'round.show', {})).counts.submissions).toBe(1);
    expect((await refusalOf(desk, 'round.turnTo', { round: RoundId.parse('r1999') })).code).toBe('not-found');
  });

  test('keeps its dates, and each change of them', async () => {
    const { desk } = await layPanel(desks);
    const dates = { closesAt: Instant.parse('2026-04-02T16:00:00.000Z') };
    await ask(desk, 'round.date', { dates });
    expect((await ask(desk, 'round.show', {})).dates).toEqual(dates);
  });

  test('says what comes next, step by step', async () => {
    const panel = await layPanel(desks, { organisations: 1 });
    const [submission] = panel.submissions;
    if (submission === undefined) throw new Error('The panel has no submission.');
    expect(await nextThings(panel.desk)).toEqual(['Send round files, and take scores in']);
    await award(panel, submission);
    expect(await nextThings(panel.desk)).toEqual(['Publish the list']);
    expect((await ask(panel.desk, 'round.show', {})).counts).toMatchObject({
      sheetsSubmitted: 2,
      sheetsDue: 2,
      decided: 1,
      awarded: 1,
    });
  });
});

describe('an organisation', () => {
  const named = (name: string, more: object = {}) => ({ name, contactName: '', contactEmail: '', ...more });

  test('is registered once, whatever the case of its name, and can be changed', async () => {
    const { desk } = await layPanel(desks);
    const { id } = await ask(
      desk,
      'organisations.register',
      named('Hillside (fictional)', { odsCode: 'zz9' }),
    );
    expect(id).toBe('ZZ9');
    expect(await refusalOf(desk, 'organisations.register', named('HILLSIDE (fictional)'))).toMatchObject({
      code: 'already-done',
      places: [{ kind: 'field', at: 'name' }],
    });
    await ask(desk, 'organisations.register', named('Hillside Trust (fictional)', { id, odsCode: 'zz9' }));
    const rows = await ask(desk, 'organisations.list', {});
    expect(rows.filter((row) => row.id === id).map(({ name }) => name)).toEqual([
      'Hillside Trust (fictional)',
    ]);
  });
});

describe('standards adopted after a sheet is in', () => {
  let panel: Panel;
  beforeEach(async () => {
    panel = await layPanel(desks);
    const [submission, person] = [panel.submissions[0], panel.assessors[0]];
    if (submission === undefined || person === undefined) throw new Error('The panel is too small.');
    await enterSheet(panel, submission, person, 2);
  });

  async function adopt(change: (set: StandardSet) => StandardSet, reason = 'A correction.') {
    const set = change({ ...setOf(5), version: 2 });
    await ask(panel.desk, 'standards.load', {
      staged: await stageBytes(panel.desk, 'standards.json', JSON.stringify(set)),
    });
    return panel.desk.invoke('standards.adopt', { id: set.id, version: 2, reason });
  }

  const standards = (change: object) => (set: StandardSet) => ({
    ...set,
    sections: set.sections.map((section, at) =>
      at > 0
        ? section
        : { ...section, standards: section.standards.map((standard) => ({ ...standard, ...change })) },
    ),
  });

  test.each([
    ['a wording', standards({ wording: 'The organisation does this for everyone.' })],
    ['guidance', standards({ guidance: 'Look at the rota.' })],
    ['a title', (set: StandardSet) => ({ ...set, title: 'Corrected standards (sample)' })],
    [
      'a descriptor',
      (set: StandardSet) => ({
        ...set,
        scale: set.scale.map((level) => ({ ...level, descriptor: 'Said better.' })),
      }),
    ],
  ])('may change %s, with a reason', async (_, change) => {
    expect(await adopt(change, ' ')).toMatchObject({ ok: false, error: { code: 'reason-needed' } });
    expect(await adopt(change)).toMatchObject({ ok: true });
    expect((await ask(panel.desk, 'round.show', {})).standards.version).toBe(2);
    expect((await ask(panel.desk, 'round.show', {})).counts.sheetsSubmitted).toBe(1);
  });

  test.each([
    ['a threshold', (set: StandardSet) => ({ ...set, rule: { ...set.rule, overallThreshold: 7000 } })],
    ['a weight', standards({ weight: 2 })],
    ['what is mandatory', standards({ mandatory: false })],
    [
      'how long it is valid',
      (set: StandardSet) => ({ ...set, validity: { kind: 'years' as const, years: 3 } }),
    ],
    [
      'the scale',
      (set: StandardSet) => ({
        ...set,
        scale: [...set.scale, { value: 3, name: 'Exceeded', descriptor: 'More.' }],
      }),
    ],
    ['which standards there are', (set: StandardSet) => ({ ...set, sections: set.sections.slice(1) })],
  ])('may not change %s', async (_, change) => {
    expect(await adopt(change)).toMatchObject({
      ok: false,
      error: { code: 'already-done', sentence: expect.stringContaining('changes more than wording') },
    });
    expect((await ask(panel.desk, 'round.show', {})).standards.version).toBe(1);
  });
});
