import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { DESIGN_SIZE } from './shell.ts';

const pictures = resolve(import.meta.dirname, '../../pictures');

/**
 * Nothing that axe calls serious or critical, with the elements it means. What react-aria says aloud of a button that
 * is at work stays for seven seconds in its own hidden region, named after a button that may be gone by then.
 */
export async function expectNoBarrier(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

/** The page is no wider than its window: nothing has to be scrolled sideways to be read. */
export async function expectFits(page: Page): Promise<void> {
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(over).toBeLessThanOrEqual(0);
}

/** What the window shows, or with `whole` also what has to be scrolled to. */
export async function picture(page: Page, name: string, whole = false): Promise<void> {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', fullPage: whole });
}

/** The room at that path, without a reload: addresses lie after the #. */
export async function goToPath(page: Page, path: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/**
 * The room as it stands in pictures, light and dark, at 200% zoom of a small laptop and at 320 pixels, with nothing in
 * anyone's way. `name` and `name-dark`, `name-683`, `name-320`.
 */
export async function expectEverySize(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await expectNoBarrier(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await expectNoBarrier(page);
  await page.emulateMedia({ colorScheme: 'light' });
  for (const [width, height] of [
    [683, 384],
    [320, 640],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expectFits(page);
    await picture(page, `${name}-${width}`, true);
  }
  await expectNoBarrier(page);
  await page.setViewportSize(DESIGN_SIZE);
}
