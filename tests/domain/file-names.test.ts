import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { apart, safeName } from '../../shared/domain/file-names.ts';

describe('a safe name', () => {
  test.each([
    ['Board paper.pdf', 'Board paper.pdf'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['C:\\evidence\\policy?.docx', 'C-evidence-policy-.docx'],
    [' .hidden ', 'hidden'],
    ['plan. ', 'plan'],
    ['CON.txt', '_CON.txt'],
    ['com1', '_com1'],
    ['console.txt', 'console.txt'],
    ['a\u0000b\u202Egnp.exe', 'abgnp.exe'],
    ['', 'file'],
    ['...', 'file'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(96)}.pdf`],
  ])('of %j is %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });
});

describe('names apart', () => {
  test.each([
    [
      ['a.pdf', 'A.pdf', 'a (2).pdf'],
      ['a.pdf', 'A (2).pdf', 'a (2) (2).pdf'],
    ],
    [
      ['one', 'one', 'ONE'],
      ['one', 'one (2)', 'ONE (3)'],
    ],
  ])('%j are %j', (names, told) => {
    expect(apart(names)).toEqual(told);
  });
});

property.prop([fc.array(fc.string({ unit: 'binary', maxLength: 140 }), { maxLength: 12 })])(
  'whatever files were called, their names are no paths and no two are one',
  (names) => {
    const given = apart(names.map((name) => safeName(name)));
    expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of given) expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}.][^<>:"/\\|?*\p{Cc}]*$/u);
  },
);
