import type { AskedClarification } from '../../../shared/contract/clarifications.ts';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import { count } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { useCall } from '../../app/queries.ts';
import { ChairSays } from '../../components/asking/chair-says.tsx';
import { Link } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Tag } from '../../components/tag.tsx';
import { AnswerForm } from './answer-form.tsx';
import styles from './clarifications.module.css';

/** What assessors ask about the standards, for the chair to answer and the administrator to see. */
export function Clarifications() {
  const asked = useCall('clarifications.list', {});
  const standards = useCall('standards.show', {});
  const desk = useCall('desk.show', {});
  if (asked.isPending || standards.isPending || desk.isPending) return <Loading />;
  if (asked.isError) return <Failed error={asked.error} again={() => void asked.refetch()} />;
  if (standards.isError) return <Failed error={standards.error} again={() => void standards.refetch()} />;
  const person = desk.data?.person;
  const chairs = person?.roles.some((role) => role === 'chair' || role === 'deputy') === true;
  const waiting = asked.data.filter(({ given }) => given.length === 0).length;
  return (
    <Page
      title="Questions about the standards"
      beside={waiting === 0 ? undefined : `${count(waiting, 'question')} to answer`}
      narrow
    >
      <Bar crumbs={['Moderate', 'Questions about the standards']} />
      {asked.data.length === 0 ? (
        <Empty
          title="No assessor has asked anything"
          action={<Link to="/moderate">See all submissions</Link>}
        >
          <p>An assessor asks beside a standard, and the question comes here with their next file.</p>
        </Empty>
      ) : (
        <>
          <p>
            Each assessor asks without knowing what others ask. Answer whoever asked alone, or tell everyone
            in your own words, which name nobody. {!chairs && 'The chair or the deputy answers them.'}
          </p>
          <ul className={styles.list}>
            {asked.data.map((each) => (
              <One
                key={`${each.asker} ${each.clarification}`}
                asked={each}
                set={standards.data.set}
                chair={chairs ? person?.name : undefined}
              />
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

interface OneProps {
  readonly asked: AskedClarification;
  readonly set: StandardSet;
  /** Who answers here; nobody where this is only to read. */
  readonly chair: string | undefined;
}

function One({ asked, set, chair }: OneProps) {
  const { standard, words, askedBy, askedAt, given } = asked;
  const wording = set.sections
    .flatMap(({ standards }) => standards)
    .find(({ number }) => number === standard)?.wording;
  const heading = `asked-${asked.clarification}`;
  return (
    <li className={styles.one}>
      <article aria-labelledby={heading}>
        <h2 id={heading}>
          {standard} {wording}
        </h2>
        <p className={styles.soft}>
          <Tag look={given.length === 0 ? 'partly' : 'met'}>
            {given.length === 0 ? 'To answer' : 'Answered'}
          </Tag>{' '}
          {askedBy}, {dayInWords(dayInLondon(askedAt))}
        </p>
        <p className={styles.words}>{words}</p>
        {given.map((each) => (
          <div key={String(each.toEveryone)}>
            <ChairSays given={each} to={each.toEveryone ? undefined : askedBy} />
            {each.conflict && (
              <p className={styles.caution}>
                Two people answered this without seeing each other, and both answers are kept. Answer once
                more to say which stands, or <Link to="/round/two-versions">choose between them</Link>.
              </p>
            )}
          </div>
        ))}
        {chair !== undefined && <AnswerForm asked={asked} chair={chair} />}
      </article>
    </li>
  );
}
