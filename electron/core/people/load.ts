import { readFile, stat } from 'node:fs/promises';
import type { PersonView } from '../../../shared/contract/people.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { PersonId } from '../../../shared/domain/ids.ts';
import { type PersonRow, readPeople } from '../../../shared/domain/people-file.ts';
import { list } from '../../../shared/domain/words.ts';
import { type PlainSheet, unreadableSentence } from '../../../shared/domain/workbook.ts';
import { type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { refuse } from '../refused.ts';
import { freshName, organisationsOf } from '../round/service.ts';
import { listPeople } from './queries.ts';
import { appoint } from './service.ts';

/** More than every person of a national scheme would take. */
const LARGEST_FILE = 5 * 1024 * 1024;

/** People from a CSV or the first sheet of a spreadsheet: read and compared first, written when it is accepted. */
export async function loadPeople(
  desk: DeskContext,
  staged: string,
  accept: boolean,
): Promise<OutputOf<'people.load'>> {
  const round = roundHere(desk);
  const [known, organisations, rows] = await Promise.all([
    listPeople(desk, round),
    organisationsOf(desk),
    rowsOf(desk, staged),
  ]);
  const read = readPeople(rows, {
    people: known.map(({ id, email }) => ({ person: id, email })),
    organisations: organisations.map(({ id, name, odsCode }) => ({ organisation: id, name, odsCode })),
  });
  const me = personHere(desk);
  const nameOf = new Map(organisations.map(({ id, name }) => [id, name]));
  const people = read.people.map((row) => {
    const before = known.find(({ id }) => id === row.person);
    const employer =
      row.employer === undefined ? row.otherEmployer : (nameOf.get(row.employer) ?? row.employer);
    const changes = before === undefined ? [] : changesOf(before, row, employer);
    const does = before === undefined ? 'appoint' : changes.length === 0 ? 'nothing' : 'change';
    return { row, employer, changes, does } as const;
  });
  const problems = [
    ...read.problems,
    ...people
      .filter(({ row }) => row.person === me && !row.roles.includes('administrator'))
      .map(({ row }) => ({
        severity: 'refusal' as const,
        sentence:
          'You would no longer be an administrator. Another administrator has to do this, or leave your row as it is.',
        place: { kind: 'cell' as const, at: `row ${row.row}, roles` },
      })),
  ];
  const acted = people.filter(({ does }) => does !== 'nothing');
  const write = accept && acted.length > 0 && !problems.some(({ severity }) => severity === 'refusal');
  if (write) {
    appoint(
      desk,
      round,
      acted.map(({ row }) => ({ ...row, id: row.person ?? PersonId.parse(freshName('p')) })),
    );
  }
  const named = new Set<string>(read.people.flatMap(({ person }) => (person === undefined ? [] : [person])));
  return {
    people: people.map(({ row: { name, email, profession, roles }, employer, does, changes }) => ({
      name,
      email,
      profession,
      roles: [...roles],
      employer,
      does,
      changes,
    })),
    problems: problems.map(({ sentence, place, severity }) => ({ sentence, place, severity })),
    notInFile: known.filter(({ id, stoodDown }) => !stoodDown && !named.has(id)).length,
    written: write ? acted.length : 0,
  };
}

async function rowsOf(desk: DeskContext, staged: string): Promise<readonly (readonly string[])[]> {
  const { file, path } = desk.handover.staged(staged);
  const at = [{ kind: 'file' as const, at: path }];
  if ((await stat(file)).size > LARGEST_FILE)
    throw refuse('file-unreadable', 'The file is larger than any list of people is. Choose another.', at);
  const read = await desk.parser.workbook(await readFile(file), path);
  if (!read.ok) throw refuse('file-unreadable', unreadableSentence(read.reason), at);
  const [sheet] = read.workbook.sheets.filter(({ hidden }) => !hidden);
  return sheet === undefined ? [] : cellsOf(sheet);
}

/** Every row in its place, so that a problem is told by the number that the spreadsheet shows. */
function cellsOf({ rows }: PlainSheet): readonly (readonly string[])[] {
  const byNumber = new Map(rows.map(({ row, cells }) => [row, cells]));
  const last = rows.at(-1)?.row ?? 0;
  return Array.from({ length: last }, (_, at) => {
    const cells = byNumber.get(at + 1) ?? [];
    const words = new Map(cells.map(({ column, value }) => [column, String(value)]));
    return Array.from(
      { length: Math.max(0, ...words.keys()) },
      (_each, column) => words.get(column + 1) ?? '',
    );
  });
}

function changesOf(before: PersonView, row: PersonRow, employer: string): string[] {
  const pairs: readonly (readonly [string, string, string])[] = [
    ['Name', before.name, row.name],
    ['E-mail', before.email, row.email],
    ['Profession', before.profession, row.profession],
    ['Employer', before.employerName ?? '', employer],
    ['Roles', list(before.roles.toSorted()), list(row.roles.toSorted())],
  ];
  return [
    ...(before.stoodDown ? ['Stood down, now taking part again.'] : []),
    ...pairs.flatMap(([what, was, is]) =>
      was === is ? [] : [`${what}: ${was === '' ? 'none' : was}, now ${is === '' ? 'none' : is}.`],
    ),
  ];
}
