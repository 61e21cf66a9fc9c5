import { describe, expect, test } from 'vitest';
import { readPeople } from '../../shared/domain/people-file.ts';
import { organisation, person } from './sets.ts';

const known = {
  people: [{ person: person('p7'), email: 'Ana@example.org' }],
  organisations: [
    { organisation: organisation('riverbend'), name: 'Riverbend Community Trust', odsCode: 'G6V2S' },
    { organisation: organisation('marsh-1'), name: 'Marsh Care' },
    { organisation: organisation('marsh-2'), name: 'Marsh Care' },
  ],
};
const HEADINGS = ['Name', 'E-mail', 'Role', 'Profession', 'Employer'];
const read = (...rows: readonly (readonly string[])[]) => readPeople([HEADINGS, ...rows], known);

describe('a person', () => {
  test('is read with the id that the e-mail address has already', () => {
    expect(read(['Ana Okafor', 'ana@example.org', 'Assessor', 'Dietitian', 'G6V2S'])).toEqual({
      people: [
        {
          row: 2,
          person: 'p7',
          name: 'Ana Okafor',
          email: 'ana@example.org',
          roles: ['assessor'],
          profession: 'Dietitian',
          employer: 'riverbend',
          otherEmployer: '',
        },
      ],
      problems: [],
    });
  });

  test.each([
    ['chair, assessor', ['chair', 'assessor']],
    ['Deputy chair and assessor', ['deputy', 'assessor']],
    ['Administrators;chair', ['administrator', 'chair']],
    ['assessor / assessor', ['assessor']],
  ])('has the roles of %j', (cell, roles) => {
    expect(read(['Ben', 'ben@example.org', cell, '', '']).people[0]?.roles).toEqual(roles);
  });

  test.each(['riverbend', 'Riverbend Community Trust', 'g6v2s', '  riverbend\u00A0community  trust '])(
    'is employed by the organisation written %j',
    (cell) => {
      expect(read(['Ben', 'ben@example.org', 'chair', '', cell])).toMatchObject({
        people: [{ employer: 'riverbend' }],
        problems: [],
      });
    },
  );
});

describe('the columns', () => {
  test('stand in any order, under any spelling of the heading, after empty rows', () => {
    const rows = [
      ['', ''],
      ['\uFEFFROLES', ' Email address ', 'Full name'],
      [],
      ['chair', 'ben@example.org', 'Ben'],
    ];
    expect(readPeople(rows, known)).toMatchObject({
      people: [{ row: 4, name: 'Ben', roles: ['chair'] }],
      problems: [],
    });
  });

  test('are told when a needed one is not there', () => {
    expect(
      readPeople(
        [
          ['Who', 'Role'],
          ['Ben', 'chair'],
        ],
        known,
      ),
    ).toEqual({
      people: [],
      problems: [
        {
          severity: 'refusal',
          sentence:
            'Row 1 has no heading ‘name’. Give the columns headings: name, email, role, profession, employer.',
          place: { kind: 'cell', at: 'row 1' },
        },
      ],
    });
  });

  test('are told of a file with nothing in it', () => {
    expect(readPeople([], known).problems.map(({ sentence }) => sentence)).toEqual([
      'The file is empty. Give the columns headings: name, email, role, profession, employer.',
    ]);
  });
});

describe('a problem', () => {
  test.each<[string, readonly string[], 'refusal' | 'note', string, string]>([
    ['no name', ['', 'b@example.org', 'chair', '', ''], 'refusal', 'row 2, name', 'The name is missing.'],
    [
      'no role',
      ['Ben', 'b@example.org', '', '', ''],
      'refusal',
      'row 2, role',
      'The role is missing. Use administrator, chair, deputy, assessor or observer.',
    ],
    [
      'a role nearly right',
      ['Ben', 'b@example.org', 'asessor', '', ''],
      'refusal',
      'row 2, role',
      '‘asessor’ is not a role. Use assessor.',
    ],
    [
      'no such role',
      ['Ben', 'b@example.org', 'king', '', ''],
      'refusal',
      'row 2, role',
      '‘king’ is not a role. Use administrator, chair, deputy, assessor or observer.',
    ],
    [
      'no e-mail address',
      ['Ben', '', 'chair', '', ''],
      'note',
      'row 2, email',
      'There is no e-mail address, so nothing can be sent.',
    ],
    [
      'half an e-mail address',
      ['Ben', 'ben@', 'chair', '', ''],
      'refusal',
      'row 2, email',
      '‘ben@’ is not an e-mail address. Write it like name@example.org.',
    ],
    [
      'an employer elsewhere',
      ['Ben', 'b@example.org', 'chair', '', 'A university'],
      'note',
      'row 2, employer',
      '‘A university’ is not an organisation of the round, so it blocks no assignment.',
    ],
    [
      'an employer misspelt',
      ['Ben', 'b@example.org', 'chair', '', 'Riverbend Comunity Trust'],
      'refusal',
      'row 2, employer',
      '‘Riverbend Comunity Trust’ is not an organisation of the round. Use ‘Riverbend Community Trust’.',
    ],
    [
      'an employer of whom there are two',
      ['Ben', 'b@example.org', 'chair', '', 'Marsh Care'],
      'refusal',
      'row 2, employer',
      '‘Marsh Care’ is the name of 2 organisations. Use the id or the ODS code.',
    ],
  ])('is told: %s', (_, row, severity, at, sentence) => {
    const { people, problems } = read(row);
    expect(problems).toEqual([{ severity, sentence, place: { kind: 'cell', at } }]);
    expect(people).toHaveLength(severity === 'note' ? 1 : 0);
  });

  test('is a second row for one person', () => {
    const { people, problems } = read(
      ['Ben', 'ben@example.org', 'chair', '', ''],
      ['', '', '', '', ''],
      ['Ben Again', 'BEN@example.org', 'assessor', '', ''],
    );
    expect(people.map(({ row }) => row)).toEqual([2]);
    expect(problems).toMatchObject([
      {
        severity: 'refusal',
        sentence: 'Ben Again is in row 2 already. Leave one of the two out.',
        place: { at: 'row 4, email' },
      },
    ]);
  });

  test('is an id that cannot be one', () => {
    const rows = [
      ['id', 'name', 'role'],
      ['p 1', 'Ben', 'chair'],
    ];
    expect(readPeople(rows, known).problems.map(({ sentence }) => sentence)).toContain(
      '‘p 1’ cannot be an id. Use letters, digits, dots and dashes, or leave it empty.',
    );
  });
});
