import { dayInWords } from '../../../../shared/domain/dates.ts';
import type { Instant } from '../../../../shared/domain/ids.ts';
import type { Problem } from '../../../../shared/domain/intake.ts';
import { nearest, plainWords } from '../../../../shared/domain/likeness.ts';
import type { SentBatch } from '../../../../shared/domain/replies.ts';
import type { EvidenceItem } from '../../../../shared/domain/submission.ts';
import type { RegisteredOrganisation } from '../find-organisation.ts';
import type { FoundFile } from '../match-evidence.ts';
import { note, refusal, rowPlace, sheetPlace } from '../problems.ts';
import { SHEETS } from './form.ts';
import type { ReadReply } from './read.ts';

/** A questions workbook that was read, with the place it was picked from. */
export interface ReadReplyForm {
  readonly path: string;
  readonly reply: ReadReply;
  /** Files that lie in the workbook itself. */
  readonly inside: readonly FoundFile[];
}

export interface ReplyInput {
  readonly round: { readonly id: string };
  readonly organisations: readonly RegisteredOrganisation[];
  readonly batches: readonly SentBatch[];
  /** Files of the submission as it stands, which an answer may point to as well. */
  readonly evidenceOf: (organisation: string) => readonly Pick<EvidenceItem, 'ref' | 'name'>[];
  readonly receivedAt: Instant;
}

/** To which questions it replies: by its mark; where that was lost, by the words of its questions. */
export function findBatch(
  { reply: { mark, rows } }: ReadReplyForm,
  { round, organisations, batches }: Pick<ReplyInput, 'round' | 'organisations' | 'batches'>,
): { batch: SentBatch | undefined; problems: readonly Problem[] } {
  const place = sheetPlace(SHEETS.questions);
  const no = (...problems: readonly Problem[]) => ({ batch: undefined, problems });
  if (mark === 'later')
    return no(
      refusal(
        'not-our-form',
        place,
        'The workbook was made by a later version of Award Panel. Bring this computer up to date first.',
      ),
    );
  if (mark === undefined) {
    const asked = new Set(rows.map(({ question }) => plainWords(question)).filter((words) => words !== ''));
    const alike = batches.filter(
      ({ questions }) =>
        questions.length === asked.size && questions.every(({ words }) => asked.has(plainWords(words))),
    );
    const [only] = alike;
    if (only === undefined || alike.length > 1)
      return no(
        refusal(
          'mark-lost',
          place,
          'The workbook has lost the line that says which questions it answers, and its questions are not known by their words. Ask for the answers in the workbook as it was sent.',
        ),
      );
    return {
      batch: only,
      problems: [
        note(
          'mark-lost',
          place,
          `The workbook has lost the line that says which questions it answers. By their words they are those sent to ${only.name} on ${dayInWords(only.sentOn)}.`,
        ),
      ],
    };
  }
  if (mark.round !== round.id)
    return no(
      refusal(
        'other-round',
        place,
        `It answers questions of another round, ‘${mark.round}’. Open that round to take it in.`,
      ),
    );
  const organisation = organisations.find(({ id }) => id === mark.organisation);
  if (organisation === undefined) {
    const near = nearest(
      mark.organisation,
      organisations.map(({ id }) => id),
      1,
    );
    return no(
      refusal(
        'unknown-organisation',
        place,
        `‘${mark.organisation}’ is not an organisation in this round.${near[0] === undefined ? '' : ` It may be ‘${near[0]}’.`} Ask for the answers in the workbook as it was sent.`,
      ),
    );
  }
  const batch = batches.find((each) => each.batch === mark.batch);
  if (batch === undefined)
    return no(
      refusal(
        'unknown-batch',
        place,
        `The questions that it answers were not sent to ${organisation.name} as far as this computer knows. Take it in where they were sent from, or ask for the answers in the workbook as it was sent.`,
      ),
    );
  if (batch.organisation !== mark.organisation)
    return no(
      refusal(
        'batch-of-another',
        place,
        `The workbook calls itself ${organisation.name}’s, and its questions were sent to ${batch.name}. Ask whose answers they are.`,
      ),
    );
  const strays = rows.filter((row) => row.batch !== '' && row.batch !== mark.batch);
  return {
    batch,
    problems: strays.map((row) =>
      refusal(
        'row-of-another',
        rowPlace(row.sheet, row.row),
        'The row was copied from the workbook of other questions. Ask for each workbook by itself.',
      ),
    ),
  };
}
