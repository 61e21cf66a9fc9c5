import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openOutside } from '../../electron/shell/outside.ts';

const home = mkdtempSync(join(tmpdir(), 'award-outside-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const path = join(home, 'evidence');
writeFileSync(path, '%PDF-1.7\nThe policy.\n');

test('on Windows the copy is marked as come from outside before any program has it', async () => {
  const folder = join(home, 'marked');
  const marks: string[] = [];
  await openOutside(
    {
      folder,
      platform: 'win32',
      async openPath(copy) {
        marks.push(readFileSync(`${copy}:Zone.Identifier`, 'utf8'));
        return '';
      },
    },
    { path },
    'policy.pdf',
  );
  expect(marks).toEqual(['[ZoneTransfer]\r\nZoneId=3\r\n']);
});

// A name that leaves no room for the mark's own stands for a disk that knows no marks.
test.skipIf(process.platform === 'win32')(
  'where it cannot be marked it is not opened, and no copy stays',
  async () => {
    const folder = join(home, 'unmarked');
    const opened: string[] = [];
    const openPath = async (copy: string) => {
      opened.push(copy);
      return '';
    };
    await expect(
      openOutside({ folder, platform: 'win32', openPath }, { path }, `${'策'.repeat(80)}.pdf`),
    ).rejects.toThrow(/cannot mark a copy as come from somebody else/);
    expect(opened).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  },
);
