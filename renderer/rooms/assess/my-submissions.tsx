import type { MySubmission, SheetState } from '../../../shared/contract/sheets.ts';
import { dayInLondon, dayInWords, momentInWords } from '../../../shared/domain/dates.ts';
import { count } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { useCall } from '../../app/queries.ts';
import { Link } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Tag, type TagLook } from '../../components/tag.tsx';
import { DeclareInterests } from './declare-interests.tsx';
import styles from './my-submissions.module.css';

/** What this assessor is to score, how far each has come, and the next thing to do. */
export function MySubmissions() {
  const mine = useCall('sheets.mine', {});
  const round = useCall('round.show', {});
  if (mine.isPending) return <Loading />;
  if (mine.isError) return <Failed error={mine.error} again={() => void mine.refetch()} />;
  const submitted = mine.data.filter((sheet) => sheet.state === 'submitted').length;
  const due = round.data?.dates.scoresDue;
  const next = mine.data.find(
    (sheet) => sheet.state !== 'submitted' && sheet.scored > 0 && sheet.scored < sheet.items,
  );
  const first = next ?? mine.data.find((sheet) => sheet.state !== 'submitted');

  return (
    <Page
      title="My submissions"
      beside={due === undefined ? undefined : `Scores due ${dayInWords(due)}`}
      actions={
        first !== undefined && (
          <Link to={`/assess/${first.submission}`} look="main">
            {wordsToGoOn(first)}
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
        <ul className={styles.list}>
          {mine.data.map((sheet) => (
            <OneSheet key={sheet.submission} sheet={sheet} />
          ))}
        </ul>
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
        {sheet.lookAgain > 0 && <> · {newerVersion(sheet)}</>}
      </span>
      <span className={styles.when}>{whenOf(sheet)}</span>
    </li>
  );
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
