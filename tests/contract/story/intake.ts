import { randomUUID } from 'node:crypto';
import { ask } from '../../../electron/core/ask.ts';
import { writeTemplate } from '../../../electron/core/intake/template.ts';
import type { InputOf } from '../../../shared/contract/table.ts';
import { CLOSES_AT } from '../../bench/round.ts';
import { stageBytes } from '../../support/desks.ts';
import { about, left, type Scene, type Step, step } from './scene.ts';

/** A message with one file in it. */
const MAIL = [
  'From: lead@example.org',
  'To: award@example.org',
  'Subject: The rota',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=part',
  '',
  '--part',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'The rota is in the file.',
  '--part',
  'Content-Type: text/plain; name=rota.txt',
  'Content-Disposition: attachment; filename=rota.txt',
  '',
  'Monday: protected time.',
  '--part--',
  '',
].join('\r\n');

/** A table as a forms service exports it. */
const TABLE = 'Organisation,1.1 rating,2.1 rating,2.1 account\nOrganisation 1,Met,Met,We do.\n';
const MAPPING: InputOf<'import.map'>['mapping'] = {
  format: 'award-panel/wide-table/1',
  columns: [
    { heading: 'Organisation', field: 'organisation' },
    { heading: '1.1 rating', field: 'rating:1.1' },
    { heading: '2.1 rating', field: 'rating:2.1' },
    { heading: '2.1 account', field: 'account:2.1' },
  ],
  ratings: [],
};

/** A whole delivery of the second organisation, filled in as its person would. */
async function delivery({ admin, round }: Scene): Promise<InputOf<'import.rehearse'>> {
  const second = round.submissions[1];
  if (second === undefined) throw new Error('The round has no second submission.');
  const { set } = await ask(admin, 'standards.show', {});
  const workbook = await writeTemplate({
    set,
    round: { id: round.id, year: 2026, closesAt: CLOSES_AT },
    organisation: { id: second.organisation, name: second.name },
    fill: {
      transitions: { 'newly-registered': 'Yes' },
      professions: ['Physiotherapists'],
      covers: 'All sites',
      contact: { name: 'The lead', role: 'Lead', email: 'lead@example.org' },
      rows: set.sections.flatMap(({ standards }) =>
        standards.map(({ number }) => ({
          item: number,
          rating: 'Met',
          account: `We do what ${number} says, better than last time.`,
          reason: '',
          action: '',
          references: [{ ref: 'E1', pages: 'p. 1' }],
        })),
      ),
      evidence: [
        { ref: 'E1', name: 'policy.txt', shows: 'The policy', namesRemoved: 'Yes' },
        { ref: 'E2', name: 'rota.eml', shows: 'The rota', namesRemoved: 'Yes' },
      ],
      declaration: { confirmed: 'Yes', name: 'A director', role: 'Director', date: '6 March 2026' },
    },
  });
  return {
    staged: [
      await stageBytes(admin, 'o2/submission.xlsx', workbook),
      await stageBytes(admin, 'o2/evidence/policy.txt', 'The policy.\n'),
      await stageBytes(admin, 'o2/evidence/rota.eml', MAIL),
      await stageBytes(admin, 'forms.csv', TABLE),
    ],
    job: randomUUID(),
  };
}

/** What organisations send. */
export const intakeStory: readonly Step[] = [
  step('organisations.register', 'admin', {
    name: 'A third one (fictional)',
    contactName: 'The lead',
    contactEmail: 'lead@example.org',
  }),
  step('organisations.list', 'admin', {}),
  step('template.make', 'admin', (scene) => {
    const organisation = scene.round.submissions[0]?.organisation;
    return organisation === undefined ? {} : { organisation };
  }),
  step('import.rehearse', 'admin', delivery, (scene, value) => {
    scene.left.set('import', String(Object(value).id));
    scene.left.set('key', String(Object(value).organisations[0].key));
  }),
  step(
    'import.map',
    'admin',
    (scene) => ({ rehearsal: left(scene, 'import'), table: 'forms.csv', mapping: MAPPING }),
    (_, value) => {
      if (Object(value).problems.length > 0) throw new Error(`Not mapped: ${JSON.stringify(value)}`);
    },
  ),
  step(
    'import.accept',
    'admin',
    (scene) => ({
      rehearsal: left(scene, 'import'),
      job: randomUUID(),
      organisations: [{ key: left(scene, 'key'), acceptGaps: true, lateReason: 'They asked in time.' }],
    }),
    (_, value) => {
      const [refused] = Object(value).notWritten;
      if (refused !== undefined) throw new Error(`Not imported: ${refused.sentence}`);
    },
  ),
  step('submissions.list', 'admin', {}),
  step('submissions.show', 'admin', about),
];
