import { z } from 'zod';
import { calibrationCalls } from './calibration.ts';
import { clarificationCalls } from './clarifications.ts';
import { copyCalls } from './copies.ts';
import { deskCalls } from './desk.ts';
import { draftCalls } from './drafts.ts';
import { enteringCalls } from './entering.ts';
import { evidenceCalls } from './evidence.ts';
import { exchangeCalls } from './exchange.ts';
import { folderCalls } from './folder.ts';
import { intakeCalls } from './intake.ts';
import { interestCalls } from './interests.ts';
import { keyCalls } from './keys.ts';
import { moderatedQuestionCalls } from './moderated-questions.ts';
import { moderationCalls } from './moderation.ts';
import { peopleCalls } from './people.ts';
import { publicationCalls } from './publication.ts';
import { questionCalls } from './questions.ts';
import { recordCalls } from './record.ts';
import { roundCalls } from './round.ts';
import { sheetCalls } from './sheets.ts';
import { standardsCalls } from './standards.ts';

/** Every call there is. Handlers, both bridges, the command line and the tests are typed from this one table. */
export const calls = [
  ...deskCalls,
  ...standardsCalls,
  ...roundCalls,
  ...intakeCalls,
  ...evidenceCalls,
  ...peopleCalls,
  ...keyCalls,
  ...interestCalls,
  ...sheetCalls,
  ...copyCalls,
  ...questionCalls,
  ...clarificationCalls,
  ...draftCalls,
  ...enteringCalls,
  ...moderationCalls,
  ...moderatedQuestionCalls,
  ...calibrationCalls,
  ...publicationCalls,
  ...exchangeCalls,
  ...folderCalls,
  ...recordCalls,
] as const;

type AnyCall = (typeof calls)[number];
export type MethodName = AnyCall['name'];
type CallOf<Method extends MethodName> = Extract<AnyCall, { name: Method }>;

export type InputOf<Method extends MethodName> = z.input<CallOf<Method>['input']>;
/** Input after its schema: trimmed, defaults filled in. */
export type ParsedInputOf<Method extends MethodName> = z.output<CallOf<Method>['input']>;
export type OutputOf<Method extends MethodName> = z.output<CallOf<Method>['output']>;

const byName: ReadonlyMap<string, AnyCall> = new Map(calls.map((row) => [row.name, row]));

/** The row of that name; undefined where there is none. */
export function callNamed(name: string): AnyCall | undefined {
  return byName.get(name);
}

/** What has changed, in the words of the rooms that read it again. */
export const Topic = z.enum([
  'desk',
  'round',
  'standards',
  'submissions',
  'evidence',
  'people',
  'sheets',
  'questions',
  'moderation',
  'publication',
  'exchange',
  'copy',
]);
export type Topic = z.infer<typeof Topic>;

export const DeskEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed'), topics: z.array(Topic) }),
  /** `of` is 0 where the end is not known. */
  z.object({
    kind: z.literal('progress'),
    job: z.string(),
    done: z.number(),
    of: z.number(),
    words: z.string(),
  }),
  /** The desk has gone: another was opened in its place, or the program is ending. */
  z.object({ kind: z.literal('closed') }),
]);
export type DeskEvent = z.infer<typeof DeskEvent>;
