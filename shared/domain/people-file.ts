import type { Place } from '../contract/refusal.ts';
import { type OrganisationId, PersonId, Role } from './ids.ts';
import { distance, nearest, plainWords } from './likeness.ts';
import { list } from './words.ts';

/** The people of a round from the rows of a CSV file or a sheet, with what is wrong told by row and column. */

/** A person as a row says; `person` where the row, or an e-mail address already known, names one. */
export interface PersonRow {
  /** As a spreadsheet numbers it, from 1. */
  readonly row: number;
  readonly person: PersonId | undefined;
  readonly name: string;
  /** Empty where the row gives none. */
  readonly email: string;
  readonly roles: readonly Role[];
  readonly profession: string;
  readonly employer: OrganisationId | undefined;
  /** An employer that is no organisation of the round, as it was written; empty where there is none. */
  readonly otherEmployer: string;
}

export interface PeopleProblem {
  /** A `refusal` keeps its row out; a `note` does not. */
  readonly severity: 'refusal' | 'note';
  readonly sentence: string;
  readonly place: Place;
}

export interface PeopleFile {
  readonly people: readonly PersonRow[];
  readonly problems: readonly PeopleProblem[];
}

/** Who and what the round knows already: e-mail addresses keep their person, employers are found among these. */
export interface KnownToRound {
  readonly people: readonly { readonly person: PersonId; readonly email: string }[];
  readonly organisations: readonly {
    readonly organisation: OrganisationId;
    readonly name: string;
    readonly odsCode?: string | undefined;
  }[];
}

