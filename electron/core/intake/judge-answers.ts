import type { ItemId, TransitionId } from '../../../shared/domain/ids.ts';
import type { Problem } from '../../../shared/domain/intake.ts';
import { nearest, plainWords } from '../../../shared/domain/likeness.ts';
import type { SelfRating } from '../../../shared/domain/score.ts';
import { type Item, itemsOf, type StandardSet } from '../../../shared/domain/standard-set.ts';
import type { EvidenceReference, Response } from '../../../shared/domain/submission.ts';
import { list } from '../../../shared/domain/words.ts';
import { NOT_APPLICABLE } from './form.ts';
import { type Naming, WORKBOOK } from './naming.ts';
import { gap, note, refusal, rowPlace } from './problems.ts';
import { type AnswerRow, itemName } from './read-assessment.ts';
import type { NamedEvidence } from './read-evidence.ts';
import { tooLong } from './read-organisation.ts';
import { readReferences, reference, sameRef } from './references.ts';

export interface JudgedAnswers {
  readonly transitions: readonly TransitionId[];
  readonly responses: readonly Response[];
  readonly problems: readonly Problem[];
}

const LONGEST = 30_000;

/** What the rows mean for the items that the submission speaks for, and everything that is amiss with them. */
export function judgeAnswers(
  set: StandardSet,
  rows: ReadonlyMap<string, AnswerRow>,
  said: { readonly offered: readonly TransitionId[]; readonly notOffered: readonly TransitionId[] },
  evidence: readonly Pick<NamedEvidence, 'ref' | 'name'>[],
  naming: Naming = WORKBOOK,
): JudgedAnswers {
  const all = itemsOf(
    set,
    set.transitions.map(({ id }) => id),
  );
  if (![...rows.values()].some(({ answered }) => answered))
    return {
      transitions: [],
      responses: [],
      problems: [
        refusal(
          'nothing-answered',
          naming.assessment,
          'No standard is answered. Ask for the form filled in.',
        ),
      ],
    };
  const { transitions, problems } = judgeTransitions(set, all, rows, said, naming);
  const responses: Response[] = [];
  for (const item of itemsOf(set, transitions)) {
    const judged = judgeAnswer(set, item, rows.get(item.id), evidence, naming);
    responses.push(judged.response);
    const wholly = item.transition !== undefined && problems.some((problem) => concerns(problem, item.id));
    if (!wholly) problems.push(...judged.problems);
  }
  return { transitions, responses, problems };
}

type Part = keyof NonNullable<AnswerRow['places']>;

function placeIn({ sheet, row, places }: Pick<AnswerRow, 'sheet' | 'row' | 'places'>, part: Part) {
  return places?.[part] ?? rowPlace(sheet, row);
}

/** Whether a transition's one problem already chases this item. */
function concerns({ code, gaps }: Problem, item: ItemId): boolean {
  return (
    code === 'transition-unanswered' && gaps.some((one) => one.kind === 'rating-missing' && one.item === item)
  );
}

