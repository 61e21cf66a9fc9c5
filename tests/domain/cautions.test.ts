import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { cautionsIn, findPersonalData } from '../../shared/domain/cautions.ts';
import type { CautionKind } from '../../shared/domain/reading.ts';

/** What is found in these words, as "kind: quote". */
const finds = (text: string) => findPersonalData(text).map(({ kind, quote }) => `${kind}: ${quote}`);

describe('what is found', () => {
  const cases: readonly (readonly [CautionKind, string, string])[] = [
    ['email-address', 'Write to ana.silva@example.org.', 'ana.silva@example.org'],
    ['email-address', '<o.brien+ahp@nhs.example.co.uk>', 'o.brien+ahp@nhs.example.co.uk'],
    ['email-address', 'mailto:LEAD@EXAMPLE.ORG', 'LEAD@EXAMPLE.ORG'],
    ['email-address', "d'arcy@example.org;", "d'arcy@example.org"],
    ['email-address', 'zoë@exämple.org', 'zoë@exämple.org'],
    ['telephone-number', 'Call 020 7946 0958 before noon', '020 7946 0958'],
    ['telephone-number', '(020) 7946 0958', '(020) 7946 0958'],
    ['telephone-number', 'Mobile: 07700 900123', '07700 900123'],
    ['telephone-number', '07700900123', '07700900123'],
    ['telephone-number', '07700 900 123.', '07700 900 123'],
    ['telephone-number', '+44 7700 900123', '+44 7700 900123'],
    ['telephone-number', '+44 (0)20 7946 0958', '+44 (0)20 7946 0958'],
    ['telephone-number', '0044 20 7946 0958', '0044 20 7946 0958'],
    ['telephone-number', '01632 960123, ext. 4', '01632 960123'],
    ['telephone-number', '0300-123-4567', '0300-123-4567'],
    ['nhs-number', 'NHS number 943 476 5919', '943 476 5919'],
    ['nhs-number', 'NHS no. 9434765919', '9434765919'],
    ['nhs-number', '401 023 2137', '401 023 2137'],
    ['nhs-number', 'Patient 401-023-2137', '401-023-2137'],
    ['nhs-number', '4010232137', '4010232137'],
    ['date-of-birth', 'DOB: 3/4/1996', 'DOB: 3/4/1996'],
    ['date-of-birth', 'D.O.B. 03.04.96', 'D.O.B. 03.04.96'],
    ['date-of-birth', 'Date of birth\n3 April 1996', 'Date of birth 3 April 1996'],
    ['date-of-birth', 'born on April 3rd, 1996', 'born on April 3rd, 1996'],
    ['date-of-birth', 'date of birth (1996-04-03)', 'date of birth (1996-04-03'],
    ['date-of-birth', 'Role\tDOB\nPhysiotherapist\t3 April 1996', '3 April 1996'],
    ['hcpc-number', 'HCPC: PH123456', 'PH123456'],
    ['hcpc-number', 'registered as OT54321.', 'OT54321'],
    ['hcpc-number', 'HCPC registration PA 12345', 'PA 12345'],
    ['hcpc-number', '(ODP12345)', 'ODP12345'],
    ['hcpc-number', 'HCPC number PO12345', 'PO12345'],
  ];
  test.each(cases)('%s in: %s', (kind, text, quote) => {
    expect(finds(text)).toEqual([`${kind}: ${quote}`]);
  });

  test('each of several on a line, by kind', () => {
    expect(finds('ana@example.org, 020 7946 0958, ben@example.org')).toEqual([
      'email-address: ana@example.org',
      'email-address: ben@example.org',
      'telephone-number: 020 7946 0958',
    ]);
  });
});

