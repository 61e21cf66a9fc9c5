import { useState } from 'react';
import type { RehearsalView, RehearsedOrganisation } from '../../../shared/contract/intake.ts';
import { bytesInWords, count, list } from '../../../shared/domain/words.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { ErrorSummary, errorOf, type Problem } from '../../components/error-summary.tsx';
import { Checkbox, Field } from '../../components/field.tsx';
import { Facts, Row } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import { LooseMails } from './loose-mails.tsx';
import { OfferedFiles } from './offered-files.tsx';
import { bySeverity, gapsOf, none, Problems, type Rehearsed, toggled, verdicts } from './rehearsed.tsx';
import { RehearsedReply } from './rehearsed-reply.tsx';
import styles from './submissions.module.css';
import { VersionChanges } from './version-changes.tsx';

interface Accepted {
  readonly key: string;
  readonly acceptGaps: boolean;
  readonly lateReason: string;
  readonly decline: string[];
}

interface RehearsalProps {
  readonly rehearsal: RehearsalView;
  readonly onAccept: (chosen: { readonly organisations: Accepted[]; readonly replies: Accepted[] }) => void;
  /** Reads everything again, with this e-mail as that organisation's. */
  readonly onTakeMail: (mail: RehearsalView['mails'][number]) => void;
  readonly onLeave: () => void;
}

