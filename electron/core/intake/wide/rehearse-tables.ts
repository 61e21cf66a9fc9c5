import { plainWords } from '../../../../shared/domain/likeness.ts';
import type { RehearsedTable } from '../../../../shared/domain/wide-table.ts';
import type { PlainWorkbook } from '../../../../shared/domain/workbook.ts';
import { findOrganisation, plainOf } from '../find-organisation.ts';
import type { TableRules } from '../gather.ts';
import type { Group } from '../group.ts';
import { type FoundFile, filesNamed } from '../match-evidence.ts';
import { filePlace, note } from '../problems.ts';
import type { NamedEvidence } from '../read-evidence.ts';
import { describeTable, tableName } from './describe.ts';
import { mappingFor } from './kept.ts';
import { propose } from './propose.ts';
import { aboutRow, namingOf, readRow } from './read-row.ts';
import type { ReadableTable, WideInput } from './readable.ts';
import { readRowEvidence } from './row-evidence.ts';
import { type OwnedRow, shareFiles } from './share-files.ts';
import { tablesIn, type WideTable } from './table.ts';

/** A spreadsheet that `wideTable` takes for one of many organisations. */
export interface GatheredTable {
  readonly path: string;
  readonly workbook: PlainWorkbook;
}

/**
 * The sheet with a row per organisation. It was mapped before; or it has a column of organisations and answers at least
 * two standards. A table of anything else is evidence: nobody is to be asked about a rota what its columns mean.
 */
export function wideTable(workbook: PlainWorkbook, input: WideInput): WideTable | undefined {
  return tablesIn(workbook).find(({ columns }) => {
    if (mappingFor(input.mappings, columns) !== undefined) return true;
    const fields = [...propose(columns, input.set, input.organisations).values()];
    const standards = new Set(fields.flatMap((field) => /^[a-z]+:(\d[^/]*)/.exec(field)?.[1] ?? []));
    return fields.some((field) => field === 'organisation' || field === 'code') && standards.size >= 2;
  });
}

/** How tables are told from evidence; those of `noTables`, by path, are evidence because a person says so. */
export function tableRules(input: WideInput, noTables: ReadonlySet<string>): TableRules {
  return {
    isTable: (workbook, path) => !noTables.has(path) && wideTable(workbook, input) !== undefined,
    isOfSeveral(workbook) {
      const known = new Map(
        input.organisations.flatMap((one) => {
          const { id, odsCode, name } = plainOf(one);
          return [id, odsCode, name].filter((words) => words !== '').map((words) => [words, one.id] as const);
        }),
      );
      return (wideTable(workbook, input)?.columns ?? []).some(
        ({ values }) => new Set(values.flatMap((words) => known.get(plainWords(words)) ?? [])).size > 1,
      );
    },
  };
}

export interface RehearsedTables {
  readonly tables: readonly RehearsedTable[];
  /** A delivery for each row: its form, and the files that are its organisation's. */
  readonly groups: readonly Group[];
  /** Files that no row has, and that came beside a form. */
  readonly others: readonly FoundFile[];
  /** Files that no row has, and that lie beside a table in no organisation's folder. */
  readonly unplaced: readonly FoundFile[];
}

