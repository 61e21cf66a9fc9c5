import { dayInWords } from './dates.ts';
import type { Day } from './ids.ts';
import type { Listed, Register } from './register.ts';

/**
 * The list of organisations that hold the award, as files. The same register and settings give the same bytes:
 * nothing here reads a clock, a locale or a machine. Only what the register lists can appear; who was not awarded,
 * lapsed or was withdrawn is not even handed in.
 */

/** What stands around the list; owner and contact are settings, since they change. */
export interface PublicationSettings {
  /** "Organisations that hold the CapitalAHP Recognition Award". */
  readonly title: string;
  readonly owner: string;
  /** An e-mail address, or words. */
  readonly contact: string;
  /** "Sample, not a real list" then stands on every file. */
  readonly sample: boolean;
}

export type PublicRegister = Pick<Register, 'asOf' | 'listed'>;

/** File name -> text, to be written as UTF-8 just as it is. */
export type PublishedFiles = Readonly<
  Record<'list.html' | 'list-fragment.html' | 'list.csv' | 'list.json', string>
>;

const SAMPLE = 'Sample, not a real list';

export function publishedFiles(register: PublicRegister, settings: PublicationSettings): PublishedFiles {
  return {
    'list.html': page(register, settings),
    'list-fragment.html': fragment(register, settings, 2),
    'list.csv': csv(register, settings),
    'list.json': json(register, settings),
  };
}

/** A page that stands by itself: its own style, nothing fetched, no script. */
function page(register: PublicRegister, settings: PublicationSettings): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(settings.sample ? `${settings.title}. ${SAMPLE}` : settings.title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
${fragment(register, settings, 1)}</main>
</body>
</html>
`;
}

/** The same without page and style, to paste into a page that has its own; `level` is that of its heading. */
function fragment({ asOf, listed }: PublicRegister, settings: PublicationSettings, level: 1 | 2): string {
  const sample = settings.sample ? `<p class="sample"><strong>${SAMPLE}</strong></p>\n` : '';
  return `<h${level}>${escaped(settings.title)}</h${level}>
${sample}<p>As of ${time(asOf)}.</p>
${listed.length === 0 ? '<p>No organisation holds the award on this day.</p>\n' : table(asOf, listed)}${colophon(settings)}
`;
}

function table(asOf: Day, listed: readonly Listed[]): string {
  return `<table>
<caption>Organisations that hold the award on ${escaped(dayInWords(asOf))}</caption>
<thead>
<tr><th scope="col">Organisation</th><th scope="col">ODS code</th><th scope="col">Award</th><th scope="col">Held from</th><th scope="col">Last day</th></tr>
</thead>
<tbody>
${listed.map(row).join('')}</tbody>
</table>
`;
}

function row(entry: Listed): string {
  const last = entry.until === undefined ? escaped(openEnd(entry)) : time(entry.until);
  const code = entry.odsCode === undefined ? 'None' : escaped(entry.odsCode);
  return `<tr><th scope="row">${escaped(entry.name)}</th><td>${code}</td><td>${entry.year}</td><td>${time(entry.from)}</td><td>${last}</td></tr>
`;
}

function openEnd({ untilResultsOf }: Listed): string {
  return untilResultsOf === undefined ? 'No last day' : `Until the results of the ${untilResultsOf} round`;
}

/**
 * RFC 4180: CRLF, quotes where needed. It begins with a byte order mark, since Excel otherwise reads it in the
 * machine's own code page and spoils every accented name; other readers of CSV in UTF-8 pass over it.
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it.
 */
function csv({ asOf, listed }: PublicRegister, { sample }: PublicationSettings): string {
  const note = (words: string) => (sample ? [words] : []);
  const heading = [
    'Organisation',
    'ODS code',
    'Award',
    'Held from',
    'Last day',
    'Until results of round',
    'As of',
    ...note('Note'),
  ];
  const rows = listed.map((entry) => [
    entry.name,
    entry.odsCode ?? '',
    String(entry.year),
    entry.from,
    entry.until ?? '',
    entry.untilResultsOf === undefined ? '' : String(entry.untilResultsOf),
    asOf,
    ...note(SAMPLE),
  ]);
  return `\uFEFF${[heading, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** One cell of a CSV file that no spreadsheet takes for a formula (OWASP, "CSV Injection"). */
export function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function json({ asOf, listed }: PublicRegister, settings: PublicationSettings): string {
  const document = {
    format: 'award-panel/list/1',
    title: settings.title,
    ...(settings.sample ? { sample: true, note: SAMPLE } : { sample: false }),
    asOf,
    owner: settings.owner,
    contact: settings.contact,
    organisations: listed.map((entry) => ({
      organisation: entry.organisation,
      name: entry.name,
      odsCode: entry.odsCode ?? null,
      award: entry.year,
      from: entry.from,
      lastDay: entry.until ?? null,
      untilResultsOfRound: entry.untilResultsOf ?? null,
    })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function time(day: Day): string {
  return `<time datetime="${day}">${dayInWords(day)}</time>`;
}

/** Who publishes it, and whom to ask where that is known. */
function colophon({ owner, contact }: PublicationSettings): string {
  const by = `Published by ${escaped(owner)}.`;
  return `<p>${contact.trim() === '' ? by : `${by} Contact: ${contactLink(contact)}.`}</p>`;
}

function contactLink(words: string): string {
  return /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(words)
    ? `<a href="mailto:${escaped(words)}">${escaped(words)}</a>`
    : escaped(words);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** NHS colours on white, all at 4.5:1 or more; at 320 px the table fits, and only names are broken. */
const STYLE = `:root { color-scheme: light }
body { margin: 0; background: #fff; color: #212b32; font: 1.1875rem/1.5 Arial, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem }
.sample { border: 2px solid #d5281b; padding: .5rem .75rem; color: #6a140e; background: #f7d4d1 }
table { width: 100%; border-collapse: collapse; margin: 1rem 0 1.5rem }
caption { text-align: left; font-weight: 700; padding: .5rem 0 }
th, td { text-align: left; vertical-align: top; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid #d8dde0 }
thead th { border-bottom: 2px solid #4c6272 }
a { color: #005eb8 }
a:focus { outline: 4px solid #ffeb3b; background: #ffeb3b; color: #212b32 }
@media (max-width: 40rem) { body { font-size: 1rem } h1 { font-size: 1.5rem } table { font-size: .8125rem } th, td { padding-right: .375rem } tbody th { overflow-wrap: anywhere } }`;
