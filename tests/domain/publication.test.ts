import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { RoundId } from '../../shared/domain/ids.ts';
import { csvCell, type PublicRegister, publishedFiles } from '../../shared/domain/publication.ts';
import { type Decided, type Listed, registerAsOf } from '../../shared/domain/register.ts';
import { day, organisation, submission } from './sets.ts';

const settings = {
  title: 'Organisations that hold the award',
  owner: 'The programme team',
  contact: 'award@example.org',
  sample: false,
};

function listed(name: string, more: Partial<Listed> = {}): Listed {
  const id = name.replace(/[^A-Za-z0-9]/g, '').slice(0, 20) || 'x';
  return {
    submission: submission(`s-${id}`),
    organisation: organisation(`o-${id}`),
    name,
    odsCode: 'G6V2S',
    icb: undefined,
    round: RoundId.parse('r2026'),
    year: 2026,
    from: day('2026-07-01'),
    until: day('2028-06-30'),
    untilResultsOf: undefined,
    ...more,
  };
}

const register = (...entries: readonly Listed[]): PublicRegister => ({
  asOf: day('2026-08-06'),
  listed: entries,
});

describe('the page', () => {
  const files = publishedFiles(register(listed('Riverbend <b>& Marsh')), settings);

  test('stands by itself: no script, nothing fetched', () => {
    expect(files['list.html']).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
    expect(files['list.html']).not.toMatch(/<script|<link|<img|src=|url\(|@import|https?:/);
  });

  test('says nothing of a contact where there is none', () => {
    const silent = publishedFiles(register(), { ...settings, contact: ' ' });
    expect(silent['list.html']).toContain('<p>Published by The programme team.</p>');
    expect(silent['list.html']).not.toContain('Contact');
  });

  test('has a headed table, the day, the owner and the contact', () => {
    expect(files['list.html']).toContain(
      '<caption>Organisations that hold the award on 6 August 2026</caption>',
    );
    expect(files['list.html']).toContain('<th scope="col">Organisation</th>');
    expect(files['list.html']).toContain('<time datetime="2028-06-30">30 June 2028</time>');
    expect(files['list.html']).toContain(
      '<p>Published by The programme team. Contact: <a href="mailto:award@example.org">award@example.org</a>.</p>',
    );
  });

  test('shows a name as text, never as markup', () => {
    expect(files['list.html']).toContain('<th scope="row">Riverbend &lt;b&gt;&amp; Marsh</th>');
  });

  test('holds the fragment, whose heading is one lower and which brings no style', () => {
    const fragment = files['list-fragment.html'];
    expect(fragment.startsWith('<h2>Organisations that hold the award</h2>\n')).toBe(true);
    expect(fragment).not.toMatch(/<style|<html|<body/);
    expect(files['list.html']).toContain(fragment.replaceAll('h2>', 'h1>'));
  });

  test('says that nobody holds it, rather than showing an empty table', () => {
    const empty = publishedFiles(register(), settings)['list.html'];
    expect(empty).toContain('<p>No organisation holds the award on this day.</p>');
    expect(empty).not.toContain('<table>');
  });

  test('says on every file of a sample that it is one, and on no other', () => {
    const every = Object.values(publishedFiles(register(listed('Riverbend')), { ...settings, sample: true }));
    expect(every.map((text) => text.includes('Sample, not a real list'))).toEqual([true, true, true, true]);
    expect(Object.values(files).some((text) => text.includes('Sample'))).toBe(false);
  });

  test('gives an award without a last day in words', () => {
    const open = listed('Riverbend', { until: undefined, untilResultsOf: 2028, odsCode: undefined });
    expect(publishedFiles(register(open), settings)['list.html']).toContain(
      '<td>None</td><td>2026</td><td><time datetime="2026-07-01">1 July 2026</time></td><td>Until the results of the 2028 round</td>',
    );
  });
});

describe('the CSV file', () => {
  test('begins with a byte order mark and is RFC 4180', () => {
    expect(
      publishedFiles(register(listed('Marsh, "Hill" & Vale'), listed('Élan')), settings)['list.csv'],
    ).toBe(
      '\uFEFFOrganisation,ODS code,Award,Held from,Last day,Until results of round,As of\r\n' +
        '"Marsh, ""Hill"" & Vale",G6V2S,2026,2026-07-01,2028-06-30,,2026-08-06\r\n' +
        'Élan,G6V2S,2026,2026-07-01,2028-06-30,,2026-08-06\r\n',
    );
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+44 20', "'+44 20"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['＝1+1', "'＝1+1"],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ['St Mary’s-by-Sea', 'St Mary’s-by-Sea'],
    ['two\nlines', '"two\nlines"'],
  ])('the cell %j is written %j', (text, expected) => {
    expect(csvCell(text)).toBe(expected);
  });

  test.prop([fc.string({ unit: 'binary' })])(
    'a cell comes back as it was, but for the apostrophe, and is no formula',
    (text) => {
      const cell = csvCell(text);
      const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect([text, `'${text}`]).toContain(read);
      expect(read).not.toMatch(/^[=+\-@\t\r]/);
      if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\r\n]/);
    },
  );
});

