import { useEffect, useRef } from 'react';
import type { OutputOf } from '../../../../shared/contract/table.ts';
import { count } from '../../../../shared/domain/words.ts';
import { Button } from '../../../components/button.tsx';
import { Card, Row } from '../../../components/page.tsx';
import { SaveExport } from '../../../components/save-export.tsx';
import styles from './questions.module.css';

/** The e-mails and workbooks that were just written, each to be saved and sent. */
export function Written({
  written: { sent, all },
  onDone,
}: {
  readonly written: OutputOf<'questions.send'>;
  readonly onDone: () => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  // What comes next stands here, above where it was pressed.
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className={styles.place}>
      <Card
        title={`${count(sent.length, 'e-mail')} written: save and send ${sent.length === 1 ? 'it' : 'them'}`}
        tint="blue"
      >
        <p>
          Open each e-mail in your mail program and send it from there. They can be saved again under Sent, as
          long as the round is kept.
        </p>
        <ul className={styles.written}>
          {sent.map(({ submission, name, email, questions, letter, workbook }) => (
            <li key={submission}>
              <span>
                <b>{name}</b>, {count(questions, 'question')},{' '}
                {email === '' ? 'no address known: write it in' : `to ${email}`}
              </span>
              <Row>
                <SaveExport
                  small
                  look="main"
                  label={`Save the e-mail to ${name}`}
                  make={async () => letter}
                />
                <SaveExport small label={`Save the workbook for ${name}`} make={async () => workbook} />
              </Row>
            </li>
          ))}
        </ul>
        <Row>
          {all !== undefined && <SaveExport label="Save all of them in one file" make={async () => all} />}
          <Button look="link" onPress={onDone}>
            Done
          </Button>
        </Row>
      </Card>
    </div>
  );
}
