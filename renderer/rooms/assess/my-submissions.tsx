import { useState } from 'react';
import { useLocation } from 'wouter';
import type { MySubmission, SheetState } from '../../../shared/contract/sheets.ts';
import {
  dayInLondon,
  dayInWords,
  dueInWords,
  instantOf,
  momentInWords,
} from '../../../shared/domain/dates.ts';
import type { Day } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { useCall } from '../../app/queries.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { Link } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Tag, type TagLook } from '../../components/tag.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { DeclareInterests } from './declare-interests.tsx';
import { DraftCopyNotice } from './draft-copy-notice.tsx';
import styles from './my-submissions.module.css';

/** What this assessor is to score, how far each has come, and the next thing to do. */
export function MySubmissions() {
  const mine = useCall('sheets.mine', {});
  const round = useCall('round.show', {});
  const [, goTo] = useLocation();
  const [today] = useState(() => dayInLondon(instantOf(new Date())));
  const next = nextOf(mine.data ?? []);
  useShortcut(
    { keys: 'Alt+U', does: 'Next standard that is not scored' },
    () => next !== undefined && goTo(placeOf(next)),
    next !== undefined,
  );
  if (mine.isPending) return <Loading />;
  if (mine.isError) return <Failed error={mine.error} again={() => void mine.refetch()} />;
  const submitted = mine.data.filter((sheet) => sheet.state === 'submitted').length;
  const due = round.data?.dates.scoresDue;
  const toSend = mine.data.filter((sheet) => sheet.toSend).length;

  return (
    <Page
      title="My submissions"
      beside={due === undefined ? undefined : whenDue(due, today, mine.data)}
      actions={
        next !== undefined && (
          <Link to={placeOf(next)} look="main">
            {wordsToGoOn(next)}
          </Link>
        )
      }
    >
      <Bar crumbs={['My submissions']} status={`${submitted} of ${mine.data.length} submitted`} />
      {mine.data.length === 0 ? (
        <Empty
          title="No submission is assigned to you yet"
          action={
            <Link to="/exchange" look="main">
              Open a round file
            </Link>
          }
        >
          <p>The administrator sends you a round file with the submissions that you are to score.</p>
        </Empty>
      ) : (
        <>
          <p>{leftInWords(mine.data)}</p>
          {toSend > 0 && (
            <p className={styles.toSend}>
              {count(toSend, 'sheet')} {toSend === 1 ? 'is' : 'are'} submitted and not sent back yet.{' '}
              <Link to="/exchange">Send {toSend === 1 ? 'it' : 'them'} back</Link>
            </p>
          )}
          <DraftCopyNotice />
          <ul className={styles.list}>
            {mine.data.map((sheet) => (
              <OneSheet key={sheet.submission} sheet={sheet} />
            ))}
          </ul>
        </>
      )}
      <DeclareInterests />
    </Page>
  );
}

function OneSheet({ sheet }: { readonly sheet: MySubmission }) {
  const { state, scored, items } = sheet;
  const [words, look] = wordsOf(state, scored, items);
  return (
    <li className={styles.sheet}>
      <h2>
        <Link to={`/assess/${sheet.submission}`}>{sheet.name}</Link>
      </h2>
      <span className={styles.tags}>
        <Tag look={look}>{words}</Tag>
        {sheet.calibration !== undefined && (
          <Tag look="grey">{sheet.calibration === 'to-score' ? 'Calibration: due first' : 'Calibration'}</Tag>
        )}
        {sheet.toConfirm !== undefined && <Tag look="adjusted">Entered by {sheet.toConfirm}: confirm</Tag>}
        {sheet.lookAgain > 0 && (
          <Tag look="adjusted">{count(sheet.lookAgain, 'standard')} to look at again</Tag>
        )}
      </span>
      <span className={styles.progress}>
        <progress value={scored} max={Math.max(1, items)} aria-label={`${sheet.name}: scored`} />
        {scored} of {items} scored
      </span>
      <span className={styles.detail}>
        {count(sheet.evidenceFiles, 'evidence file')}
        {sheet.nextUnscored !== undefined && state !== 'submitted' && (
          <> · next {standardOf(sheet.nextUnscored)}</>
        )}
        {sheet.changed > 0 && <> · {newerVersion(sheet)}</>}
        {askedInWords(sheet.questions) !== '' && <> · {askedInWords(sheet.questions)}</>}
        {sheet.replied > 0 && <> · a reply came to {count(sheet.replied, 'standard')}</>} ·{' '}
        <Link to={`/assess/${sheet.submission}/paper`}>
          Paper form<VisuallyHidden> of {sheet.name}</VisuallyHidden>
        </Link>
        {sheet.calibration === 'scored' && <> · what others gave shows once the chair opens it</>}
        {sheet.calibration === 'opened' && (
          <>
            {' '}
            · <Link to={`/assess/${sheet.submission}/compared`}>See how the panel scored it</Link>
          </>
        )}
      </span>
      <span className={styles.when}>{whenOf(sheet)}</span>
    </li>
  );
}

