import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'electron-vite';
import type { Plugin, UserConfig as ViteConfig } from 'vite';

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

/** Both shells serve the window from the root of its own origin; electron-vite would make addresses relative, which breaks a reload in a room. */
const servedFromRoot: Plugin = { name: 'served-from-root', config: () => ({ base: '/' }) };

/**
 * The window's build, alike for the window shell (by electron-vite), the browser shell and the tests (by vite alone).
 * Nothing is inlined as `data:` and no script stands in the page, so that a strict content security policy holds.
 */
export const rendererConfig = {
  root: join(project, 'renderer'),
  plugins: [react(), pdfjsAssets, servedFromRoot],
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
    rolldownOptions: { input: join(project, 'renderer/index.html') },
  },
} satisfies ViteConfig;

/** The names say where each lands under `out/main`, as it lies under `electron`. */
const mainEntries = {
  main: join(project, 'electron/main.ts'),
  'core/desk-thread': join(project, 'electron/core/desk-thread.ts'),
  'parsers/process': join(project, 'electron/parsers/process.ts'),
};

export default {
  main: {
    build: {
      outDir: join(project, 'out/main'),
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
