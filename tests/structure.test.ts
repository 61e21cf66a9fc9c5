import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '..');
const longest = 300;

type Source = { readonly path: string; readonly text: string };
type Rule = { readonly own: RegExp; readonly packages: RegExp; readonly says: string };

/** The first pattern that fits a file's path says what it may import: files by path from the project, packages by name. */
const rules: readonly (readonly [RegExp, Rule])[] = [
  [/^shared\//, { own: /^shared\//, packages: /^zod$/, says: 'shared imports itself and zod' }],
  [
    /^renderer\//,
    {
      own: /^(?:renderer|shared)\//,
      packages: /^(?!node:|electron(?:$|[/-])|better-sqlite3|kysely)/,
      says: 'renderer imports shared, and packages that run in a page',
    },
  ],
  [
    /^electron\/parsers\//,
    {
      own: /^(?:electron\/parsers|shared)\//,
      packages: /^(?!electron(?:$|[/-])|react|better-sqlite3|kysely)/,
      says: 'parsers import shared and Node: no shell, no database, no electron',
    },
  ],
  [
    /^electron\/core\//,
    {
      own: /^(?:electron\/(?:core|parsers)|shared)\//,
      packages: /^(?!electron(?:$|[/-])|react)/,
      says: 'core imports shared and Node, never a shell and never electron',
    },
  ],
  [
    /^electron\//,
    {
      own: /^(?:electron|shared)\/|^electron\.vite\.config\.ts$/,
      packages: /^(?!react)/,
      says: 'shells import core and shared',
    },
  ],
];

/** Folders of core that are no features: what every feature stands on. */
const ground = new Set(['store', 'ledger', 'spreadsheet']);

/** `desk` hands every feature what it works with; these two files of it put them all together. */
const assembly = ['/electron/core/desk/features.ts', '/electron/core/desk/projections.ts'];

function sources(folder: string): Source[] {
  if (!existsSync(join(project, folder))) return [];
  return readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(project, file).split(sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }));
}

/** Where a file's imports lead: `/` and a path from the project for our own, else the package's name. */
function importsOf({ path, text }: Source): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([\w@./:-]+)'|\bimport\s*\(?\s*'([\w@./:-]+)'/g;
  return [...text.matchAll(pattern)].map((match) => {
    const to = match[1] ?? match[2] ?? '';
    if (!to.startsWith('.')) return to;
    return `/${relative(project, resolve(project, dirname(path), to))
      .split(sep)
      .join('/')}`;
  });
}

/** The sentence that says which arrow is wrong, or nothing. */
function wrongArrow(from: string, to: string): string | undefined {
  const rule = rules.find(([pattern]) => pattern.test(from))?.[1];
  const right = to.startsWith('/') ? rule?.own.test(to.slice(1)) : rule?.packages.test(to);
  if (rule !== undefined && right !== true) return `${from} imports ${to}: ${rule.says}`;
  if (builtinModules.includes(to) && !to.startsWith('node:'))
    return `${from} imports ${to}: write node:${to}`;
  const feature = (path: string) => /^\/?electron\/core\/([^/]+)\//.exec(path)?.[1];
  const [home, guest] = [feature(from), feature(to)];
  if (home === undefined || guest === undefined || home === guest) return undefined;
  if (ground.has(home) && !ground.has(guest))
    return `${from} imports ${to}: what features stand on knows none of them`;
  const handed = guest === 'desk' && to !== assembly[0];
  const put = assembly.includes(`/${from}`) && /\/(?:service|projection|queries)\.ts$/.test(to);
  if (!ground.has(guest) && !handed && !put && !to.endsWith('/service.ts'))
    return `${from} imports ${to}: a feature reaches another only through its service.ts`;
  return undefined;
}

