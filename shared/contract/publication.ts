import { z } from 'zod';
import { Day, Hash, OrganisationId, RoundId, SubmissionId } from '../domain/ids.ts';
import { call } from './call.ts';
import { Export } from './desk.ts';

export const ListRow = z.object({
  organisation: OrganisationId,
  name: z.string(),
  since: Day,
  /** Absent while it runs until the results of a round. */
  until: Day.optional(),
  /** The last day in words, or what it runs until. */
  lastDay: z.string(),
  year: z.int(),
});
export type ListRow = z.infer<typeof ListRow>;

export const UnlistedRow = z.object({
  organisation: OrganisationId,
  name: z.string(),
  submission: SubmissionId,
  /** Why it is not on the list; for the team only, never in a public file. */
  why: z.string(),
});
export type UnlistedRow = z.infer<typeof UnlistedRow>;

export const PublicationSettings = z.object({
  owner: z.string().max(300),
  contact: z.string().max(300),
  heading: z.string().max(300),
});
export type PublicationSettings = z.infer<typeof PublicationSettings>;

export const publicationCalls = [
  call({
    name: 'list.preview',
    may: ['administrator', 'chair', 'deputy', 'observer'],
    input: z.object({ asOf: Day }),
    output: z.object({
      listed: z.array(ListRow),
      unlisted: z.array(UnlistedRow),
      /** The page as the public will read it; shown in a frame without scripts. */
      page: z.string(),
      fragment: z.string(),
    }),
  }),
  call({
    name: 'list.export',
    may: ['administrator', 'chair', 'deputy'],
    input: z.object({
      asOf: Day,
      as: z.enum(['page', 'fragment', 'csv', 'json', 'all']),
      /** With the heading, owner and contact that the list of that day was last published with, where it was. */
      asPublished: z.boolean().default(false),
    }),
    output: Export,
  }),
  call({
    name: 'list.publish',
    may: ['administrator', 'chair'],
    input: z.object({ asOf: Day }),
    output: z.object({ entry: Hash, number: z.int(), files: z.record(z.string(), Hash), export: Export }),
  }),
  call({
    name: 'list.history',
    may: ['administrator', 'chair', 'deputy', 'observer'],
    input: z.object({}),
    output: z.array(
      z.object({
        round: RoundId,
        number: z.int(),
        asOf: Day,
        organisations: z.int(),
        publishedAt: z.string(),
        /** What the record would give for that day now is no longer the same. */
        moved: z.boolean(),
      }),
    ),
  }),
  call({
    name: 'publication.settings',
    may: ['administrator', 'chair', 'deputy', 'observer'],
    input: z.object({}),
    output: PublicationSettings,
  }),
  call({
    name: 'publication.keepSettings',
    may: ['administrator'],
    input: PublicationSettings,
    output: z.object({}),
  }),
] as const;
