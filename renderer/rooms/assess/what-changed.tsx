import type { LookAgain, SheetView } from '../../../shared/contract/sheets.ts';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import type { Response } from '../../../shared/domain/submission.ts';
import {
  CHANGED_PARTS,
  type ChangedPart,
  fileChangeInWords,
  partInWords,
} from '../../../shared/domain/version-changes.ts';
import { count, list } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button } from '../../components/button.tsx';
import { sentenceOf } from '../../components/states.tsx';
import { LevelTag } from '../../components/tag.tsx';
import { isOpen } from './use-scores.ts';
import styles from './what-changed.module.css';

interface WhatChangedProps {
  readonly sheet: SheetView;
  readonly change: LookAgain;
}

/** What a newer version says other than the one that was scored, old beside new, until it is looked at. */
export function WhatChanged({ sheet, change }: WhatChangedProps) {
  const looked = useAct('sheets.lookedAt');
  const announce = useAnnounce();
  const { item, parts, before, after, files, since, replies } = change;
  const shown = CHANGED_PARTS.filter((part) => part !== 'files' && parts.includes(part));
  return (
    <section className={styles.changed} aria-label="What changed">
      <p>
        <b>Look again.</b>{' '}
        {parts.length > 0 && (
          <>
            Version {sheet.versionNumber} came {dayInWords(dayInLondon(sheet.receivedAt))}. Since version{' '}
            {since}, which you read, {list(parts.map(partInWords))} changed.{' '}
          </>
        )}
        {replies.length > 0 &&
          `A reply came: the organisation has answered ${count(replies.length, 'question')} about it since you scored it.`}
      </p>
      {shown.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Version {since}</th>
              <th scope="col">Version {sheet.versionNumber}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((part) => (
              <tr key={part}>
                <td>
                  <Said sheet={sheet} part={part} response={before} />
                </td>
                <td>
                  <Said sheet={sheet} part={part} response={after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={`${file.kind} ${file.ref}`}>{fileChangeInWords(file)}.</li>
          ))}
        </ul>
      )}
      {isOpen(sheet) ? (
        <Button
          look="quiet"
          small
          isPending={looked.isPending}
          onPress={() =>
            looked.mutate(
              { submission: sheet.submission, item },
              { onSuccess: () => announce('Looked at. Your score stays as it is.') },
            )
          }
        >
          I have looked: my score stays
        </Button>
      ) : (
        <p>
          {sheet.moderationOpen
            ? 'Moderation has opened. The chair sees which version you scored.'
            : 'Recall your scores to change them.'}
        </p>
      )}
      {looked.isError && <p role="alert">{sentenceOf(looked.error)}</p>}
    </section>
  );
}

interface SaidProps {
  readonly sheet: SheetView;
  readonly part: ChangedPart;
  readonly response: Response | undefined;
}

/** One part of an answer as one version has it. */
function Said({ sheet, part, response }: SaidProps) {
  if (response === undefined) return <span className={styles.nothing}>No answer</span>;
  if (part === 'rating')
    return <LevelTag scale={sheet.set.scale} outcome={response.selfRating} empty="No rating of their own" />;
  const words = wordsOf(part, response);
  if (words.trim() === '') return <span className={styles.nothing}>Nothing</span>;
  return <span className={styles.words}>{words}</span>;
}

function wordsOf(part: Exclude<ChangedPart, 'rating'>, response: Response): string {
  switch (part) {
    case 'account':
    case 'reason':
    case 'action':
      return response[part];
    case 'references':
    case 'files':
      return response.references
        .map(({ ref, pages }) => (pages.trim() === '' ? ref : `${ref}, ${pages}`))
        .join('; ');
  }
}