/**
 * Where the work goes on: the calibration sheet; then one that is begun, one that is not, and one that only waits to be
 * submitted.
 */
function nextOf(sheets: readonly MySubmission[]): MySubmission | undefined {
  const open = sheets.filter(({ state }) => state !== 'submitted');
  const left = open.filter(({ nextUnscored }) => nextUnscored !== undefined);
  const calibration = open.find((sheet) => sheet.calibration !== undefined);
  return calibration ?? left.find(({ scored }) => scored > 0) ?? left[0] ?? open[0];
}

/** Its next standard that is not scored; where all are, the place where its assessor was. */
function placeOf({ submission, nextUnscored }: MySubmission): string {
  return nextUnscored === undefined ? `/assess/${submission}` : `/assess/${submission}/at/${nextUnscored}`;
}

function whenDue(due: Day, today: Day, sheets: readonly MySubmission[]): string {
  const done = sheets.length > 0 && sheets.every(({ state }) => state === 'submitted');
  return done ? `Scores due ${dayInWords(due)}` : `Scores ${dueInWords(due, today)}`;
}

/** "3 sheets are left, with 45 standards to score." */
function leftInWords(sheets: readonly MySubmission[]): string {
  const open = sheets.filter(({ state }) => state !== 'submitted');
  if (open.length === 0) return 'You have submitted every sheet.';
  const standards = open.reduce((sum, { items, scored }) => sum + items - scored, 0);
  const left = `${count(open.length, 'sheet')} ${open.length === 1 ? 'is' : 'are'} left`;
  return standards === 0
    ? `${left}, with every standard scored: check and submit.`
    : `${left}, with ${count(standards, 'standard')} to score.`;
}

/** "1 question of yours waits, 2 answered"; nothing where none was asked. */
function askedInWords({ waiting, answered }: MySubmission['questions']): string {
  const waits =
    waiting === 0 ? '' : `${count(waiting, 'question')} of yours ${waiting === 1 ? 'waits' : 'wait'}`;
  if (answered === 0) return waits;
  return waits === '' ? `${count(answered, 'question')} of yours answered` : `${waits}, ${answered} answered`;
}

/** Why scored standards are to be looked at again. */
function newerVersion({ version, scoredVersion }: MySubmission): string {
  const came = `version ${version.number} came ${dayInWords(dayInLondon(version.receivedAt))}`;
  return scoredVersion === undefined
    ? came
    : `you scored version ${scoredVersion}, ${came}. Recall your scores to change them`;
}

function wordsToGoOn(sheet: MySubmission): string {
  if (sheet.scored === 0) return `Begin with ${sheet.name}`;
  return sheet.scored < sheet.items ? `Go on with ${sheet.name}` : `Check and submit ${sheet.name}`;
}

function wordsOf(state: SheetState, scored: number, items: number): readonly [string, TagLook] {
  switch (state) {
    case 'submitted':
      return ['Submitted', 'met'];
    case 'returned':
      return ['Sent back to you', 'adjusted'];
    case 'recalled':
      return ['Recalled', 'partly'];
    case 'draft':
      if (scored === 0) return ['Not begun', 'line'];
      return scored < items ? ['Begun', 'partly'] : ['Ready to submit', 'partly'];
  }
}

function whenOf({ state, at }: MySubmission): string {
  if (at === undefined) return '';
  return state === 'submitted' ? `Submitted ${dayInWords(dayInLondon(at))}` : `Saved ${momentInWords(at)}`;
}

/** "3.3/return-to-practice" is 3.3 to a reader. */
function standardOf(item: string): string {
  return item.split('/')[0] ?? item;
}
