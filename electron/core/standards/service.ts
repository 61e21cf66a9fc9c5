import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetHead } from '../../../shared/contract/standards.ts';
import { StandardSet } from '../../../shared/domain/standard-set.ts';
import { adoptedSet, type DeskContext, roundHere } from '../desk/context.ts';
import { type Handlers, refuse } from '../refused.ts';
import { XLSX_TYPE } from '../spreadsheet/sheet-writer.ts';
import { loadStandardSet } from './load.ts';
import { writeStandardsWorkbook } from './workbook.ts';

type Methods =
  | 'standards.show'
  | 'standards.list'
  | 'standards.load'
  | 'standards.export'
  | 'standards.adopt';

/** The shipped set, which says of itself that it is a sample. */
export async function sampleSet(resources: string): Promise<StandardSet> {
  return StandardSet.parse(JSON.parse(await readFile(join(resources, 'standards', 'sample.json'), 'utf8')));
}

function headOf({ id, version, title, sample, source }: StandardSet): SetHead {
  return { id, version, title, sample, source };
}

/** Sets that were loaded on this computer, newest last; the shipped sample is always there. */
async function heldSets(desk: DeskContext): Promise<readonly StandardSet[]> {
  const kept = desk.settings.get('standard-set');
  const loaded = kept === undefined ? [] : StandardSet.array().parse(JSON.parse(kept));
  return [await sampleSet(desk.resources), ...loaded];
}

/** That set, or the one loaded last, or the sample. Throws the refusal 'not-found' for one that is not held here. */
export async function findSet(
  desk: DeskContext,
  wanted: { readonly id: string; readonly version: number } | undefined,
): Promise<StandardSet> {
  const held = await heldSets(desk);
  const found =
    wanted === undefined
      ? held.at(-1)
      : held.find(({ id, version }) => id === wanted.id && version === wanted.version);
  if (found === undefined)
    throw refuse('not-found', 'That standard set is not on this computer. Load it in Standards.');
  return found;
}

async function shownSet(desk: DeskContext): Promise<{ set: StandardSet; adopted: boolean }> {
  if (desk.settings.get('round') === undefined)
    return { set: await findSet(desk, undefined), adopted: false };
  return { set: await adoptedSet(desk), adopted: true };
}

/** Standard sets: read from a file, kept on this computer, adopted by a round. */
export const standardsService = (desk: DeskContext): Handlers<Methods> => ({
  'standards.show': () => shownSet(desk),
  'standards.list': async () => (await heldSets(desk)).map(headOf),
  'standards.load': async ({ staged }) => {
    const file = desk.handover.staged(staged);
    const { set, problems } = await loadStandardSet({ path: file.path, file: file.file });
    if (set === undefined) return { problems: [...problems] };
    const [sample, ...loaded] = await heldSets(desk);
    if (set.id === sample?.id && set.version === sample.version) {
      return refuse(
        'already-done',
        'That is the sample set, which comes with the program. Give yours another id or version.',
      );
    }
    const others = loaded.filter(({ id, version }) => id !== set.id || version !== set.version);
    desk.settings.set('standard-set', JSON.stringify([...others, set]));
    desk.changed('standards');
    return { set: headOf(set), problems: [...problems] };
  },
  'standards.export': async ({ as }) => {
    const { set } = await shownSet(desk);
    const name = `${set.id}-version-${set.version}`;
    return as === 'json'
      ? desk.handover.give(
          `${name}.json`,
          'application/json',
          Buffer.from(`${JSON.stringify(set, null, 2)}\n`),
        )
      : desk.handover.give(`${name}.xlsx`, XLSX_TYPE, await writeStandardsWorkbook(set));
  },
  'standards.adopt': async ({ id, version, reason }) => {
    const round = roundHere(desk);
    const [set, before] = await Promise.all([findSet(desk, { id, version }), adoptedSet(desk)]);
    if (set.id === before.id && set.version === before.version) {
      return refuse('already-done', 'The round has adopted this version already.');
    }
    if (reason.trim() === '') {
      return refuse('reason-needed', 'Say why the round changes its standards.', [
        { kind: 'field', at: 'reason' },
      ]);
    }
    const scored = await desk.store.db
      .selectFrom('sheet')
      .select('person')
      .where('round', '=', round)
      .executeTakeFirst();
    if (scored !== undefined && !sameButForWords(before, set)) {
      return refuse(
        'already-done',
        'A sheet is in already, and this version changes more than wording. Adopt it in the next round.',
      );
    }
    desk.ledger.append('standards-adopted', { facts: { round, set }, text: { reason } });
    desk.changed('standards', 'round', 'sheets', 'moderation');
    return {};
  },
});

/** A correction of wording: scores given under the one still mean the same under the other. */
function sameButForWords(one: StandardSet, other: StandardSet): boolean {
  const rest = (set: StandardSet) => ({
    rule: set.rule,
    reason: set.reason,
    validity: set.validity,
    listedWithOpenConditions: set.listedWithOpenConditions,
    levels: set.scale.map(({ value }) => value),
    transitions: set.transitions.map(({ id }) => id),
    standards: set.sections.flatMap(({ number, standards }) =>
      standards.map((standard) => [
        number,
        standard.number,
        standard.mandatory,
        standard.weight,
        standard.byTransition,
        standard.lineage.kind === 'removed',
      ]),
    ),
  });
  return JSON.stringify(rest(one)) === JSON.stringify(rest(other));
}
