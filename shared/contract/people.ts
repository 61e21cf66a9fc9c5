import { z } from 'zod';
import { OrganisationId, PersonId, Role, SubmissionId } from '../domain/ids.ts';
import { call } from './call.ts';
import { Export } from './desk.ts';
import { Place } from './refusal.ts';

export const PersonView = z.object({
  id: PersonId,
  name: z.string(),
  email: z.string(),
  profession: z.string(),
  roles: z.array(Role),
  employer: OrganisationId.optional(),
  /** Of the round's organisation, or of any other, as it was written. */
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
      /** One that is no organisation of the round. */
      otherEmployer: z.string().trim().max(300).optional(),
    }),
    output: z.object({ id: PersonId }),
  }),
  call({
    name: 'people.standDown',
    may: ['administrator'],
    input: z.object({ person: PersonId, reason: z.string().trim().min(1).max(2000) }),
    output: z.object({}),
  }),
  /** Reads a CSV or a spreadsheet: name, email, roles, profession, employer. `accept: false` is the rehearsal. */
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
          does: z.enum(['appoint', 'change', 'nothing']),
          /** What would change, a sentence each: "Roles: assessor, now assessor and chair." */
          changes: z.array(z.string()),
        }),
      ),
      /** A note keeps nobody out. */
      problems: z.array(
        z.object({ sentence: z.string(), place: Place, severity: z.enum(['refusal', 'note']) }),
      ),
      /** Of the round's people, who is not in the file: nothing changes for them. */
      notInFile: z.int(),
      written: z.int(),
    }),
  }),
  /** Everybody as a workbook that can be edited in a spreadsheet and comes back through `people.load`. */
  call({
    name: 'people.export',
    may: ['administrator', 'chair', 'deputy'],
    input: z.object({}),
    output: Export,
  }),
  call({
    name: 'assignments.list',
    may: ['administrator', 'chair', 'deputy'],
    input: z.object({}),
    output: z.array(Assignment),
  }),
  /** A balanced proposal: equal load, nobody whom anything ties to the organisation, panels kept to. Nothing is written. */
  call({
    name: 'assignments.propose',
    may: ['administrator'],
    input: z.object({ perSubmission: z.int().min(1).max(9) }),
    output: z.object({
      assignments: z.array(Assignment),
      /** Which submission is short of assessors, and why. */
      short: z.array(z.string()),
      /** Who could not be placed, and why. */
      unplaced: z.array(z.string()),
    }),
  }),
  call({
    name: 'assignments.make',
    may: ['administrator'],
    input: z.object({
      assignments: z.array(Assignment).min(1),
      /** The answer to what would be asked: somebody outside the submission's panel is meant to have it. */
      outsidePanel: z.boolean().optional(),
    }),
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
