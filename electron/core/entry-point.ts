/** Files that a thread or process of ours starts from; each is a named input of the build. */
export type EntryName = 'core/desk-thread' | 'core/exchange/sealing-thread' | 'parsers/process';

const home = import.meta.filename;

/**
 * Where an entry lies: the TypeScript file when the program runs from source, `out/main/….js` when it was built, and
 * beside the archive when it was packed, since neither a thread nor a process of Node's starts from inside one.
 * @param from a file of the running program; any file of the same build gives the same answer
 */
export function findEntry(name: EntryName, from: string = home): string {
  const build = buildFolder(from);
  return build === undefined ? `${sourceFolder(from)}/${name}.ts` : `${unpacked(build)}/out/main/${name}.js`;
}

/** The shipped standard sets, organisations and sample round: `resources` beside `electron` or `out`. */
export function findResources(from: string = home): string {
  const build = buildFolder(from);
  return build === undefined ? `${sourceFolder(from)}/../resources` : `${unpacked(build)}/resources`;
}

/** pdf.js's character maps and fonts, which text in other scripts needs: in its package, or as the build lays them out. */
export function findPdfData(from: string = home): string {
  const build = buildFolder(from);
  return build === undefined
    ? `${sourceFolder(from)}/../node_modules/pdfjs-dist`
    : `${unpacked(build)}/out/renderer/pdfjs`;
}

/** The folder that holds `out/main`, where the bundler may have put this file at any depth; undefined from source. */
function buildFolder(from: string): string | undefined {
  if (from.endsWith('.ts')) return undefined;
  const project = /^(.*)[\\/]out[\\/]main[\\/]/.exec(from)?.[1];
  if (project === undefined) throw new Error(`${from} is not part of a build: it does not lie in out/main.`);
  return project;
}

function sourceFolder(from: string): string {
  const folder = /^(.*)[\\/]core[\\/][^\\/]+$/.exec(from)?.[1];
  if (folder === undefined) throw new Error(`${from} does not lie in electron/core.`);
  return folder;
}

function unpacked(project: string): string {
  return project.replace(/app\.asar$/, 'app.asar.unpacked');
}
