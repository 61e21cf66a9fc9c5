import { z } from 'zod';
import { OrganisationId, PersonId, Role, SubmissionId } from '../domain/ids.ts';
import { call } from './call.ts';
import { Place } from './refusal.ts';

export const PersonView = z.object({
  id: PersonId,
  name: z.string(),
  email: z.string(),
  profession: z.string(),
  roles: z.array(Role),
  employer: OrganisationId.optional(),
  employerName: z.string().optional(),
  stoodDown: z.boolean(),
  /** Two people said different things of them without seeing each other's: this is what is shown meanwhile. */
  conflict: z.boolean(),
  assigned: z.int(),
  /** Whether a key of theirs is known, so that their scores would be taken. */
  introduced: z.boolean(),
});
export type PersonView = z.infer<typeof PersonView>;

export const Assignment = z.object({ submission: SubmissionId, person: PersonId });
export type Assignment = z.infer<typeof Assignment>;

export const peopleCalls = [
  call({
    name: 'people.list',
    may: ['administrator', 'chair', 'deputy'],
    input: z.object({}),
    output: z.array(PersonView),
  }),
  call({
    name: 'people.appoint',
    may: ['administrator'],
    input: z.object({
      id: PersonId.optional(),
      name: z.string().trim().min(1).max(200),
      email: z.string().trim().max(320),
      profession: z.string().trim().max(100),
      roles: z.array(Role).min(1),
      employer: OrganisationId.optional(),
    }),
    output: z.object({ id: PersonId }),
  }),
  call({
    name: 'people.standDown',
    may: ['administrator'],
    input: z.object({ person: PersonId, reason: z.string().trim().min(1).max(2000) }),
    output: z.object({}),
  }),
  /** Reads a CSV: name, email, roles, profession, employer. `accept: false` is the rehearsal. */
  call({
    name: 'people.load',
    may: ['administrator'],
    input: z.object({ staged: z.string(), accept: z.boolean() }),
    output: z.object({
      people: z.array(
        z.object({
          name: z.string(),
          email: z.string(),
          profession: z.string(),
          roles: z.array(Role),
          employer: z.string(),
        }),
      ),
      problems: z.array(z.object({ sentence: z.string(), place: Place })),
      written: z.int(),
    }),
  }),
  call({
    name: 'assignments.list',
    may: ['administrator', 'chair', 'deputy'],
    input: z.object({}),
    output: z.array(Assignment),
  }),
  /** A balanced proposal: equal load, nobody on their own employer. Nothing is written. */
  call({
    name: 'assignments.propose',
    may: ['administrator'],
    input: z.object({ perSubmission: z.int().min(1).max(9) }),
    output: z.object({
      assignments: z.array(Assignment),
      /** Who could not be placed, or which submission is short, and why. */
      short: z.array(z.string()),
    }),
  }),
  call({
    name: 'assignments.make',
    may: ['administrator'],
    input: z.object({ assignments: z.array(Assignment).min(1) }),
    output: z.object({ made: z.int() }),
  }),
  call({
    name: 'assignments.end',
    may: ['administrator'],
    input: z.object({
      submission: SubmissionId,
      person: PersonId,
      reason: z.string().trim().min(1).max(2000),
    }),
    output: z.object({}),
  }),
] as const;