test('the JSON file gives the same organisations', () => {
  const open = listed('Élan', { odsCode: undefined, until: undefined, untilResultsOf: 2028 });
  expect(JSON.parse(publishedFiles(register(open), settings)['list.json'])).toEqual({
    format: 'award-panel/list/1',
    title: 'Organisations that hold the award',
    sample: false,
    asOf: '2026-08-06',
    owner: 'The programme team',
    contact: 'award@example.org',
    organisations: [
      {
        organisation: 'o-lan',
        name: 'Élan',
        odsCode: null,
        award: 2026,
        from: '2026-07-01',
        lastDay: null,
        untilResultsOfRound: 2028,
      },
    ],
  });
});

describe('from decisions to files', () => {
  const outcomeOf = ['awarded', 'awarded', 'not-awarded', 'awarded-when-conditions-are-met'] as const;
  const names = [
    'Élan Care',
    'elan care',
    'Zeta',
    'St. Ives',
    'St Ives',
    'Ærlig',
    'Aerial',
    '10 Downs',
    '=Sum',
    'Ålesund',
    'Marsh',
  ];
  const decided: readonly Decided[] = names.map((name, index) => ({
    submission: submission(`s${index}`),
    organisation: organisation(`o${index}`),
    name,
    round: RoundId.parse('r2026'),
    year: 2026,
    outcome: outcomeOf[index % outcomeOf.length] ?? 'awarded',
    validFrom: day('2026-07-01'),
    validTo: day(index % 5 === 4 ? '2026-07-31' : '2028-06-30'),
    conditions: index % 4 === 3 ? [{ id: 'c', by: day('2026-12-31') }] : [],
    listedWithOpenConditions: false,
  }));
  const filesOf = (given: readonly Decided[]) => {
    const facts = {
      decided: given,
      conditionsMet: [],
      extensions: [],
      withdrawals: [{ submission: submission('s0'), from: day('2026-08-01') }],
      resultsPublished: new Map(),
    };
    return publishedFiles(registerAsOf(day('2026-08-06'), facts), settings);
  };

  test.prop([fc.shuffledSubarray([...decided], { minLength: decided.length })])(
    'the same decisions give the same bytes, in whatever order they come',
    (shuffled) => {
      expect(filesOf(shuffled)).toEqual(filesOf(decided));
    },
  );

  test('only those that hold the award are named, in an order that no machine decides', () => {
    const { organisations } = JSON.parse(filesOf(decided)['list.json']);
    expect(organisations.map((each: { name: string }) => each.name)).toEqual(['Ærlig', 'elan care', '=Sum']);
    for (const text of Object.values(filesOf(decided))) {
      for (const absent of [
        'Élan Care',
        'Zeta',
        'St. Ives',
        'St Ives',
        'Aerial',
        '10 Downs',
        'Ålesund',
        'Marsh',
      ]) {
        expect(text).not.toContain(`>${absent}<`);
        expect(text).not.toContain(`"${absent}"`);
        expect(text).not.toContain(`\n${absent},`);
      }
    }
  });
});