/** Tables of many organisations, each row read as a submission by itself, once it is known what the columns mean. */
export function rehearseTables(
  {
    tables,
    forms,
    others,
  }: {
    readonly tables: readonly GatheredTable[];
    /** Submission workbooks with what they name: with their folders tables have nothing to do. */
    readonly forms: readonly { readonly path: string; readonly named: readonly NamedEvidence[] }[];
    readonly others: readonly FoundFile[];
  },
  input: WideInput,
): RehearsedTables {
  const described = tables.flatMap(({ path, workbook }) => {
    const table = wideTable(workbook, input);
    if (table === undefined) return [];
    const name = tableName(path, workbook, table);
    const kept = mappingFor(input.mappings, table.columns);
    const view = describeTable({ path, name, workbook, table, kept }, input);
    return [{ view, readable: view.state === 'mapped' ? readable(view, table) : undefined }];
  });
  const rows = described.flatMap(({ readable: one }) => (one === undefined ? [] : ownedRows(one, input)));
  const formFolders = forms.map(({ path }) => folderOf(path)).filter((folder) => folder !== '');
  const isOfForm = ({ path }: FoundFile) => formFolders.some((folder) => path.startsWith(`${folder}/`));
  const beside = others.filter((file) => !isOfForm(file));
  const ofForms = new Set(forms.flatMap(({ named }) => [...filesNamed(named, beside)]));
  const shared = shareFiles(rows, beside, ofForms);
  const contested = new Set(shared.byRow.flatMap((row) => row.contested));
  const isBesideTable = ({ path }: FoundFile) =>
    described.some(({ view }) => path.startsWith(`${folderOf(view.path)}/`) || folderOf(view.path) === '');
  const unplaced = shared.left.filter(
    (file) => isBesideTable(file) && (contested.has(file) || !ofForms.has(file)),
  );
  return {
    tables: described.map(({ view }) => view),
    groups: rows.map((row, at) => groupOf(row, shared.byRow[at] ?? { files: [], contested: [] }, input)),
    others: others.filter(
      (file) => isOfForm(file) || (shared.left.includes(file) && !unplaced.includes(file)),
    ),
    unplaced,
  };
}

function readable(view: RehearsedTable, table: WideTable): ReadableTable {
  const byField = new Map<string, number[]>();
  for (const { column, field } of view.columns)
    if (field !== null) byField.set(field, [...(byField.get(field) ?? []), column]);
  const ratings = new Map(
    view.ratings.flatMap(({ words, means }) => (means === null ? [] : [[plainWords(words), means] as const])),
  );
  return {
    ...table,
    path: view.path,
    name: view.name,
    byField,
    mapped: new Set([...byField.values()].flat()),
    ratings,
  };
}

/** Rows with nothing in the columns that are read are no organisation's. */
function ownedRows(table: ReadableTable, { organisations }: WideInput): readonly OwnedRow[] {
  return table.rows
    .filter(({ words }) => [...words].some(([column, text]) => text !== '' && table.mapped.has(column)))
    .map((row) => {
      const form = bareForm(table, row);
      const of = findOrganisation(form, '', organisations);
      const { odsCode } = organisations.find(({ id }) => id === of.organisation?.id) ?? {};
      const cells = [...table.byField].flatMap(([field, columns]) =>
        field === 'evidence' || field.startsWith('evidence:')
          ? columns.map((column) => ({
              item: '',
              words: row.words.get(column) ?? '',
              place: filePlace(table.path),
            }))
          : [],
      );
      return { table, row, of, odsCode, named: readRowEvidence(cells, []).evidence };
    });
}

function bareForm(table: ReadableTable, row: OwnedRow['row']) {
  const content = {
    transitions: [],
    professions: [],
    covers: '',
    contact: { name: '', role: '', email: '' },
    declaredBy: '',
    responses: [],
  };
  const read = { about: aboutRow(table, row), content, evidence: [], problems: [] };
  return { path: keyOf(table, row), read, inside: [], naming: namingOf(table, row) };
}

/** "forms/export.csv, row 14" */
function keyOf({ path }: ReadableTable, { row }: OwnedRow['row']): string {
  return `${path}, row ${row}`;
}

function groupOf(
  { table, row }: OwnedRow,
  { files, contested }: { readonly files: readonly FoundFile[]; readonly contested: readonly FoundFile[] },
  { set }: WideInput,
): Group {
  const read = readRow(table, row, set, files);
  const of = contested.map(({ path }) =>
    note(
      'file-of-two',
      filePlace(path),
      'Several organisations name this file, and it lies in no organisation’s folder. Put it into a folder called after whose it is, and choose everything again.',
    ),
  );
  return {
    root: '',
    forms: [
      {
        path: keyOf(table, row),
        read: { ...read, problems: [...read.problems, ...of] },
        inside: [],
        naming: namingOf(table, row),
      },
    ],
    replies: [],
    files,
    unreadable: [],
  };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
