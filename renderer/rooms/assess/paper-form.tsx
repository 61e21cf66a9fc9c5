import type { SheetView } from '../../../shared/contract/sheets.ts';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { type SelfRating, sameOutcome } from '../../../shared/domain/score.ts';
import { type Item, itemsOf, levelOf, type StandardSet } from '../../../shared/domain/standard-set.ts';
import { Bar } from '../../app/bar.tsx';
import { useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { nameOf, pagesOf, titleOf } from './names.ts';
import styles from './paper-form.module.css';
import { fileOf } from './what-they-say.tsx';

/** A sheet to be scored with a pen: what the assessor's own sheet holds, and room to write the rest. */
export function PaperForm({ submission }: { readonly submission: SubmissionId }) {
  const sheet = useCall('sheets.open', { submission });
  const desk = useCall('desk.show', {});
  const round = useCall('round.show', {});
  if (sheet.isPending || desk.isPending) return <Loading words="Opening the submission" />;
  if (sheet.isError) return <Failed error={sheet.error} again={() => void sheet.refetch()} />;
  const view = sheet.data;
  const due = round.data?.dates.scoresDue;
  const items = itemsOf(view.set, view.transitions).filter(({ id }) => view.items.includes(id));
  return (
    <Page
      title="Paper form"
      beside={view.name}
      actions={
        <>
          <Link to={`/assess/${submission}`} look="quiet">
            Score it here instead
          </Link>
          <Button onPress={() => window.print()}>Print this form</Button>
        </>
      }
    >
      <Bar crumbs={['My submissions', view.name, 'Paper form']} />
      <p className={styles.lead}>
        Write on it, then type what you wrote into Award Panel: only what is typed counts. It holds your own
        scores so far and nobody else’s.
      </p>
      <article className={styles.form} data-print="form">
        <h2>{view.name}</h2>
        <p>
          {view.round.title}. Version {view.versionNumber}, received{' '}
          {dayInWords(dayInLondon(view.receivedAt))}.{due !== undefined && ` Scores due ${dayInWords(due)}.`}
        </p>
        <p>Assessor: {desk.data?.person?.name ?? ''}. Notes and feedback can be disclosed.</p>
        <Evidence view={view} />
        {items.map((item, at) => (
          <section key={item.id} className={styles.item} aria-label={nameOf(item)}>
            {items[at - 1]?.section.number !== item.section.number && (
              <h3>
                {item.section.number} {item.section.title}
              </h3>
            )}
            <OneItem item={item} view={view} />
          </section>
        ))}
      </article>
    </Page>
  );
}

function Evidence({ view: { evidence } }: { readonly view: SheetView }) {
  if (evidence.length === 0) return <p>No evidence was sent.</p>;
  return (
    <p>
      <b>Evidence: </b>
      {evidence.map((file) => `${file.ref} ${titleOf(file)}`).join('; ')}.
    </p>
  );
}

function OneItem({ item, view }: { readonly item: Item; readonly view: SheetView }) {
  const { standard, transition } = item;
  const score = view.scores.find((each) => each.item === item.id);
  return (
    <>
      <h4>
        {standard.number} {standard.wording}
        {transition !== undefined && ` (${transition.name})`}
        {standard.mandatory && ' Mandatory.'}
      </h4>
      <TheirAnswer item={item} view={view} />
      <ul className={styles.levels}>
        {view.set.scale.map(({ value, name, descriptor }) => (
          <Choice
            key={value}
            on={sameOutcome(score?.outcome, { kind: 'level', level: value })}
            words={`${name}: ${standard.descriptors?.[String(value)] ?? descriptor}`}
          />
        ))}
        <Choice on={score?.outcome?.kind === 'not-applicable'} words="Does not apply" />
        <Choice on={score?.outcome?.kind === 'cannot-judge'} words="Cannot judge from this evidence" />
      </ul>
      <Room label="Note for the panel" typed={score?.note} lines="four" />
      <Room label="Feedback for the organisation" typed={score?.feedback} lines="two" />
      <Room label="Files and pages relied on" typed={undefined} lines="one" />
    </>
  );
}

function TheirAnswer({ item, view }: { readonly item: Item; readonly view: SheetView }) {
  const response = view.responses.find((each) => each.item === item.id);
  if (response === undefined) return <p>They gave no answer to this standard.</p>;
  const { selfRating, account, reason, action, references } = response;
  const files = references.map((reference) => {
    const file = fileOf(reference, view.evidence);
    const pages = pagesOf(reference);
    return `${reference.ref}${file === undefined ? ' (not received)' : ''}${pages === '' ? '' : `, ${pages}`}`;
  });
  return (
    <div className={styles.answer}>
      <p>
        <b>They say: </b>
        {ratingWords(view.set, selfRating)}
      </p>
      {account.trim() !== '' && <p>{account}</p>}
      {reason.trim() !== '' && <p>Why it does not apply: {reason}</p>}
      {action.trim() !== '' && <p>Since last year: {action}</p>}
      <p>{files.length === 0 ? 'They point to no evidence for this.' : `Evidence: ${files.join('; ')}.`}</p>
    </div>
  );
}

function ratingWords(set: StandardSet, rating: SelfRating): string {
  switch (rating.kind) {
    case 'level':
      return levelOf(set, rating.level)?.name ?? String(rating.level);
    case 'not-applicable':
      return 'Does not apply';
    case 'none':
      return 'No rating';
  }
}

/** A box to tick, ticked where it is chosen already. */
function Choice({ on, words }: { readonly on: boolean; readonly words: string }) {
  return (
    <li>
      <span aria-hidden="true" className={styles.box}>
        {on ? '✕' : ''}
      </span>
      {words}
      {on && <b> (chosen)</b>}
    </li>
  );
}

interface RoomProps {
  readonly label: string;
  /** What stands in the sheet already. */
  readonly typed: string | undefined;
  readonly lines: 'one' | 'two' | 'four';
}

function Room({ label, typed = '', lines }: RoomProps) {
  return (
    <div className={styles.room}>
      <b>{label}</b>
      {typed.trim() !== '' && <p>{typed}</p>}
      <div className={styles[lines]} />
    </div>
  );
}
