import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const heavy = 'tests/interface/**/*.test.{ts,tsx}';

/** Plain tests two at a time; then those in a real browser, one at a time, over a window built once before. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^electron$/, replacement: join(import.meta.dirname, 'tests/support/electron.ts') }],
  },
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [heavy, '**/node_modules/**'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'interface',
          include: [heavy],
          globalSetup: [join(import.meta.dirname, 'tests/support/sample-desks.ts')],
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A page that is loaded again may take longer than the usual second.
          expect: { poll: { timeout: 15_000, interval: 100 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
