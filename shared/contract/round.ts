import { z } from 'zod';
import { Day, Instant, OrganisationId, PersonId, RoundId, SubmissionId } from '../domain/ids.ts';
import { call } from './call.ts';
import { RoundHead } from './desk.ts';

export const RoundDatesView = z.object({
  opens: Day.optional(),
  intentionBy: Day.optional(),
  closesAt: Instant,
  scoresDue: Day.optional(),
  panels: Day.optional(),
  letters: Day.optional(),
  list: Day.optional(),
  appealsBy: Day.optional(),
});
export type RoundDatesView = z.infer<typeof RoundDatesView>;

/** The next thing to do for whoever looks; the room it names is a path of the renderer's routes. */
export const NextThing = z.object({
  words: z.string(),
  why: z.string(),
  room: z.enum([
    'standards',
    'submissions',
    'submissions/questions',
    'people',
    'assess',
    'moderate',
    'publish',
    'exchange',
    'round',
    'round/two-versions',
    'moderate/calibration',
    'moderate/clarifications',
  ]),
  submission: SubmissionId.optional(),
});
export type NextThing = z.infer<typeof NextThing>;

export const RoundView = z.object({
  round: RoundHead,
  dates: RoundDatesView,
  /** Two people set other dates without seeing each other's: these are the ones shown meanwhile. */
  datesConflict: z.boolean(),
  standards: z.object({ id: z.string(), version: z.int(), title: z.string(), sample: z.boolean() }),
  counts: z.object({
    organisations: z.int(),
    submissions: z.int(),
    gaps: z.int(),
    assignments: z.int(),
    /** Only for who may know: on an assessor's desk these are their own. */
    sheetsSubmitted: z.int(),
    sheetsDue: z.int(),
    moderated: z.int(),
    decided: z.int(),
    awarded: z.int(),
    listsPublished: z.int(),
  }),
  next: z.array(NextThing),
  /** To an administrator: why the round hangs on this one computer, where it does. */
  unguarded: z.string().optional(),
});
export type RoundView = z.infer<typeof RoundView>;

export const roundCalls = [
  call({
    name: 'round.open',
    may: ['nobody-yet', 'administrator'],
    input: z.object({
      year: z.int().min(2000).max(2200),
      title: z.string().trim().min(1).max(200),
      administrator: z.string().trim().min(1).max(200),
      /** A set that this computer holds; the shipped sample where none is named. */
      standards: z.object({ id: z.string(), version: z.int() }).optional(),
      closesAt: Instant,
    }),
    output: RoundHead,
  }),
  call({ name: 'round.show', may: ['anyone'], input: z.object({}), output: RoundView }),
  call({
    name: 'round.date',
    may: ['administrator'],
    input: z.object({ dates: RoundDatesView }),
    output: z.object({}),
  }),
  call({ name: 'round.list', may: ['anyone'], input: z.object({}), output: z.array(RoundHead) }),
  /** Turns the rooms to another round that this desk holds. */
  call({ name: 'round.turnTo', may: ['anyone'], input: z.object({ round: RoundId }), output: RoundHead }),
  call({
    name: 'organisations.list',
    may: ['administrator', 'chair', 'deputy', 'observer'],
    input: z.object({}),
    output: z.array(
      z.object({
        id: OrganisationId,
        name: z.string(),
        odsCode: z.string().optional(),
        icb: z.string().optional(),
        contactName: z.string(),
        contactEmail: z.string(),
        submission: SubmissionId.optional(),
      }),
    ),
  }),
  call({
    name: 'organisations.register',
    may: ['administrator'],
    input: z.object({
      id: OrganisationId.optional(),
      name: z.string().trim().min(1).max(300),
      odsCode: z.string().trim().max(20).optional(),
      icb: z.string().trim().max(300).optional(),
      contactName: z.string().trim().max(200),
      contactEmail: z.string().trim().max(320),
    }),
    output: z.object({ id: OrganisationId }),
  }),
  /** The organisations that come with the program, to pick from. */
  call({
    name: 'organisations.known',
    may: ['administrator'],
    input: z.object({}),
    output: z.array(z.object({ odsCode: z.string(), name: z.string(), icb: z.string() })),
  }),
] as const;

export const Presence = z.array(z.object({ id: PersonId, name: z.string() }));
