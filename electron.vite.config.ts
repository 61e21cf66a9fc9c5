import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'electron-vite';
import type { Plugin, UserConfig as ViteConfig } from 'vite';
import packageFile from './package.json' with { type: 'json' };

const project = import.meta.dirname;
const pdfjs = join(project, 'node_modules/pdfjs-dist');

/** What pdf.js fetches while it draws: without these, scans and other scripts come out blank. */
const pdfjsFolders = ['wasm', 'cmaps', 'standard_fonts', 'iccs'];

/** Puts pdf.js's worker at `/pdfjs/pdf.worker.min.mjs` and its data in folders beside it. */
const pdfjsAssets: Plugin = {
  name: 'pdfjs-assets',
  apply: 'build',
  async generateBundle() {
    const files = ['build/pdf.worker.min.mjs'];
    for (const folder of pdfjsFolders)
      for (const name of await readdir(join(pdfjs, folder))) files.push(`${folder}/${name}`);
    for (const file of files) {
      const source = await readFile(join(pdfjs, file));
      this.emitFile({ type: 'asset', fileName: `pdfjs/${file.replace(/^build\//, '')}`, source });
    }
  },
};

/** The little pictures that nhsuk-frontend's styles name by address. Its logos stay out. */
const nhsukIcons: Plugin = {
  name: 'nhsuk-icons',
  apply: 'build',
  async generateBundle() {
    const folder = join(project, 'node_modules/nhsuk-frontend/dist/nhsuk/assets/images');
    for (const name of await readdir(folder))
      if (/^nhsuk-icon-(?!mask).*\.svg$/.test(name))
        this.emitFile({
          type: 'asset',
          fileName: `assets/images/${name}`,
          source: await readFile(join(folder, name)),
        });
  },
};

/** Both shells serve the window from the root of its own origin; electron-vite would make addresses relative, which breaks a reload in a room. */
const servedFromRoot: Plugin = { name: 'served-from-root', config: () => ({ base: '/' }) };

const isReader = (file: string) =>
  /renderer[\\/]components[\\/]evidence[\\/](?!(?:archive|document|enclosed|frame|grid|mail|picture|sanitise|sheet|slide|workbook))/.test(
    file,
  );

/**
 * The window's build, alike for the window shell (by electron-vite), the browser shell and the tests (by vite alone).
 * Nothing is inlined as `data:` and no script stands in the page, so that a strict content security policy holds.
 */
export const rendererConfig = {
  root: join(project, 'renderer'),
  plugins: [react(), pdfjsAssets, nhsukIcons, servedFromRoot],
  css: {
    modules: { localsConvention: 'camelCaseOnly' },
    preprocessorOptions: { scss: { loadPaths: [join(project, 'node_modules')], quietDeps: true } },
  },
  build: {
    outDir: join(project, 'out/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    minify: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: join(project, 'renderer/index.html'),
      checks: { bundlerTimings: false },
      output: {
        codeSplitting: {
          // zod is told not to compile text before the first schema is made: so both are in one chunk, which runs
          // first. In the entry's own chunk that would come after every schema, and the policy would be broken once.
          groups: [
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|renderer[\\/]app[\\/]jitless/ },
            // What every kind of evidence is read with comes in one file, not in a dozen that wait for one another; what
            // a kind alone needs, and pdf.js, comes when one of that kind is first opened.
            { name: 'evidence', test: isReader, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
} satisfies ViteConfig;

/** The names say where each lands under `out/main`, as it lies under `electron`. */
const mainEntries = {
  main: join(project, 'electron/main.ts'),
  'core/desk-thread': join(project, 'electron/core/desk-thread.ts'),
  'core/exchange/sealing-thread': join(project, 'electron/core/exchange/sealing-thread.ts'),
  'parsers/process': join(project, 'electron/parsers/process.ts'),
};

/**
 * All but the database goes into the bundle: the desk's thread and the parsers lie outside the archive, where they
 * would not find a package inside it. The database has a native file, and is unpacked beside them.
 */
const bundled = Object.keys(packageFile.dependencies).filter((name) => name !== 'better-sqlite3');

export default {
  main: {
    build: {
      outDir: join(project, 'out/main'),
      externalizeDeps: { exclude: bundled },
      sourcemap: false,
      rolldownOptions: {
        input: mainEntries,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: join(project, 'out/preload'),
      sourcemap: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: join(project, 'electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: rendererConfig,
} satisfies UserConfig;
