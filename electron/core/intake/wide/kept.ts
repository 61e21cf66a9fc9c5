import { z } from 'zod';
import { Instant, type RoundId } from '../../../../shared/domain/ids.ts';
import { columnKey, WideMapping } from '../../../../shared/domain/wide-table.ts';
import type { DeskContext } from '../../desk/context.ts';

/** A mapping that was made for a round on this desk: never sent, and on no record. */
export const KeptMapping = z.object({ at: Instant, mapping: WideMapping });
export type KeptMapping = z.infer<typeof KeptMapping>;

const All = z.array(KeptMapping);

/** A forms service has a form or two in a round; older ones give way. */
const MOST_KEPT = 20;

/** The newest first. */
export function keptMappings({ settings }: DeskContext, round: RoundId): readonly KeptMapping[] {
  const kept = settings.get(`wide-tables ${round}`);
  return kept === undefined ? [] : All.parse(JSON.parse(kept));
}

/** In place of an earlier one for the same headings. */
export function keepMapping(desk: DeskContext, round: RoundId, mapping: WideMapping): Instant {
  const at = desk.now();
  const others = keptMappings(desk, round).filter((one) => !sameHeadings(one.mapping, mapping));
  const all = [{ at, mapping }, ...others].slice(0, MOST_KEPT);
  desk.settings.set(`wide-tables ${round}`, JSON.stringify(all));
  return at;
}

function sameHeadings(one: WideMapping, other: WideMapping): boolean {
  const { fresh, gone } = compareHeadings(one, other.columns);
  return fresh.size === 0 && gone.length === 0;
}

type Headed = { readonly heading: string; readonly nth: number };

/** What the columns have that was not mapped, by their keys, and what was mapped and is no longer there. */
export function compareHeadings(
  { columns }: WideMapping,
  now: readonly Headed[],
): { readonly fresh: ReadonlySet<string>; readonly gone: readonly string[] } {
  const before = new Set(columns.map(columnKey));
  const here = new Set(now.map(columnKey));
  return {
    fresh: new Set([...here].filter((key) => !before.has(key))),
    gone: columns.filter((column) => !here.has(columnKey(column))).map(({ heading }) => heading),
  };
}

/** The kept mapping that a table was most likely read by before: one for its headings, else the one that most of them share. */
export function mappingFor(
  kept: readonly KeptMapping[],
  columns: readonly Headed[],
): KeptMapping | undefined {
  const keys = new Set(columns.map(columnKey));
  let best: { kept: KeptMapping; shared: number; differs: number } | undefined;
  for (const one of kept) {
    const mapped = one.mapping.columns.filter(({ field }) => field !== null);
    const shared = mapped.filter((column) => keys.has(columnKey(column))).length;
    const { fresh, gone } = compareHeadings(one.mapping, columns);
    const differs = fresh.size + gone.length;
    if (shared * 2 < mapped.length || shared === 0) continue;
    if (best === undefined || differs < best.differs) best = { kept: one, shared, differs };
  }
  return best?.kept;
}
