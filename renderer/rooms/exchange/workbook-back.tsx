import { useState } from 'react';
import type { EnteredSheet, EnteredState } from '../../../shared/contract/entering.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { count } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { Card, Row } from '../../components/page.tsx';
import { Loading } from '../../components/states.tsx';
import { Tag, type TagLook } from '../../components/tag.tsx';
import styles from './exchange.module.css';

type Loaded = OutputOf<'scores.load'>;

const ENDINGS = ['.xlsx', '.xls', '.ods', '.csv'];

/** A scoring workbook as it comes back: what is on it is said first, sheet by sheet, and taken in only on a word. */
export function WorkbookBack() {
  const rehearse = useAct('scores.load');
  const accept = useAct('scores.load');
  const [staged, setStaged] = useState<readonly string[]>([]);
  const found = rehearse.data;
  const begin = () => {
    rehearse.reset();
    accept.reset();
  };
  const ready = found?.sheets.filter(({ state }) => state === 'ready') ?? [];
  return (
    <>
      <ErrorSummary problems={problemsOf(rehearse.error ?? accept.error)} />
      {rehearse.isPending ? (
        <Loading words="Reading the workbook" />
      ) : accept.data !== undefined ? (
        <Card title="Taken in" tint="blue">
          <output>
            {count(accept.data.written, 'sheet')} of {accept.data.assessor}, entered by you. They stay marked
            until {accept.data.assessor} or the chair confirms them.
          </output>
          <Row>
            <Button look="quiet" onPress={begin}>
              Take in another workbook
            </Button>
          </Row>
        </Card>
      ) : found !== undefined ? (
        <Found
          found={found}
          busy={accept.isPending}
          onLeave={begin}
          onAccept={() =>
            accept.mutate({
              staged: [...staged],
              accept: true,
              submissions: ready.map(({ submission }) => submission),
            })
          }
        />
      ) : (
        <>
          <p>
            From an assessor who cannot use Award Panel. Saved by Excel or LibreOffice, also as .xls, .ods or
            .csv.
          </p>
          <FilePicker
            takes="files"
            endings={ENDINGS}
            look="quiet"
            label="Choose a scoring workbook"
            onStaged={(files) => {
              const ids = files.map(({ id }) => id);
              setStaged(ids);
              rehearse.mutate({ staged: ids, accept: false });
            }}
          />
        </>
      )}
    </>
  );
}

interface FoundProps {
  readonly found: Loaded;
  readonly busy: boolean;
  readonly onAccept: () => void;
  readonly onLeave: () => void;
}

function Found({ found, busy, onAccept, onLeave }: FoundProps) {
  const { assessor, sheets, problems, notes } = found;
  const ready = sheets.filter(({ state }) => state === 'ready').length;
  const elsewhere = problems.filter(({ submission }) => submission === undefined);
  return (
    <Card title={`Scores of ${assessor}`}>
      <ul className={styles.sheets}>
        {sheets.map((sheet) => (
          <li key={sheet.submission}>
            <b>{sheet.name}</b>
            <Tag look={LOOKS[sheet.state]}>{wordsOf(sheet)}</Tag>
            <Sentences
              sentences={problems
                .filter(({ submission }) => submission === sheet.submission)
                .map(({ sentence }) => sentence)}
            />
          </li>
        ))}
      </ul>
      <Sentences sentences={elsewhere.map(({ sentence }) => sentence)} />
      {notes.length > 0 && (
        <div className={styles.caution}>
          <Sentences sentences={notes} />
        </div>
      )}
      {problems.length > 0 && (
        <p className={styles.soft}>
          What has problems is put right in the workbook, by {assessor} or by you with them; then choose it
          again. Nothing of such a sheet is taken in.
        </p>
      )}
      <Row>
        {ready > 0 && (
          <Button onPress={onAccept} isPending={busy}>
            Enter {count(ready, 'sheet')} for {assessor}
          </Button>
        )}
        <Button look="quiet" onPress={onLeave}>
          {ready > 0 ? 'Leave it' : 'Choose another workbook'}
        </Button>
      </Row>
    </Card>
  );
}

function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className={styles.sentences}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

const LOOKS: Readonly<Record<EnteredState, TagLook>> = {
  ready: 'met',
  'has-problems': 'not',
  'not-begun': 'line',
  known: 'grey',
};

function wordsOf({ state, scored, items }: EnteredSheet): string {
  switch (state) {
    case 'ready':
      return `Ready, ${scored} of ${items} scored`;
    case 'has-problems':
      return 'Has problems';
    case 'not-begun':
      return 'Not begun: left out';
    case 'known':
      return 'In already, the same';
  }
}