function judgeTransitions(
  set: StandardSet,
  all: readonly Item[],
  rows: ReadonlyMap<string, AnswerRow>,
  {
    offered,
    notOffered,
  }: { readonly offered: readonly TransitionId[]; readonly notOffered: readonly TransitionId[] },
  naming: Naming,
): { transitions: TransitionId[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const transitions: TransitionId[] = [];
  for (const transition of set.transitions) {
    const items = all.filter((item) => item.transition?.id === transition.id);
    const answered = items.flatMap(({ id }) => rows.get(id) ?? []).filter((row) => row.answered);
    const [first] = answered;
    if (offered.includes(transition.id)) {
      transitions.push(transition.id);
      if (items.length > 0 && first === undefined)
        problems.push(
          gap(
            'transition-unanswered',
            naming.assessment,
            `${transition.name} is offered, and none of its ${items.length} rows is answered.`,
            items.flatMap(({ id }) => [
              { kind: 'rating-missing', item: id },
              { kind: 'account-missing', item: id },
            ]),
          ),
        );
    } else if (first !== undefined && notOffered.includes(transition.id)) {
      for (const row of answered)
        problems.push(
          refusal(
            'transition-not-offered',
            placeIn(row, 'rating'),
            `The row answers for ${transition.name}, which ${naming.offers} says is not offered. Change one or the other.`,
          ),
        );
    } else if (first !== undefined) {
      transitions.push(transition.id);
      problems.push(
        note(
          'transitions-not-said',
          naming.organisation,
          `It is not said whether ${transition.name} is offered. Its rows are answered, so it was read as offered.`,
        ),
      );
    }
  }
  const asked = all.some((item) => item.transition !== undefined);
  if (asked && transitions.length === 0)
    problems.push(
      refusal(
        'transitions-not-said',
        naming.organisation,
        `It is not said which transitions are offered, and none is answered. Ask which of ${list(set.transitions.map(({ name }) => name))} it is.`,
      ),
    );
  return { transitions, problems };
}

function judgeAnswer(
  set: StandardSet,
  item: Item,
  row: AnswerRow | undefined,
  evidence: readonly Pick<NamedEvidence, 'ref' | 'name'>[],
  naming: Naming,
): { response: Response; problems: readonly Problem[] } {
  const id = item.id;
  const name = itemName(item);
  const mandatory = item.standard.mandatory;
  const at = (part: Part) => (row === undefined ? { kind: 'item' as const, at: name } : placeIn(row, part));
  const place = at('rating');
  const ratingMissing = { kind: 'rating-missing', item: id } as const;
  const accountMissing = { kind: 'account-missing', item: id } as const;
  if (row === undefined || !row.answered) {
    const code = mandatory ? 'mandatory-empty' : 'answer-empty';
    const sentence = mandatory ? `${name} is mandatory and was left empty.` : `${name} was left empty.`;
    return {
      response: {
        item: id,
        selfRating: { kind: 'none' },
        account: '',
        reason: '',
        action: '',
        references: [],
      },
      problems: [gap(code, place, sentence, [ratingMissing, accountMissing])],
    };
  }
  const problems: Problem[] = [];
  const rating = readRating(set, row.rating);
  if (rating === undefined)
    problems.push(gap('rating-off-scale', place, offScale(set, row.rating), [ratingMissing]));
  else if (rating.kind === 'none')
    problems.push(
      gap('rating-empty', place, `${name} ${mandatory ? 'is mandatory and ' : ''}has no rating.`, [
        ratingMissing,
      ]),
    );
  if (rating?.kind === 'not-applicable') {
    if (row.reason === '' && row.account === '')
      problems.push(
        gap(
          'not-applicable-without-reason',
          at('reason'),
          `${name} is said to be not applicable, without a reason. Ask why it does not apply.`,
          [accountMissing],
        ),
      );
  } else if (row.account === '')
    problems.push(
      gap('account-empty', at('account'), `${name} ${mandatory ? 'is mandatory and ' : ''}has no account.`, [
        accountMissing,
      ]),
    );
  const text = (what: string, part: 'account' | 'reason' | 'action') => {
    const words = row[part];
    if (words.length > LONGEST) problems.push(tooLong(what, words.length, LONGEST, at(part)));
    return words;
  };
  return {
    response: {
      item: id,
      selfRating: rating ?? { kind: 'none' },
      account: text('The account', 'account'),
      reason: text('The reason', 'reason'),
      action: text('What was done since last year', 'action'),
      references: judgeReferences(row, evidence, problems, 'E', naming),
    },
    problems,
  };
}

/** Undefined when it is off the scale. A level may be said by its name or by its number. */
function readRating(set: StandardSet, words: string): SelfRating | undefined {
  const plain = plainWords(words).replace(/[\s.,;!]+$/, '');
  if (plain === '') return { kind: 'none' };
  const level = set.scale.find(({ name, value }) => plainWords(name) === plain || String(value) === plain);
  if (level !== undefined) return { kind: 'level', level: level.value };
  return [plainWords(NOT_APPLICABLE), 'n/a', 'na', 'n.a'].includes(plain)
    ? { kind: 'not-applicable' }
    : undefined;
}

/** "The rating ‘Gren’ is not on the scale. Use Not met, Partly met or Met." */
function offScale(set: StandardSet, words: string): string {
  const names = set.scale.map(({ name }) => name);
  const [near] = nearest(words, [...names, NOT_APPLICABLE]);
  const meant = near === undefined ? '' : ` It may mean ${near}.`;
  return `The rating ‘${words.slice(0, 60)}’ is not on the scale.${meant} Use ${list(names, 'or')}.`;
}

/** A spreadsheet makes a day of "4-6" where a cell was not kept as text: which pages were meant cannot be told. */
function pagesNotDate(words: string, place: Problem['place'], problems: Problem[]): string {
  if (!A_DAY.test(words)) return words;
  problems.push(
    note(
      'reference-unreadable',
      place,
      `The pages have become a date, ${words}, as a spreadsheet makes of 4-6. They are left out. Ask which pages are meant.`,
    ),
  );
  return '';
}

const A_DAY = /^\d{1,2} [A-Z][a-z]{2,8} \d{4}$/;

/** `letter`: what references that are on no sheet begin with. */
export function judgeReferences(
  row: Pick<AnswerRow, 'sheet' | 'row' | 'evidence' | 'places'>,
  evidence: readonly Pick<NamedEvidence, 'ref' | 'name'>[],
  problems: Problem[],
  letter = 'E',
  naming: Naming = WORKBOOK,
): EvidenceReference[] {
  const refs = evidence.map(({ ref }) => ref);
  const place = placeIn(row, 'evidence');
  const read: EvidenceReference[] = [];
  for (const { words, pages: written } of row.evidence) {
    const pages = pagesNotDate(written, place, problems);
    const named = evidence.find(({ name }) => plainWords(name) === plainWords(words));
    const { references, unread } = readReferences(named?.ref ?? words, refs, letter);
    if (words === '' && pages !== '')
      problems.push(
        note(
          'reference-unreadable',
          place,
          `The pages ‘${pages.slice(0, 60)}’ stand beside no reference. They are left out.`,
        ),
      );
    for (const one of unread)
      problems.push(
        note(
          'reference-unreadable',
          place,
          `‘${one.slice(0, 60)}’ names no ${naming.nameable}. What names none is left out.`,
        ),
      );
    const [only] = references;
    if (references.length === 1 && only !== undefined && only.pages === '')
      read.push(reference(only.ref, pages.slice(0, 100)));
    else read.push(...references);
  }
  const distinct = read.filter(
    (one, at) => read.findIndex((other) => other.ref === one.ref && other.pages === one.pages) === at,
  );
  for (const ref of new Set(distinct.map((one) => one.ref)))
    if (!refs.some((known) => sameRef(known, ref)))
      problems.push(
        gap('reference-unknown', place, `${ref} is not ${naming.listed}. Ask which file it is.`, [
          { kind: 'evidence-missing', ref: ref.slice(0, 20), name: '' },
        ]),
      );
  return distinct.slice(0, 100);
}