describe('what only looks alike is left alone', () => {
  test.each([
    'Follow @capitalahp, or see cost @ £4.50 each',
    'user@localhost; x@1.5; @ 3.30pm',
    '£07,946,095.80 and 0.20794609581',
    '12.5%, 01/02/2023, 01-02-2023, 2023-01-02, 01 02 2023',
    'ISBN 0-306-40615-2, ISBN 978-0-306-40615-7, 0306406152',
    'Ref 01234567890123, A07700900123, 07700900123X, INV-07700900123',
    'pages 010 020 030 040 050',
    '0000 000 0000; 00000000000',
    '943 476 5918; 4010232138; 1234567890',
    'Call 304-267-3367 or 401-023-2137 (Washington)',
    'Order 9434765919',
    'NHS 111 111 1111',
    '0 1 2 3 4 5 6 7 8 9 10',
    'Order 9434765919-2 of 9434765919.5',
    'born in 1996; airborne 3 April 1996; stubborn, 3 April 1996',
    'Date of birth: ________  Date: 3 April 2026',
    'Reviewed 3 April 2026; DOB not recorded',
    'Role\tStart date\nPhysiotherapist\t3 April 2026',
    'PO123456 and PO 12345 are orders; PH1234; PH1234567; ph123456',
    'GRAPH12345; RA-12345; OT12345/2; #OT12345; PA 12345 is a code',
    'RG1 1AA, SW1A 2AA, G6V2S, RJ1, E4 p.4, 3.3, 5.5',
    'Version 1.0.20.7946, build 20260403',
  ])('%s', (text) => {
    expect(finds(text)).toEqual([]);
  });
});

describe('in a file', () => {
  const leaf = (number: number, text: string) => ({ number, label: `Page ${number}`, text, hidden: false });

  test('the same words are told once, at their first place', () => {
    expect(cautionsIn([leaf(1, ''), leaf(2, 'ana@example.org'), leaf(3, 'ana@example.org')], [])).toEqual([
      { kind: 'email-address', leaf: 2, quote: 'ana@example.org', sentence: 'Page 2: an e-mail address.' },
    ]);
  });

  test('a long list is told by its first fifty', () => {
    const many = Array.from({ length: 400 }, (_, index) => `p${index}@example.org`).join('\n');
    expect(cautionsIn([leaf(1, many)], [])).toHaveLength(50);
  });

  test.each([
    ['Author', 'Ana Silva', 'author'],
    ['Last saved by', 'Ben Okoro', 'author'],
    ['Company', 'Riverbend', 'company'],
    ['Author', 'Microsoft Office User', undefined],
    ['Author', 'openpyxl', undefined],
    ['Company', '', undefined],
    ['Title', 'Ana Silva', undefined],
  ])('the property %s, %s: %s', (name, value, kind) => {
    expect(cautionsIn([], [{ name, value }]).map((caution) => caution.kind)).toEqual(
      kind === undefined ? [] : [kind],
    );
  });

  test('who wrote and who saved it, when they are one, is told once', () => {
    const properties = ['Author', 'Last saved by'].map((name) => ({ name, value: 'Ana Silva' }));
    expect(cautionsIn([], properties)).toHaveLength(1);
  });
});

describe('laws', () => {
  const checkDigit = (nine: readonly number[]) =>
    (11 - (nine.reduce((sum, digit, index) => sum + digit * (10 - index), 0) % 11)) % 11;

  property.prop([
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }),
    fc.integer({ min: 0, max: 9 }),
  ])('an NHS number is found just when its check digit is right', (nine, last) => {
    const text = `NHS number ${nine.slice(0, 3).join('')} ${nine.slice(3, 6).join('')} ${nine.slice(6).join('')}${last}`;
    const same = new Set([...nine, last]).size === 1;
    const found = findPersonalData(text).some(({ kind }) => kind === 'nhs-number');
    expect(found).toBe(!same && checkDigit(nine) === last);
  });

  property.prop([fc.string({ unit: 'grapheme', maxLength: 2000 })])(
    'any text is gone through, and every quote stands in it but for its spaces',
    (text) => {
      const plain = text.replace(/\s+/g, ' ');
      for (const { quote } of findPersonalData(text)) expect(plain).toContain(quote);
    },
  );

  test.each([
    ['digits', '0'.repeat(300_000)],
    ['digits and spaces', '0 1'.repeat(100_000)],
    ['letters', 'a'.repeat(300_000)],
    ['dots', 'a.'.repeat(150_000)],
    ['signs', '@'.repeat(300_000)],
    ['addresses without an end', 'a@a.'.repeat(75_000)],
    ['words of birth', 'DOB '.repeat(75_000)],
    ['empty table lines', 'DOB\t\n'.repeat(30_000)],
  ])('a text of nothing but %s takes no long time', (_, text) => {
    const start = performance.now();
    findPersonalData(text);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
