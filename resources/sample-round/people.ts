import type { SamplePerson } from '../../shared/domain/sample-round.ts';

/** Nobody real. Every assessor works at one of the fictional organisations, and is given none of its own. */
export const samplePeople: readonly SamplePerson[] = [
  { id: 'sam', name: 'Sam Adeyemi', role: 'administrator', profession: '', email: 'sam.adeyemi@example.org' },
  {
    id: 'farah',
    name: 'Dr Farah Lind',
    role: 'chair',
    profession: 'Physiotherapist',
    email: 'farah.lind@example.org',
  },
  {
    id: 'marcus',
    name: 'Marcus Tolley',
    role: 'deputy',
    profession: 'Dietitian',
    email: 'marcus.tolley@example.org',
  },
  {
    id: 'ana',
    name: 'Ana Okafor',
    role: 'assessor',
    profession: 'Occupational therapist',
    employer: 'thornmere',
    email: 'ana.okafor@example.org',
  },
  {
    id: 'ben',
    name: 'Ben Harrowgate',
    role: 'assessor',
    profession: 'Physiotherapist',
    employer: 'lanternfield',
    email: 'ben.harrowgate@example.org',
  },
  {
    id: 'chidi',
    name: 'Chidi Amadi',
    role: 'assessor',
    profession: 'Paramedic',
    employer: 'copperhithe',
    email: 'chidi.amadi@example.org',
  },
  {
    id: 'dilys',
    name: 'Dilys Marsh',
    role: 'assessor',
    profession: 'Speech and language therapist',
    employer: 'riverbend',
    email: 'dilys.marsh@example.org',
  },
  {
    id: 'emre',
    name: 'Emre Kaya',
    role: 'assessor',
    profession: 'Podiatrist',
    employer: 'tidewell',
    email: 'emre.kaya@example.org',
  },
];

/** Three for each organisation. */
export const sampleAssignments: Readonly<Record<string, readonly string[]>> = {
  riverbend: ['ana', 'ben', 'chidi'],
  thornmere: ['ben', 'chidi', 'dilys'],
  lanternfield: ['ana', 'dilys', 'emre'],
  eastmarch: ['ana', 'ben', 'emre'],
  tidewell: ['ana', 'chidi', 'dilys'],
  'orchard-vane': ['ben', 'dilys', 'emre'],
  copperhithe: ['ana', 'dilys', 'emre'],
  wrenhollow: ['ben', 'chidi', 'emre'],
};
