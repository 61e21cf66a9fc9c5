import { type SearchHit, SearchKind } from '../../shared/contract/evidence.ts';
import type { InputOf, OutputOf } from '../../shared/contract/table.ts';
import { SubmissionId } from '../../shared/domain/ids.ts';
import { count, inDigits, list } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import { organisationNamed } from './named.ts';
import { type DeskVerb, WrongUsage } from './verb.ts';

const USUAL_LIMIT = 20;
const MOST = 200;

/** The same hits as the room's, in the same order; reads first whatever evidence was not read yet. */
export const searchVerb: DeskVerb = {
  name: 'search',
  about:
    'Find words in evidence, accounts and standards: “a phrase” in quotes, the beginning of a word with a star',
  operands: { words: 'WORDS', least: 1, most: 50 },
  options: {
    organisation: { value: 'ORGANISATION', about: 'Only what this organisation sent' },
    submission: { value: 'SUBMISSION', about: 'Only in this submission, by its name on the record' },
    kind: {
      value: 'KIND,…',
      about: `Only in what is of these kinds: ${SearchKind.options.join(', ')}`,
    },
    limit: { value: 'N', about: `How many to show, up to ${MOST}; ${USUAL_LIMIT} where it is left out` },
  },
  async run(desk, given) {
    const limit = readLimit(given.text('limit'));
    const named = given.text('organisation');
    const organisation = named === undefined ? undefined : await organisationNamed(desk, named);
    const scope = readScope(given.text('submission'));
    const kinds = readKinds(given.text('kind'));
    const progress = await ask(desk, 'evidence.readAll', {});
    const found = await ask(desk, 'evidence.search', {
      words: given.words.join(' '),
      scope,
      ...(organisation === undefined ? {} : { organisation: organisation.id }),
      ...(kinds === undefined ? {} : { kinds }),
      limit,
      offset: 0,
    });
    const unreadable =
      progress.unreadable === 0 ? [] : [`${count(progress.unreadable, 'file')} could not be read.`];
    return { value: found, text: [...found.hits.map(told), ...summaryOf(found), ...unreadable].join('\n') };
  },
};

function readScope(words: string | undefined): InputOf<'evidence.search'>['scope'] {
  if (words === undefined) return { kind: 'round' };
  const submission = SubmissionId.safeParse(words);
  if (!submission.success) throw new WrongUsage(`‘${words}’ is not the name of a submission.`, searchVerb);
  return { kind: 'submission', submission: submission.data };
}

function readKinds(words: string | undefined): SearchKind[] | undefined {
  return words?.split(',').map((word) => {
    const kind = SearchKind.safeParse(word.trim().toLowerCase());
    if (kind.success) return kind.data;
    throw new WrongUsage(`‘${word.trim()}’ is none of ${list(SearchKind.options)}.`, searchVerb);
  });
}

function readLimit(words: string | undefined): number {
  if (words === undefined) return USUAL_LIMIT;
  const limit = Number(words);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new WrongUsage(`‘${words}’ is not a number from 1 to ${MOST}.`, searchVerb);
  return limit;
}

function told(hit: SearchHit): string {
  return `${whereOf(hit)}\n  ${hit.snippet.text}\n`;
}

/** "Riverbend (sample), E4 policy.pdf, Page 3". */
function whereOf({ source, places, item, enclosed, leaf }: SearchHit): string {
  const [first, ...others] = places;
  if (first === undefined) return `Standard ${item ?? ''}`;
  const more = others.length === 0 ? '' : ` and ${count(others.length, 'other')}`;
  if (source === 'account') return `${first.organisationName}, what they say for ${item ?? ''}`;
  const file = enclosed === undefined ? first.name : `${enclosed} in ${first.name}`;
  const label = leaf === undefined || leaf.label === '' ? '' : `, ${leaf.label}`;
  return `${first.organisationName}${more}, ${first.ref} ${file}${label}`;
}

function summaryOf({ hits, total, more, remark }: OutputOf<'evidence.search'>): readonly string[] {
  const all = more ? `more than ${inDigits(total)} places` : count(total, 'place');
  const shown = hits.length < total ? `, the first ${inDigits(hits.length)} of them shown` : '';
  return [...(remark === undefined ? [] : [remark]), `Found in ${all}${shown}.`];
}