const COLUMNS = {
  id: ['id', 'person', 'person id'],
  name: ['name', 'full name'],
  email: ['email', 'email address', 'mail'],
  roles: ['role', 'roles'],
  profession: ['profession'],
  employer: ['employer', 'organisation', 'works for'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Column = keyof typeof COLUMNS;

/** `rows` are cells already split, the first row with anything in it being the headings. Empty rows are passed over. */
export function readPeople(rows: readonly (readonly string[])[], known: KnownToRound): PeopleFile {
  const headingIndex = rows.findIndex((cells) => cells.some((cell) => tidy(cell) !== ''));
  const columns = columnsOf(rows[headingIndex] ?? []);
  const lacking = (['name', 'roles'] as const).filter((column) => !columns.has(column));
  if (lacking.length > 0) {
    const wanted = list(lacking.map((column) => `‘${COLUMNS[column][0]}’`));
    const wrong = headingIndex < 0 ? 'The file is empty' : `Row ${headingIndex + 1} has no heading ${wanted}`;
    const sentence = `${wrong}. Give the columns headings: name, email, role, profession, employer.`;
    const place = { kind: 'cell', at: `row ${Math.max(headingIndex, 0) + 1}` } as const;
    return { people: [], problems: [{ severity: 'refusal', sentence, place }] };
  }
  const people: PersonRow[] = [];
  const problems: PeopleProblem[] = [];
  const rowOfKey = new Map<string, number>();
  for (const [index, cells] of rows.entries()) {
    if (index <= headingIndex || cells.every((cell) => tidy(cell) === '')) continue;
    const read = readRow(index + 1, (column) => tidy(cells[columns.get(column) ?? -1] ?? ''), known);
    problems.push(...read.problems);
    if (read.person === undefined) continue;
    const keys = keysOf(read.person);
    const earlier = keys.map((key) => rowOfKey.get(key)).find((row) => row !== undefined);
    if (earlier !== undefined) {
      problems.push(
        refusal(
          index + 1,
          'email',
          `${read.person.name} is in row ${earlier} already. Leave one of the two out.`,
        ),
      );
      continue;
    }
    for (const key of keys) rowOfKey.set(key, index + 1);
    people.push(read.person);
  }
  return { people, problems };
}

function readRow(row: number, cell: (column: Column) => string, known: KnownToRound) {
  const [name, email] = [cell('name'), cell('email')];
  const roles = rolesOf(row, cell('roles'));
  const employer = employerOf(row, cell('employer'), known);
  const byId = cell('id') === '' ? undefined : PersonId.safeParse(cell('id'));
  const byEmail = known.people.find(
    (each) => each.email !== '' && each.email.toLowerCase() === email.toLowerCase(),
  );
  const problems: readonly PeopleProblem[] = [
    ...(name === '' ? [refusal(row, 'name', 'The name is missing.')] : []),
    ...(byId?.success === false
      ? [
          refusal(
            row,
            'id',
            `‘${cell('id')}’ cannot be an id. Use letters, digits, dots and dashes, or leave it empty.`,
          ),
        ]
      : []),
    ...(email === '' ? [note(row, 'email', 'There is no e-mail address, so nothing can be sent.')] : []),
    ...(email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
      ? [refusal(row, 'email', `‘${email}’ is not an e-mail address. Write it like name@example.org.`)]
      : []),
    ...roles.problems,
    ...employer.problems,
  ];
  if (problems.some(({ severity }) => severity === 'refusal')) return { person: undefined, problems };
  const person: PersonRow = {
    row,
    person: byId?.success ? byId.data : byEmail?.person,
    name,
    email,
    roles: roles.roles,
    profession: cell('profession'),
    employer: employer.organisation,
    otherEmployer: employer.organisation === undefined ? cell('employer') : '',
  };
  return { person, problems };
}

function rolesOf(row: number, cell: string) {
  const words = cell
    .split(/[,;/+&]|\band\b/i)
    .map(tidy)
    .filter((word) => word !== '');
  const read = words.map((word) => ({ word, role: Role.safeParse(roleWord(word)) }));
  const use = list(Role.options, 'or');
  return {
    roles: [...new Set(read.flatMap(({ role }) => (role.success ? [role.data] : [])))],
    problems: [
      ...(words.length === 0 ? [refusal(row, 'roles', `The role is missing. Use ${use}.`)] : []),
      ...read
        .filter(({ role }) => !role.success)
        .map(({ word }) =>
          refusal(row, 'roles', `‘${word}’ is not a role. Use ${nearest(word, Role.options)[0] ?? use}.`),
        ),
    ],
  };
}

function roleWord(word: string): string {
  const lower = word.toLowerCase();
  return lower === 'deputy chair' ? 'deputy' : lower === 'admin' ? 'administrator' : lower.replace(/s$/, '');
}

/** An employer outside the round blocks nothing, which is said; one a slip away from an organisation's name is refused. */
function employerOf(row: number, cell: string, { organisations }: KnownToRound) {
  const words = plainWords(cell);
  const found = organisations.filter(({ organisation, name, odsCode = '' }) =>
    [organisation, name, odsCode].some((each) => each !== '' && plainWords(each) === words),
  );
  const [only] = found;
  if (cell === '' || (only && found.length === 1)) return { organisation: only?.organisation, problems: [] };
  const near = organisations.find(({ name }) => distance(words, plainWords(name)) <= SLIPS);
  const problem =
    found.length > 1
      ? refusal(
          row,
          'employer',
          `‘${cell}’ is the name of ${found.length} organisations. Use the id or the ODS code.`,
        )
      : near
        ? refusal(row, 'employer', `‘${cell}’ is not an organisation of the round. Use ‘${near.name}’.`)
        : note(row, 'employer', `‘${cell}’ is not an organisation of the round, so it blocks no assignment.`);
  return { organisation: undefined, problems: [problem] };
}

/** Letters that two names of one organisation may differ by; two organisations differ by more. */
const SLIPS = 2;

function columnsOf(headings: readonly string[]): ReadonlyMap<Column, number> {
  const words = headings.map((heading) => plainWords(heading).replaceAll('-', ''));
  const columns: readonly Column[] = ['id', 'name', 'email', 'roles', 'profession', 'employer'];
  return new Map(
    columns.flatMap((column) => {
      const names: readonly string[] = COLUMNS[column];
      const index = words.findIndex((word) => names.includes(word));
      return index < 0 ? [] : [[column, index] as const];
    }),
  );
}

function keysOf({ person, email }: PersonRow): readonly string[] {
  return [
    ...(person === undefined ? [] : [`id ${person}`]),
    ...(email === '' ? [] : [`mail ${email.toLowerCase()}`]),
  ];
}

function refusal(row: number, column: Column, sentence: string): PeopleProblem {
  return { severity: 'refusal', sentence, place: placeOf(row, column) };
}

function note(row: number, column: Column, sentence: string): PeopleProblem {
  return { severity: 'note', sentence, place: placeOf(row, column) };
}

function placeOf(row: number, column: Column): Place {
  return { kind: 'cell', at: `row ${row}, ${COLUMNS[column][0]}` };
}

/** Without a byte order mark, non-breaking spaces, runs of space and what stands at the ends. */
function tidy(cell: string): string {
  return cell
    .replace(/\uFEFF/g, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}
