import { useState } from 'react';
import type { LeftSheet } from '../../../shared/contract/interests.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/page.tsx';
import { Reason } from '../../components/reason-dialog.tsx';
import { Tag } from '../../components/tag.tsx';
import styles from './left-sheets.module.css';

const WHY: Readonly<Record<LeftSheet['why'], string>> = {
  'assignment-ended': 'was taken off it',
  'stood-down': 'stood down',
  'not-taking-part': 'takes no part in it',
};

/** Finished sheets of people who have left: they count until a chair says otherwise, with a reason. */
export function LeftSheets({ chairs, me }: { readonly chairs: boolean; readonly me: string | undefined }) {
  const left = useCall('sheets.left', {});
  const count = useAct('sheets.count');
  const [ruling, setRuling] = useState<{ readonly sheet: LeftSheet; readonly counts: boolean }>();
  if (left.data === undefined || left.data.length === 0) return null;
  const open = left.data.some(({ counts }) => counts === undefined);
  const ask = (sheet: LeftSheet, counts: boolean) => () => setRuling({ sheet, counts });
  return (
    <Card title="Sheets of people who have left" tint={open ? 'amber' : undefined}>
      {open && <p>Each counts until you say that it does not.</p>}
      <ul className={styles.list}>
        {left.data.map((sheet) => (
          <li key={`${sheet.submission} ${sheet.person}`}>
            <span>
              <b>{sheet.personName}</b>, {sheet.name}: {WHY[sheet.why]}
            </span>
            <Counts sheet={sheet} />
            {chairs && sheet.person !== me && (
              <span className={styles.acts}>
                {sheet.counts !== true && (
                  <Button
                    look="link"
                    small
                    aria-label={`It counts: the sheet of ${sheet.personName} for ${sheet.name}`}
                    onPress={ask(sheet, true)}
                  >
                    It counts
                  </Button>
                )}
                {sheet.counts !== false && (
                  <Button
                    look="link"
                    small
                    aria-label={`It does not count: the sheet of ${sheet.personName} for ${sheet.name}`}
                    onPress={ask(sheet, false)}
                  >
                    It does not count
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      {ruling !== undefined && (
        <Reason
          title={`The sheet of ${ruling.sheet.personName} ${ruling.counts ? 'counts' : 'does not count'}`}
          asks={`Say why it ${ruling.counts ? 'counts' : 'does not count'}`}
          does={ruling.counts ? 'Count it' : 'Do not count it'}
          error={count.error}
          pending={count.isPending}
          onClose={() => setRuling(undefined)}
          onGiven={(reason) =>
            count.mutate(
              {
                submission: ruling.sheet.submission,
                person: ruling.sheet.person,
                counts: ruling.counts,
                reason,
              },
              { onSuccess: () => setRuling(undefined) },
            )
          }
        >
          <p>
            The sheet stays on the record as it was submitted. What was agreed on other sheets is marked to be
            looked at.
          </p>
        </Reason>
      )}
    </Card>
  );
}

function Counts({ sheet: { counts, reason, by } }: { readonly sheet: LeftSheet }) {
  if (counts === undefined) return <Tag look="partly">To decide</Tag>;
  return (
    <span>
      <Tag look={counts ? 'met' : 'line'}>{counts ? 'Counts' : 'Not counted'}</Tag> {reason} ({by})
    </span>
  );
}
