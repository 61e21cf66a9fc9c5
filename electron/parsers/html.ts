import { Parser } from 'htmlparser2';

const KEPT = new Set(
  'a b blockquote br caption center code col colgroup dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre s section small span strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  ),
);
/** Left out with all that is in them. */
const DROPPED = new Set(
  'script style head title iframe frame frameset object embed applet template noscript noembed svg math audio video canvas select option'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'blockquote br caption center dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul'.split(
    ' ',
  ),
);
const VOID = new Set(['br', 'col', 'hr', 'img']);
const DEEPEST = 200;

export interface CleanHtml {
  readonly html: string;
  /** Its words as lines, cells apart by a tab. */
  readonly text: string;
  /** Pictures that lie elsewhere: not fetched, and their addresses left out. */
  readonly remotePictures: number;
}

/**
 * HTML with nothing in it that could run, fetch or send: known elements, a handful of attributes, links of known
 * schemes, pictures as data. It is sanitised once more where it is shown.
 * @param picture what a picture's address stands for, as a data address; undefined where it is not in the file
 */
export function cleanHtml(
  source: string,
  picture: (address: string) => string | undefined = (address) => address,
): CleanHtml {
  const html: string[] = [];
  const words: string[] = [];
  const open: string[] = [];
  let dropping = 0;
  let remotePictures = 0;

  const startTag = (name: string, attributes: Readonly<Record<string, string>>) => {
    const kept: string[] = [];
    const keep = (attribute: string, value: string | undefined) => {
      if (value !== undefined) kept.push(` ${attribute}="${escapeHtml(value)}"`);
    };
    for (const attribute of ['colspan', 'rowspan', 'start'])
      if (/^\d{1,4}$/.test(attributes[attribute] ?? '')) keep(attribute, attributes[attribute]);
    if (/^[\w.-]{1,100}$/.test(attributes.id ?? '')) keep('id', attributes.id);
    if (/^(?:rtl|ltr|auto)$/i.test(attributes.dir ?? '')) keep('dir', attributes.dir);
    if (name === 'a') keep('href', safeLink(attributes.href));
    if (name === 'img') {
      const address = attributes.src ?? '';
      const data = isPicture(address) ? address : picture(address);
      const found = data !== undefined && isPicture(data) ? data : undefined;
      if (found === undefined && /^\s*(?:https?:)?\/\//i.test(address)) remotePictures += 1;
      keep('src', found);
      keep('alt', attributes.alt ?? '');
    }
    return `<${name}${kept.join('')}>`;
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (DROPPED.has(name)) dropping += 1;
        if (dropping > 0 || !KEPT.has(name)) {
          if (/https?:/i.test(attributes.background ?? '')) remotePictures += 1;
          return;
        }
        if (BLOCKS.has(name)) words.push('\n');
        if (name === 'td' || name === 'th') words.push('\t');
        if (open.length >= DEEPEST && !VOID.has(name)) return;
        html.push(startTag(name, attributes));
        if (!VOID.has(name)) open.push(name);
      },
      ontext(text) {
        if (dropping > 0) return;
        html.push(escapeHtml(text));
        words.push(text.replace(/\s+/g, ' '));
      },
      onclosetag(name) {
        if (DROPPED.has(name)) dropping = Math.max(0, dropping - 1);
        if (dropping > 0 || !KEPT.has(name)) return;
        if (BLOCKS.has(name)) words.push('\n');
        if (VOID.has(name) || !open.includes(name)) return;
        for (let last = open.pop(); last !== undefined; last = open.pop()) {
          html.push(`</${last}>`);
          if (last === name) break;
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: false },
  );
  parser.end(source);
  for (const name of open.reverse()) html.push(`</${name}>`);
  return { html: html.join(''), text: linesOf(words.join('')), remotePictures };
}

function linesOf(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/ *\t */g, '\t')
        .replace(/ {2,}/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}

/** Within the document, to a web page or to write to; never a scheme that runs or opens a program. */
function safeLink(address: string | undefined): string | undefined {
  return address !== undefined && /^(?:#|https?:\/\/|mailto:)/i.test(address.trim())
    ? address.trim()
    : undefined;
}

function isPicture(address: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]*$/.test(address);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