const habits: readonly (readonly [string, RegExp])[] = [
  ['any', /(?:[:<,|&(]|\bas|=>)\s*any\b(?!\s*['"a-z])/],
  ['a cast through unknown', /\bas unknown as\b/],
  [
    'a check turned off',
    /@ts-(?:ignore|nocheck|expect-error)|biome-ignore-all|eslint-disable|oxlint-disable/,
  ],
  ['a note for later', /\b(?:TODO|FIXME|XXX|HACK)\b/],
  [
    'code commented out',
    /^\s*\/\/\s*(?:(?:const|let|import|export|return|await|if \(|for \()\b.*[;{]|[\w.]+\(.*\);)\s*$/,
  ],
];

const product = ['shared', 'renderer', 'electron'].flatMap(sources);
const all = [...product, ...sources('tests'), ...sources('resources')];

describe('the shape of the project', () => {
  test('there is something to look at', () => {
    expect(product.length).toBeGreaterThan(5);
    expect(product.flatMap(importsOf).length).toBeGreaterThan(10);
  });

  test('imports run one way', () => {
    const wrong = product.flatMap((source) => importsOf(source).map((to) => wrongArrow(source.path, to)));
    expect(wrong.filter((sentence) => sentence !== undefined)).toEqual([]);
  });

  test(`no file is longer than ${longest} lines`, () => {
    const long = product.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }));
    expect(long.filter(({ lines }) => lines > longest)).toEqual([]);
  });

  test.each(habits)('nowhere: %s', (_name, pattern) => {
    const found = all
      .filter(({ path }) => path !== 'tests/structure.test.ts')
      .flatMap(({ path, text }) =>
        text
          .split('\n')
          .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
      );
    expect(found).toEqual([]);
  });

  test('the top level holds what it should', () => {
    const expected = [
      'electron renderer shared resources tests electron.vite.config.ts electron-builder.yml package.json README.md',
      'package-lock.json .npmrc tsconfig.json biome.json .oxlintrc.json .gitignore .ci vitest.config.ts',
    ].flatMap((names) => names.split(' '));
    const made = ['.git', 'node_modules', 'out', 'dist', 'pictures'];
    expect(
      readdirSync(project).filter((name) => ![...expected, ...made].includes(name) && !name.endsWith('.log')),
    ).toEqual([]);
  });
});

/** An install from a lock without another platform's optional packages stops, or there lacks its tools. */
test('the lock file names the optional packages of every platform', () => {
  const lock: {
    readonly packages: Readonly<
      Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
    >;
  } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  const wanted = Object.values(lock.packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}),
  );
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter((name) => lock.packages[`node_modules/${name}`] === undefined)).toEqual([]);
});

describe('the scan itself', () => {
  test.each([
    ['shared/domain/rule.ts', 'node:fs', false],
    ['shared/domain/rule.ts', 'zod', true],
    ['shared/domain/rule.ts', '/electron/core/desk.ts', false],
    ['shared/domain/rule.ts', '/shared/domain/ids.ts', true],
    ['renderer/app/bridge.ts', '/shared/contract/bridge.ts', true],
    ['renderer/app/bridge.ts', 'react-aria-components', true],
    ['renderer/app/bridge.ts', '@tanstack/react-query', true],
    ['renderer/app/bridge.ts', 'electron', false],
    ['renderer/app/bridge.ts', '/electron/core/desk.ts', false],
    ['renderer/app/bridge.ts', 'node:path', false],
    ['electron/core/desk.ts', 'electron', false],
    ['electron/core/desk.ts', '/electron/core/store/store.ts', true],
    ['electron/core/desk.ts', '/electron/shell/content.ts', false],
    ['electron/core/desk.ts', '/electron/browser.ts', false],
    ['electron/core/desk.ts', '/renderer/app/bridge.ts', false],
    ['electron/core/scoring/service.ts', '/electron/core/intake/service.ts', true],
    ['electron/core/scoring/service.ts', '/electron/core/intake/queries.ts', false],
    ['electron/core/scoring/service.ts', '/electron/core/ledger/entry.ts', true],
    ['electron/core/scoring/service.ts', '/electron/core/desk-types.ts', true],
    ['electron/core/scoring/service.ts', '/electron/core/desk/context.ts', true],
    ['electron/core/scoring/service.ts', '/electron/core/desk/features.ts', false],
    ['electron/core/desk/features.ts', '/electron/core/scoring/projection.ts', true],
    ['electron/core/desk/features.ts', '/electron/core/evidence/sniff.ts', false],
    ['electron/core/ledger/entry.ts', '/electron/core/scoring/service.ts', false],
    ['electron/core/ledger/entry.ts', 'node:crypto', true],
    ['electron/core/ledger/entry.ts', 'crypto', false],
    ['electron/parsers/process.ts', 'hucre', true],
    ['electron/parsers/process.ts', '/electron/core/store/store.ts', false],
    ['electron/parsers/process.ts', 'better-sqlite3', false],
    ['electron/main.ts', 'electron', true],
    ['electron/main.ts', '/electron/core/desk.ts', true],
    ['electron/main.ts', '/renderer/app/bridge.ts', false],
  ])('%s importing %s: %s', (from, to, right) => {
    expect(wrongArrow(from, to) === undefined).toBe(right);
  });

  test('sees every way of importing', () => {
    const text = [
      "import a from './a.ts';",
      "import {\n  b,\n  type C,\n} from '../b.ts';",
      "export * from 'zod';",
      "import './d.css';",
      "const e = await import('../e.ts');",
      "type F = import('electron').App;",
    ].join('\n');
    const found = importsOf({ path: 'electron/core/x.ts', text }).sort();
    expect(found).toEqual([
      '/electron/b.ts',
      '/electron/core/a.ts',
      '/electron/core/d.css',
      '/electron/e.ts',
      'electron',
      'zod',
    ]);
  });

  test.each([
    ['any', 'const a: any = 1;', true],
    ['any', 'function f(x: Map<string, any>) {}', true],
    ['any', '/** in any order: any of them will do */', false],
    ['code commented out', '  // const a = 1;', true],
    ['code commented out', '  // desk.close();', true],
    ['code commented out', '  // return to practice is asked by transition', false],
    ['a note for later', '// TODO: more', true],
  ])('%s in %s: %s', (name, line, found) => {
    const pattern = habits.find(([habit]) => habit === name)?.[1];
    expect(pattern?.test(line)).toBe(found);
  });
});
