import { SaxesParser } from 'saxes';
import { UnreadableFile } from './container.ts';

/** An element by its local name. Attributes too, but for those of relations, which are `r:id` whatever the prefix. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

const MOST_NODES = 4_000_000;
const DEEPEST = 256;

interface Growing extends XmlNode {
  readonly children: (XmlNode | string)[];
}

/** Reads XML into a tree. Strict: what is not well formed, or declares a document type, is refused. @throws UnreadableFile */
export function parseXml(text: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true });
  const root: Growing = { name: '', attributes: {}, children: [] };
  const open: Growing[] = [root];
  let nodes = 0;
  parser.on('doctype', () => {
    throw new UnreadableFile('doctype');
  });
  parser.on('error', (error) => {
    throw new UnreadableFile('damaged', { cause: error });
  });
  parser.on('opentag', ({ local, attributes }) => {
    nodes += 1;
    if (nodes > MOST_NODES || open.length > DEEPEST) throw new UnreadableFile('bomb');
    const own: Record<string, string> = {};
    for (const { local: name, uri, value } of Object.values(attributes))
      own[uri.endsWith('/relationships') ? `r:${name}` : name] = value;
    const node: Growing = { name: local, attributes: own, children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  const addText = (words: string) => open.at(-1)?.children.push(words);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  const [top] = elements(root);
  if (top === undefined) throw new UnreadableFile('damaged');
  return top;
}

/** Child elements, of one name if given. */
export function elements(node: XmlNode, name?: string): readonly XmlNode[] {
  return node.children.filter(
    (child): child is XmlNode => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** The first element down a path of names. */
export function at(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  let here = node;
  for (const name of path) here = here === undefined ? undefined : elements(here, name)[0];
  return here;
}

/** Every element of a name, however deep, in order; not those inside another of that name. */
export function all(node: XmlNode, name: string): readonly XmlNode[] {
  return elements(node).flatMap((child) => (child.name === name ? [child] : all(child, name)));
}

/** All the text in it. */
export function textIn(node: XmlNode): string {
  return node.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}
