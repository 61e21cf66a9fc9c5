import {
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { Answer, Refusal } from '../../shared/contract/refusal.ts';
import type { InputOf, MethodName, OutputOf, Topic } from '../../shared/contract/table.ts';
import { useBridge } from './bridge.ts';

/** What was refused, as an error that carries the sentence to show. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.sentence);
    this.refusal = refusal;
  }
}

export function unwrap<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new Refused(answer.error);
}

const EVERYTHING = [
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
] as const satisfies readonly Topic[];

/** What each call that rooms read shows: an event on any of these topics has it read again. */
const shows = {
  'desk.show': ['desk', 'round', 'people'],
  'standards.show': ['standards', 'round', 'desk'],
  'standards.list': ['standards', 'desk'],
  'round.show': [
    'round',
    'standards',
    'submissions',
    'people',
    'sheets',
    'moderation',
    'publication',
    'desk',
  ],
  'round.list': ['round', 'desk'],
  'organisations.list': ['submissions', 'round', 'desk'],
  'organisations.known': ['desk'],
  'submissions.list': ['submissions', 'people', 'desk'],
  'submissions.show': ['submissions', 'desk'],
  'evidence.read': ['desk'],
  'evidence.search': ['evidence', 'submissions', 'desk'],
  'evidence.progress': ['evidence', 'submissions', 'desk'],
  'cautions.list': ['evidence', 'submissions', 'desk'],
  'people.list': ['people', 'desk'],
  'assignments.list': ['people', 'submissions', 'desk'],
  'assignments.propose': ['people', 'submissions', 'desk'],
  'keys.here': ['people', 'desk'],
  'keys.list': ['people', 'exchange', 'desk'],
  'recovery.people': ['people', 'desk'],
  'interests.list': ['people', 'submissions', 'desk'],
  'interests.mine': ['people', 'submissions', 'desk'],
  'partners.list': ['people', 'submissions', 'desk'],
  'panels.list': ['people', 'submissions', 'desk'],
  'sheets.left': ['sheets', 'moderation', 'people', 'desk'],
  'rulings.doubted': ['moderation', 'people', 'desk'],
  'sheets.mine': ['sheets', 'questions', 'submissions', 'people', 'desk'],
  'sheets.open': ['sheets', 'questions', 'submissions', 'moderation', 'desk'],
  'questions.about': ['questions', 'submissions', 'people', 'standards', 'desk'],
  'questions.moderated': ['questions', 'moderation', 'people', 'standards', 'desk'],
  'clarifications.mine': ['questions', 'people', 'desk'],
  'clarifications.list': ['questions', 'people', 'desk'],
  'questions.list': ['questions', 'submissions', 'people', 'desk'],
  'questions.draft': ['questions', 'submissions', 'people', 'desk'],
  'sheets.check': ['sheets', 'submissions', 'desk'],
  'copies.show': ['copy', 'exchange', 'desk'],
  'moderation.list': ['moderation', 'sheets', 'submissions', 'people', 'desk'],
  'moderation.show': ['moderation', 'sheets', 'questions', 'desk'],
  'calibration.show': ['moderation', 'sheets', 'submissions', 'people', 'desk'],
  'calibration.reach': ['submissions', 'people', 'desk'],
  'calibration.compare': ['moderation', 'sheets', 'desk'],
  'list.preview': ['publication', 'moderation', 'round', 'desk'],
  'list.history': ['publication', 'moderation', 'desk'],
  'publication.settings': ['publication', 'desk'],
  'folder.show': ['exchange', 'people', 'desk'],
  'progress.list': ['exchange', 'people', 'sheets', 'desk'],
  'conflicts.list': EVERYTHING,
  'conflicts.show': EVERYTHING,
  'record.findings': EVERYTHING,
  'packs.recipients': ['exchange', 'people', 'submissions', 'desk'],
} as const satisfies Partial<Record<MethodName, readonly Topic[]>>;

/** A call that only reads, and so can be kept and read again. */
export type ReadMethod = keyof typeof shows;

const topicsByMethod: ReadonlyMap<unknown, readonly Topic[]> = new Map(Object.entries(shows));

/** Has everything that shows one of these topics read again. */
export async function readAgain(client: QueryClient, topics: readonly Topic[]): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey }) =>
      topicsByMethod.get(queryKey[0])?.some((topic) => topics.includes(topic)) === true,
  });
}

/** Reads a call of the contract, and again whenever the desk says that what it shows has changed. */
export function useCall<Method extends ReadMethod>(
  method: Method,
  input: InputOf<Method>,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<OutputOf<Method>, Refused> {
  const bridge = useBridge();
  return useQuery<OutputOf<Method>, Refused>({
    queryKey: [method, input],
    queryFn: async () => unwrap(await bridge.call(method, input)),
    enabled: options.enabled ?? true,
  });
}

/**
 * Does a call of the contract; the rooms that show what it changes hear of it by event. `then` is heard also when the
 * room that asked has gone meanwhile, as it does when one desk gives way to another.
 */
export function useAct<Method extends MethodName>(
  method: Method,
  then?: (value: OutputOf<Method>) => void,
): UseMutationResult<OutputOf<Method>, Refused, InputOf<Method>> {
  const bridge = useBridge();
  return useMutation<OutputOf<Method>, Refused, InputOf<Method>>({
    mutationFn: async (input) => unwrap(await bridge.call(method, input)),
    ...(then === undefined ? {} : { onSuccess: then }),
  });
}
