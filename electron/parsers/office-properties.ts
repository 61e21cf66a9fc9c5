import { clip, type Property } from './draft.ts';
import { linkedElsewhere, type Parts } from './parts.ts';
import { elements, textIn, type XmlNode } from './xml.ts';

const SAID: Readonly<Record<string, string>> = {
  title: 'Title',
  subject: 'Subject',
  creator: 'Author',
  'initial-creator': 'Author',
  lastModifiedBy: 'Last saved by',
  created: 'Created',
  'creation-date': 'Created',
  modified: 'Saved',
  date: 'Saved',
  Company: 'Company',
  Manager: 'Manager',
  Application: 'Made with',
  generator: 'Made with',
};

/** What the file says of itself and of who made it. */
export async function officeProperties(parts: Parts): Promise<readonly Property[]> {
  const trees = [await parts.xml('docProps/core.xml'), await parts.xml('docProps/app.xml')];
  return trees.flatMap((tree) => (tree === undefined ? [] : propertiesIn(tree)));
}

export function propertiesIn(tree: XmlNode): readonly Property[] {
  return elements(tree).flatMap((node) => {
    const name = SAID[node.name];
    return name === undefined ? [] : [{ name, value: plainInstant(textIn(node)) }];
  });
}

/** "2018-08-06T09:30:00Z" as "6 August 2018"; anything else as it is. */
export function plainInstant(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})T/.exec(text) ?? [];
  if (year === undefined) return text;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** What is worth saying of any Office file: macros, and what it would show from elsewhere. */
export async function officeNotes(parts: Parts): Promise<readonly string[]> {
  const notes: string[] = [];
  if (parts.enclosed.some(({ kind }) => kind === 'macro'))
    notes.push('It holds macros, which are not run here. Be careful when opening it in its own program.');
  const elsewhere = await linkedElsewhere(parts);
  if (elsewhere.length > 0)
    notes.push(
      clip(
        `It shows what lies elsewhere and was not received: ${elsewhere.slice(0, 5).join(', ')}${elsewhere.length > 5 ? ` and ${elsewhere.length - 5} more` : ''}.`,
        900,
      ),
    );
  return notes;
}
