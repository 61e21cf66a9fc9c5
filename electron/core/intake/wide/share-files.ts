import { plainWords } from '../../../../shared/domain/likeness.ts';
import type { WordRow } from '../../spreadsheet/cells.ts';
import type { FoundOrganisation } from '../find-organisation.ts';
import { type FoundFile, filesNamed } from '../match-evidence.ts';
import type { NamedEvidence } from '../read-evidence.ts';
import type { ReadableTable } from './readable.ts';

/** A row of a table, whose it is, and the files that its cells name. */
export interface OwnedRow {
  readonly table: ReadableTable;
  readonly row: WordRow;
  readonly of: FoundOrganisation;
  readonly odsCode: string | undefined;
  readonly named: readonly NamedEvidence[];
}

export interface SharedFiles {
  /** The files of each row, in the order of the rows. */
  readonly byRow: readonly {
    readonly files: readonly FoundFile[];
    /** Files that lie in no organisation's folder and that several organisations name: nobody's. */
    readonly contested: readonly FoundFile[];
  }[];
  readonly left: readonly FoundFile[];
}

/**
 * Which of the files that came beside tables are whose: what lies in a folder called after an organisation, its name or
 * a code of it, is that one's; what lies in no such folder is whose row names it, where only one organisation's does.
 * A folder that the table lies in itself is nobody's: whoever runs the form would get what everybody uploaded.
 * `ofForms` are files that submission workbooks name.
 */
export function shareFiles(
  rows: readonly OwnedRow[],
  files: readonly FoundFile[],
  ofForms: ReadonlySet<FoundFile>,
): SharedFiles {
  const folders = new Map<string, Set<string>>();
  for (const { of, odsCode } of rows)
    for (const name of [of.name, of.organisation?.name, of.organisation?.id, odsCode])
      if (name !== undefined && name !== '')
        folders.set(folderWords(name), new Set([...(folders.get(folderWords(name)) ?? []), idOf(of)]));
  const tables = rows.map(({ table }) => table.path.split('/').slice(0, -1));
  const homeOf = (path: string): string | undefined => {
    const segments = path.split('/').slice(0, -1);
    const shared = Math.max(0, ...tables.map((table) => commonStart(table, segments)));
    const called = segments
      .slice(shared)
      .toReversed()
      .flatMap((segment) => folders.get(folderWords(segment)) ?? [])[0];
    // One that several are called by is nobody's: what lies in it is whose row names it.
    return called?.size === 1 ? [...called][0] : undefined;
  };
  const homes = new Map(files.map((file) => [file, homeOf(file.path)]));
  const loose = files.filter((file) => homes.get(file) === undefined);
  const claims = rows.map(({ named }) => filesNamed(named, loose));
  const claimants = (file: FoundFile) =>
    new Set([
      ...rows.filter((_, at) => claims[at]?.has(file)).map(({ of }) => idOf(of)),
      ...(ofForms.has(file) ? ['a form'] : []),
    ]);
  const byRow = rows.map(({ of }, at) => {
    const claimed = [...(claims[at] ?? [])];
    return {
      files: [
        ...files.filter((file) => homes.get(file) === idOf(of)),
        ...claimed.filter((file) => claimants(file).size === 1),
      ],
      contested: claimed.filter((file) => claimants(file).size > 1),
    };
  });
  const taken = new Set(byRow.flatMap((one) => one.files));
  return { byRow, left: files.filter((file) => !taken.has(file)) };
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  const parts = one.findIndex((segment, at) => segment !== other[at]);
  return parts === -1 ? one.length : parts;
}

function idOf({ organisation, name }: FoundOrganisation): string {
  return organisation?.id ?? `called ${plainWords(name)}`;
}

/** "Riverbend_Community-Trust" is called after Riverbend Community Trust. */
function folderWords(name: string): string {
  return plainWords(name)
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
