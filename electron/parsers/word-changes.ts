import { SaxesParser } from 'saxes';
import { UnreadableFile } from './container.ts';
import { escapeHtml } from './html.ts';

/** The character styles that stand for changes in the rewritten text; `word.ts` maps them to `ins` and `del`. */
export const CHANGE_STYLES = { ins: 'AwardPanelInserted', del: 'AwardPanelDeleted' } as const;

type Change = keyof typeof CHANGE_STYLES;

const CHANGES: Readonly<Record<string, Change>> = { ins: 'ins', moveTo: 'ins', del: 'del', moveFrom: 'del' };

export interface WithChanges {
  readonly xml: string;
  /** Insertions and deletions of words that were never accepted. */
  readonly changes: number;
  /** Parts in other formats that the text would take in. */
  readonly otherParts: number;
}

/**
 * A Word text with its tracked changes made plain: deleted runs become text again, and runs of a change get a character
 * style that says so. The converter that we use leaves deletions out and shows insertions as any other text.
 * ECMA-376 part 1, 17.13.5. @throws UnreadableFile
 */
export function tellChanges(source: string): WithChanges {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8"?>'];
  const parser = new SaxesParser({ xmlns: false });
  const within: Change[] = [];
  /** The names of open elements; an empty one was left out. */
  const open: string[] = [];
  let changes = 0;
  let otherParts = 0;
  /** A run was opened in a change and its style is still to be written. */
  let awaiting: Change | undefined;

  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const giveStyle = (prefix: string, change: Change) =>
    `<${prefix}rStyle ${prefix}val="${CHANGE_STYLES[change]}"/>`;

  parser.on('doctype', () => {
    throw new UnreadableFile('doctype');
  });
  parser.on('error', (error) => {
    throw new UnreadableFile('damaged', { cause: error });
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > 256) throw new UnreadableFile('bomb');
    const own = local(name);
    const prefix = name.slice(0, name.length - own.length);
    const change = CHANGES[own];
    const parent = open.at(-1) ?? '';
    if (change !== undefined && /^(?:rPr|trPr|tcPr)$/.test(local(parent))) {
      open.push('');
      return;
    }
    if (change !== undefined) {
      changes += 1;
      within.push(change);
      open.push(`!${change}`);
      return;
    }
    const running = within.at(-1);
    if (own === 'altChunk') otherParts += 1;
    if (own === 'altChunk' || (own === 'rStyle' && running !== undefined)) {
      open.push('');
      return;
    }
    if (awaiting !== undefined && own !== 'rPr') {
      out.push(`<${prefix}rPr>${giveStyle(prefix, awaiting)}</${prefix}rPr>`);
      awaiting = undefined;
    }
    const kept = own === 'delText' && running !== undefined ? `${prefix}t` : name;
    out.push(
      `<${kept}${Object.entries(attributes)
        .map(([key, value]) => ` ${key}="${escapeHtml(value)}"`)
        .join('')}>`,
    );
    if (awaiting !== undefined) {
      out.push(giveStyle(prefix, awaiting));
      awaiting = undefined;
    }
    if (own === 'r' && running !== undefined) awaiting = running;
    open.push(kept);
  });
  const addText = (words: string) => {
    if (open.at(-1) !== '') out.push(escapeHtml(words));
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const name = open.pop() ?? '';
    if (name.startsWith('!')) within.pop();
    else if (name !== '') out.push(`</${name}>`);
    if (local(name) === 'r') awaiting = undefined;
  });
  parser.write(source).close();
  return { xml: out.join(''), changes, otherParts };
}
