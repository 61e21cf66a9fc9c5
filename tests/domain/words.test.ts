import { describe, expect, test } from 'vitest';
import type { GateResult } from '../../shared/domain/award-rule.ts';
import { gatesOf, judge } from '../../shared/domain/award-rule.ts';
import {
  gateFigure,
  gateTitle,
  gateVerdictInWords,
  judgementInWords,
  percentInWords,
} from '../../shared/domain/requirement-words.ts';
import { itemsOf } from '../../shared/domain/standard-set.ts';
import { bytesInWords, count, fileKind, inWords, list, listSome } from '../../shared/domain/words.ts';
import { agreed, outcomes, setOf } from './sets.ts';

test.each([
  [count(1, 'standard'), '1 standard'],
  [count(0, 'standard'), '0 standards'],
  [count(3600, 'score'), '3,600 scores'],
  [count(2, 'entry', 'entries'), '2 entries'],
  [count(240_000, 'score'), '240,000 scores'],
  [inWords(2), 'Two'],
  [inWords(12), '12'],
  [list([]), ''],
  [list(['Ana']), 'Ana'],
  [list(['Ana', 'Ben']), 'Ana and Ben'],
  [list(['Ana', 'Ben', 'Chidi'], 'or'), 'Ana, Ben or Chidi'],
  [listSome(['Ana', 'Ben', 'Chidi'], 3), 'Ana, Ben and Chidi'],
  [listSome(['Ana', 'Ben', 'Chidi', 'Dana'], 3), 'Ana, Ben and 2 others'],
  [listSome(Array(200).fill('Ana'), 2), 'Ana and 199 others'],
  [bytesInWords(1), '1 byte'],
  [bytesInWords(812), '812 bytes'],
  [bytesInWords(14_400), '14 KB'],
  [bytesInWords(999_700), '1 MB'],
  [bytesInWords(1_440_000), '1.4 MB'],
  [bytesInWords(35_000_000), '35 MB'],
  [bytesInWords(2_100_000_000), '2.1 GB'],
  [fileKind('Policy.final.PDF'), 'PDF'],
  [fileKind('rota.xlsx'), 'Spreadsheet'],
  [fileKind('README'), 'File'],
  [fileKind('a.b/c'), 'File'],
  [percentInWords(8000), '80%'],
  [percentInWords(6650), '66.5%'],
  [percentInWords(3333), '33.33%'],
])('%s', (given, expected) => {
  expect(given).toBe(expected);
});

describe('a requirement in words', () => {
  const set = setOf(
    { '1.1': { mandatory: true }, '1.2': {}, '3.3': { byTransition: true } },
    { transitionsCountAs: 'mean', sectionThreshold: 6000 },
  );
  const gates = (marks: Parameters<typeof outcomes>[0]): readonly GateResult[] =>
    gatesOf(set, itemsOf(set, ['new', 'abroad', 'return']), outcomes(marks));
  const shown = (marks: Parameters<typeof outcomes>[0]) =>
    gates(marks).map((gate) => `${gateTitle(gate)}: ${gateFigure(gate)}. ${gateVerdictInWords(gate)}`);

  test('gives figures, cut off and never rounded up', () => {
    expect(shown({ '1.1': 2, '1.2': 1, '3.3/new': 2, '3.3/abroad': 2, '3.3/return': 1 })).toEqual([
      'Mandatory requirement: 1 of 1 met. Met',
      'Overall requirement, 80%: 4.66 of 6 points, short by 1. Not met',
      'Section 1 requirement, 60%: 3 of 4 points. Met',
      'Section 3 requirement, 60%: 1.66 of 2 points. Met',
    ]);
  });

  test('says what is missing, and what does not apply', () => {
    expect(shown({ '1.2': 2, '3.3/new': '-', '3.3/abroad': '-', '3.3/return': '-' })).toEqual([
      'Mandatory requirement: 0 of 1 met. 1 score missing',
      'Overall requirement, 80%: 2 of 2 points. 1 score missing',
      'Section 1 requirement, 60%: 2 of 2 points. 1 score missing',
      'Section 3 requirement, 60%: Nothing applies. Nothing applies',
    ]);
  });

  test.each([
    [{ '1.1': 2, '1.2': 2, '3.3/new': 2 }, 'Awarded.'],
    [{ '1.1': 0, '1.2': 2, '3.3/new': 2 }, 'Not awarded this year.'],
    [{ '1.2': '?' }, 'No agreed score for 1.1 and 3.3/new. The panel cannot judge 1.2.'],
    [{ '1.1': '-', '1.2': '-', '3.3/new': '-' }, 'Nothing applies, so the rule proposes nothing.'],
  ] as const)('%o: %s', (marks, expected) => {
    expect(judgementInWords(judge(set, ['new'], agreed(marks)))).toBe(expected);
  });
});