/** What was found, organisation by organisation and reply by reply, and the choice of what to write. */
export function Rehearsal({ rehearsal, onAccept, onTakeMail, onLeave }: RehearsalProps) {
  const { organisations, replies, unplaced, mails } = rehearsal;
  const all: readonly Rehearsed[] = [...organisations, ...replies];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(all.filter(({ verdict, late }) => verdict === 'ready' && !late).map(({ key }) => key)),
  );
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  /** Which of the files that lie in a workbook are not taken, by organisation. */
  const [declined, setDeclined] = useState<Readonly<Record<string, ReadonlySet<string>>>>({});
  const declinedOf = (key: string) => declined[key] ?? none;
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const reasonOf = (key: string) => reasons[key] ?? '';
  const isGoing = ({ key }: Rehearsed) => chosen.has(key);
  const going = all.filter(isGoing);
  const gaps = going.flatMap((one) => gapsOf(one, declinedOf(one.key)));

  const accept = () => {
    const wrong = going
      .filter(({ key, late }) => late && reasonOf(key).trim() === '')
      .map(({ key, name }) => ({ field: `late-${key}`, sentence: `Say why ${name} is accepted late` }));
    setProblems(wrong);
    if (wrong.length > 0) return;
    const accepted = (one: Rehearsed): Accepted => ({
      key: one.key,
      acceptGaps: gapsOf(one, declinedOf(one.key)).length > 0,
      lateReason: one.late ? reasonOf(one.key) : '',
      decline: [...declinedOf(one.key)],
    });
    onAccept({
      organisations: organisations.filter(isGoing).map(accepted),
      replies: replies.filter(isGoing).map(accepted),
    });
  };

  return (
    <>
      <ErrorSummary problems={problems} />
      <Facts
        facts={[
          ...(organisations.length === 0 && replies.length > 0
            ? []
            : [['Organisations', String(organisations.length)] as const]),
          ...(replies.length === 0 ? [] : [['Replies', String(replies.length)] as const]),
          ['Ready', String(all.filter(({ verdict }) => verdict === 'ready').length)],
          ['With problems', String(all.filter(({ verdict }) => verdict === 'has-problems').length)],
          ['Refused', String(all.filter(({ verdict }) => verdict === 'refused').length)],
          ['Files of nobody', String(unplaced.length)],
        ]}
      />
      <LooseMails
        mails={mails}
        onTake={(mail) => {
          // With more in it, what was chosen is looked at again.
          const keys: readonly Rehearsed[] = [
            ...organisations.filter((each) => each.organisation === mail.organisation),
            ...replies.filter((each) => each.name === mail.name),
          ];
          setChosen(new Set([...chosen].filter((key) => !keys.some((each) => each.key === key))));
          onTakeMail(mail);
        }}
      />
      <ul className={styles.rehearsed}>
        {organisations.map((organisation) => (
          <li key={organisation.key}>
            <Organisation
              organisation={organisation}
              chosen={chosen.has(organisation.key)}
              onChoose={(on) => setChosen(toggled(chosen, organisation.key, on))}
              reason={reasonOf(organisation.key)}
              onReason={(reason) => setReasons({ ...reasons, [organisation.key]: reason })}
              declined={declinedOf(organisation.key)}
              onTake={(ref, on) =>
                setDeclined({
                  ...declined,
                  [organisation.key]: toggled(declinedOf(organisation.key), ref, !on),
                })
              }
              problems={problems}
            />
          </li>
        ))}
        {replies.map((reply) => (
          <li key={reply.key}>
            <RehearsedReply
              reply={reply}
              chosen={chosen.has(reply.key)}
              onChoose={(on) => setChosen(toggled(chosen, reply.key, on))}
              reason={reasonOf(reply.key)}
              onReason={(reason) => setReasons({ ...reasons, [reply.key]: reason })}
              declined={declinedOf(reply.key)}
              onTake={(ref, on) =>
                setDeclined({ ...declined, [reply.key]: toggled(declinedOf(reply.key), ref, !on) })
              }
              problems={problems}
            />
          </li>
        ))}
      </ul>
      {unplaced.length > 0 && (
        <Disclosure
          summary={`${count(unplaced.length, 'file')} that ${unplaced.length === 1 ? 'belongs' : 'belong'} to no organisation`}
        >
          <ul>
            {unplaced.map((path) => (
              <li key={path}>{path}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      <div className={styles.accept}>
        <Row>
          {all.some(({ verdict }) => verdict !== 'refused') ? (
            <>
              <Button onPress={accept} isDisabled={going.length === 0}>
                {going.length === 0
                  ? 'Choose what to write'
                  : `Write ${whatGoes(organisations.filter(isGoing).length, replies.filter(isGoing).length)}`}
              </Button>
              <Button look="link" onPress={onLeave}>
                Write nothing and choose other files
              </Button>
            </>
          ) : (
            <Button onPress={onLeave}>Choose other files</Button>
          )}
          {gaps.length > 0 && (
            <span className={styles.soft}>
              {count(gaps.length, 'gap')} will be accepted and listed to chase.
            </span>
          )}
        </Row>
      </div>
    </>
  );
}

/** "2 submissions and 1 reply". */
function whatGoes(submissions: number, replies: number): string {
  return list([
    ...(submissions === 0 ? [] : [count(submissions, 'submission')]),
    ...(replies === 0 ? [] : [count(replies, 'reply', 'replies')]),
  ]);
}

interface OrganisationProps {
  readonly organisation: RehearsedOrganisation;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly declined: ReadonlySet<string>;
  readonly onTake: (ref: string, on: boolean) => void;
  readonly problems: readonly Problem[];
}

function Organisation(props: OrganisationProps) {
  const { organisation, chosen, onChoose, reason, onReason, declined, onTake, problems } = props;
  const { key, name, verdict, versionNumber, changes, late, items, evidenceFiles, bytes, offered } =
    organisation;
  const [words, look] = verdicts[verdict];
  const gaps = gapsOf(organisation, declined);
  const left = offered.filter(({ ref }) => declined.has(ref));
  return (
    <article className={styles.organisation}>
      <div className={styles.organisationHead}>
        <h2>{name}</h2>
        <Tag look={look}>{words}</Tag>
        {late && <Tag look="partly">Late</Tag>}
        <span className={styles.soft}>
          {[
            ...(versionNumber === undefined ? [] : [`Version ${versionNumber}`]),
            count(items, 'answer'),
            `${count(evidenceFiles - left.length, 'evidence file')}, ${bytesInWords(left.reduce((sum, one) => sum - one.bytes, bytes))}`,
          ].join(' · ')}
        </span>
      </div>
      <Problems problems={bySeverity(organisation, 'refusal')} heading="Stands in the way" />
      <Problems problems={gaps} heading="Gaps" />
      <Problems problems={bySeverity(organisation, 'note')} heading="Worth knowing" />
      {verdict !== 'refused' && <OfferedFiles {...{ of: organisation, declined, onTake }} />}
      {changes !== undefined && <VersionChanges changes={changes} />}
      {verdict !== 'refused' && (
        <Checkbox isSelected={chosen} onChange={onChoose}>
          {gaps.length === 0
            ? `Write ${versionNumber === undefined ? 'this submission' : `version ${versionNumber}`}`
            : `Write it and accept ${gaps.length === 1 ? 'this gap' : `these ${gaps.length} gaps`}`}
        </Checkbox>
      )}
      {late && chosen && (
        <Field
          name={`late-${key}`}
          label="Why it is accepted late"
          hint="Stays on the record"
          value={reason}
          onChange={onReason}
          error={errorOf(problems, `late-${key}`)}
        />
      )}
    </article>
  );
}
