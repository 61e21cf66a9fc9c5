import { writeXlsx } from 'hucre';
import { Role } from '../../../shared/domain/ids.ts';
import { list } from '../../../shared/domain/words.ts';
import { type DeskContext, roundHead } from '../desk/context.ts';
import { organisationsOf } from '../round/service.ts';
import { printTitles, SheetWriter, STYLES } from '../spreadsheet/sheet-writer.ts';
import { listPeople } from './queries.ts';

/** The first moment that a zip file can name. */
const EARLIEST = new Date('1980-01-01T00:00:00Z');
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADINGS = ['Id', 'Name', 'Email', 'Roles', 'Profession', 'Employer'] as const;
const WIDTHS = [22, 30, 36, 30, 30, 50] as const;
/** Rows below the last person that a new one can be written into. */
const SPARE = 50;

/** Everybody who takes part, as a workbook to edit; the id keeps a person the same when their name changes. */
export async function exportPeople(desk: DeskContext) {
  const { id: round, title } = await roundHead(desk);
  const [people, organisations] = await Promise.all([listPeople(desk, round), organisationsOf(desk)]);
  const sheet = new SheetWriter('People');
  sheet.row(
    HEADINGS.map((heading) => [heading, STYLES.heading]),
    34,
  );
  for (const { id, name, email, roles, profession, employerName, stoodDown } of people) {
    if (stoodDown) continue;
    sheet.row([
      [id, STYLES.number],
      ...[name, email, list(roles), profession, employerName ?? ''].map(
        (words) => [words, STYLES.answer] as const,
      ),
    ]);
  }
  for (let spare = 0; spare < SPARE; spare++)
    sheet.row(HEADINGS.map((_, at) => ['', at === 0 ? STYLES.number : STYLES.answer]));
  const last = sheet.nextRow - 1;
  const lists = new SheetWriter('Lists');
  lists.row(
    ['Roles', 'Organisations of the round'].map((heading) => [heading, STYLES.heading]),
    34,
  );
  for (let at = 0; at < Math.max(Role.options.length, organisations.length); at++)
    lists.row([Role.options[at] ?? '', organisations[at]?.name ?? ''].map((words) => [words, STYLES.given]));
  sheet.list(`D2:D${last}`, `Lists!$A$2:$A$${Role.options.length + 1}`, {
    title: 'Roles',
    message: 'One of the list, or several: assessor and chair.',
    strict: false,
  });
  if (organisations.length > 0)
    sheet.list(`F2:F${last}`, `Lists!$B$2:$B$${organisations.length + 1}`, {
      title: 'Employer',
      message: 'An organisation of the round, by its name; or any other in your own words.',
      strict: false,
    });
  const bytes = await writeXlsx({
    ...printTitles([
      sheet.finish({ widths: WIDTHS, frozen: { rows: 1, columns: 2 }, landscape: true, headingRow: 1 }),
      lists.finish({ widths: [20, 60], frozen: { rows: 1 } }),
    ]),
    // The same people make the same file.
    properties: {
      title: `People of the ${title}`,
      creator: 'Award Panel',
      created: EARLIEST,
      modified: EARLIEST,
    },
    defaultFont: { name: 'Arial', size: 11 },
  });
  return desk.handover.give(`People, ${title}.xlsx`.replaceAll(/[\\/:*?"<>|]/g, ' '), XLSX, bytes);
}
