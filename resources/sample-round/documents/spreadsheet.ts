import { type Cell, type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre';
import type { SampleOrganisation } from '../organisations/fact.ts';
import { madeAt } from './page.ts';
import {
  chance,
  type DocumentJob,
  footing,
  type MadeDocument,
  mentionsOf,
  passagesOf,
  share,
} from './passage.ts';

/** The sheet of a tracker or a timetable on which its own passages stand, from 1. */
export const SUMMARY_SHEET = 2;

/** A tracker of preceptees: one sheet of rows, initials only, and one that sums them up. */
export async function makeTracker(job: DocumentJob): Promise<MadeDocument> {
  return made(job, [sheet(job, 'Preceptees', trackerHead, trackerRows(job)), summary(job, 'Summary')]);
}

/** Taught days, then what came of them. */
export async function makeTimetable(job: DocumentJob): Promise<MadeDocument> {
  return made(job, [
    sheet(
      job,
      'Timetable',
      ['Date', 'From', 'To', 'Topic', 'Where', 'Led by'],
      timetableRows(job.organisation),
    ),
    summary(job, 'Attendance', attendanceRows(job)),
  ]);
}

async function made(job: DocumentJob, sheets: WriteSheet[]): Promise<MadeDocument> {
  const bytes = await writeXlsx({
    sheets,
    defaultFont: { name: 'Arial', size: 10 },
    properties: { title: job.plan.title, creator: job.organisation.name, created: madeAt, modified: madeAt },
  });
  return { plan: job.plan, bytes, pages: new Map() };
}

const trackerHead = [
  'Initials',
  'Profession',
  'Transition',
  'Site',
  'Started',
  'Preceptor',
  'Preceptor named',
  'Hours agreed',
  'Hours taken',
  'Last review',
  'Next review',
  'Where it stands',
];

const letters = 'ABCDEFGHJKLMNOPRSTW';
const shortTransition: Readonly<Record<string, string>> = {
  'newly-registered': 'Newly registered',
  'internationally-educated': 'Educated abroad',
  'return-to-practice': 'Return to practice',
};

function initials(next: () => number): string {
  const letter = () => letters[Math.floor(next() * letters.length)] ?? 'A';
  return `${letter()}${letter()}`;
}

function day(date: Date): string {
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

const dayAfter = (date: Date, days: number) => new Date(date.getTime() + days * 86_400_000);

function trackerRows({ organisation, plan }: DocumentJob): CellValue[][] {
  const { cohort, transitions, professions, sites, id } = organisation;
  const next = chance(`tracker ${id}`);
  const now = new Date(`${plan.date} UTC`);
  const people = Array.from({ length: cohort.size }, (_, at) => {
    const months = 1 + Math.floor(next() * 11);
    const others = transitions.slice(1);
    const transition =
      at % 5 === 4
        ? (others[Math.floor(at / 5) % Math.max(1, others.length)] ?? 'newly-registered')
        : 'newly-registered';
    return {
      months,
      transition,
      agreed: months * cohort.hours,
      started: dayAfter(now, -months * 30 - Math.floor(next() * 20)),
    };
  }).sort((one, other) => one.started.getTime() - other.started.getTime());
  const counted = people.filter(({ transition }) => transition === 'newly-registered');
  const sum = counted.reduce((total, { agreed }) => total + agreed, 0);
  const taken = share(
    Math.round(sum * cohort.taken),
    counted.map(({ agreed }) => agreed),
    next,
  );
  const late = Math.round(cohort.size * (1 - cohort.namedInWeekOne));
  return people.map((person, at) => {
    const own = counted.indexOf(person);
    const named = dayAfter(person.started, at < late ? 12 + Math.floor(next() * 20) : Math.floor(next() * 4));
    const reviewed = Math.floor(person.months / 3) * 3;
    return [
      initials(next),
      professions[at % professions.length] ?? '',
      shortTransition[person.transition] ?? person.transition,
      sites[at % sites.length] ?? '',
      day(person.started),
      initials(next),
      day(named),
      person.agreed,
      own === -1 ? Math.round(person.agreed * cohort.taken) : (taken[own] ?? 0),
      reviewed === 0 ? '' : day(dayAfter(person.started, reviewed * 30 - 3)),
      day(dayAfter(person.started, (reviewed + 3) * 30)),
      person.months > 9 ? 'Last quarter' : 'On programme',
    ];
  });
}

const topics = [
  'Finding your feet',
  'Communication when it is hard',
  'Working in a team',
  'Reflecting on practice',
  'Safety and speaking up',
  'Leading without a title',
  'Looking after yourself',
  'The next step',
];

function timetableRows({ cohort, sites, lead }: SampleOrganisation): CellValue[][] {
  return cohort.days.flatMap((date, at): CellValue[][] => {
    const topic = topics[at % topics.length] ?? '';
    const where = sites[at % sites.length] ?? '';
    return [
      [date, '09:15', '09:30', 'Welcome and how it is going', where, lead],
      [date, '09:30', '12:00', topic, where, 'Two practice educators'],
      [date, '13:00', '14:15', 'Case from practice, brought by preceptees', where, 'Preceptees'],
      [date, '14:30', '15:30', 'Portfolio and objectives', where, lead],
    ];
  });
}

function attendanceRows({ organisation: { cohort, id }, plan }: DocumentJob): CellValue[][] {
  const next = chance(`attendance ${id}`);
  const held = cohort.days.filter((date) => new Date(`${date} UTC`) <= new Date(`${plan.date} UTC`));
  const invited = held.map((_, at) => Math.max(2, Math.round(cohort.size * (0.8 + 0.04 * at))));
  const all = invited.reduce((total, number) => total + number, 0);
  const came = share(Math.round(all * cohort.attendance), invited, next);
  return [
    ['Date', 'Invited', 'Came', 'Share'],
    ...held.map((date, at): CellValue[] => [
      date,
      invited[at] ?? 0,
      came[at] ?? 0,
      percent(came[at] ?? 0, invited[at] ?? 1),
    ]),
    ['All', all, Math.round(all * cohort.attendance), percent(Math.round(all * cohort.attendance), all)],
    ['', '', '', ''],
  ];
}

const percent = (part: number, whole: number) => `${Math.round((100 * part) / whole)}%`;

function summary(job: DocumentJob, name: string, above: CellValue[][] = []): WriteSheet {
  const own = passagesOf(job).map(({ heading, own }): CellValue[] => [heading, own]);
  const kept = mentionsOf(job).map(({ heading, usual }): CellValue[] => [heading, usual[0]]);
  const rows: CellValue[][] = [...above, ['What it shows', 'In words'], ...own, ...kept];
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, at) => {
    row.forEach((value, column) => {
      if (value !== '')
        cells.set(`${at + 2},${column}`, {
          style: row[0] === 'What it shows' || row[0] === 'Date' ? headStyle(job) : cellStyle,
        });
    });
  });
  const width = above.length > 0 ? 60 : 90;
  return {
    name,
    columns: [{ width: 34 }, { width }, { width: 12 }, { width: 12 }],
    // LibreOffice gives a row without a height a single line's, however long its text.
    rowDefs: new Map(
      rows.map((row, at) => [
        at + 2,
        { height: 15 * Math.ceil(String(row[1] ?? '').length / (width * 0.9) || 1) },
      ]),
    ),
    rows: [[job.plan.title], [job.plan.date], ...rows, [], [footing(job)]],
    cells: cells.set('0,0', { style: titleStyle(job) }),
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function sheet(job: DocumentJob, name: string, head: readonly string[], rows: CellValue[][]): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  head.forEach((_, column) => {
    cells.set(`2,${column}`, { style: headStyle(job) });
    rows.forEach((_row, at) => {
      cells.set(`${at + 3},${column}`, { style: cellStyle });
    });
  });
  const all = [head, ...rows];
  return {
    name,
    columns: head.map((_, column) => ({
      width: Math.min(44, 3 + Math.max(...all.map((row) => String(row[column] ?? '').length))),
    })),
    rows: [[job.plan.title], [job.plan.date], [...head], ...rows, [], [footing(job)]],
    cells: cells.set('0,0', { style: titleStyle(job) }),
    freezePane: { rows: 3 },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

const line = { style: 'thin', color: { rgb: 'AEB7BD' } } as const;
const cellStyle: CellStyle = {
  font: { name: 'Arial', size: 10 },
  border: { top: line, right: line, bottom: line, left: line },
  alignment: { vertical: 'top', horizontal: 'left', wrapText: true },
};

function headStyle({ organisation }: DocumentJob): CellStyle {
  return {
    ...cellStyle,
    font: { name: 'Arial', size: 10, bold: true, color: { rgb: 'FFFFFF' } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: organisation.colour.slice(1).toUpperCase() } },
  };
}

function titleStyle({ organisation }: DocumentJob): CellStyle {
  return {
    font: { name: 'Arial', bold: true, size: 14, color: { rgb: organisation.colour.slice(1).toUpperCase() } },
  };
}
