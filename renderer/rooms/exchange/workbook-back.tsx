import { useEffect, useRef, useState } from 'react';
import type { EnteredSheet, EnteredState } from '../../../shared/contract/entering.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/table.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, errorOf, problemsOf } from '../../components/error-summary.tsx';
import { Select } from '../../components/field.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { Card, Row } from '../../components/page.tsx';
import { Loading } from '../../components/states.tsx';
import { Status } from '../../components/status.tsx';
import { Tag, type TagLook } from '../../components/tag.tsx';
import styles from './exchange.module.css';

type Loaded = OutputOf<'scores.load'>;

const ENDINGS = ['.xlsx', '.xls', '.ods', '.csv'];

/** A scoring workbook as it comes back: what is on it is said first, sheet by sheet, and taken in only on a word. */
export function WorkbookBack() {
  const rehearse = useAct('scores.load');
  const accept = useAct('scores.load');
  const [staged, setStaged] = useState<readonly string[]>([]);
  const [as, setAs] = useState<PersonId>();
  const found = rehearse.data;
  const problems = problemsOf(rehearse.error ?? accept.error);
  const whose = as === undefined ? {} : { as };
  const announce = useAnnounce();
  /** What comes of it stands where the file was chosen; a screen reader hears it. */
  const look = (file: InputOf<'scores.load'>) =>
    rehearse.mutate(file, { onSuccess: (read) => announce(inShort(read)) });
  const begin = () => {
    rehearse.reset();
    accept.reset();
    setAs(undefined);
  };
  const ready = found?.sheets.filter(({ state }) => state === 'ready') ?? [];
  if (rehearse.isPending) return <Loading words="Reading the workbook" />;
  if (accept.data !== undefined)
    return (
      <Card title="Taken in" tint="blue">
        <Status>
          {count(accept.data.written, 'sheet')} of {accept.data.assessor}, entered by you.{' '}
          {accept.data.written === 1 ? 'It stays' : 'They stay'} marked until {accept.data.assessor} or the
          chair confirms {accept.data.written === 1 ? 'it' : 'them'}.
        </Status>
        <Row>
          <Button look="quiet" onPress={begin}>
            Take in another workbook
          </Button>
        </Row>
      </Card>
    );
  return (
    <>
      <ErrorSummary problems={problems} />
      {found !== undefined ? (
        <Found
          found={found}
          busy={accept.isPending}
          onLeave={begin}
          onAccept={() =>
            accept.mutate({
              staged: [...staged],
              ...whose,
              accept: true,
              submissions: ready.map(({ submission }) => submission),
            })
          }
        />
      ) : errorOf(problems, 'as') === undefined ? (
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
              look({ staged: ids, accept: false });
            }}
          />
        </>
      ) : (
        <Whose
          error={errorOf(problems, 'as')}
          onLeave={begin}
          onChosen={(person) => {
            setAs(person);
            look({ staged: [...staged], as: person, accept: false });
          }}
        />
      )}
    </>
  );
}

function inShort({ assessor, sheets, problems }: Loaded): string {
  const ready = sheets.filter(({ state }) => state === 'ready').length;
  const wrong = problems.length === 0 ? '' : `, ${count(problems.length, 'problem')}`;
  return `Scores of ${assessor}: ${ready} of ${count(sheets.length, 'sheet')} ready${wrong}.`;
}

interface WhoseProps {
  readonly error: string | undefined;
  readonly onChosen: (person: PersonId) => void;
  readonly onLeave: () => void;
}

/** For a file that does not say it itself. */
function Whose({ error, onChosen, onLeave }: WhoseProps) {
  const people = useCall('people.list', {});
  const [picked, setPicked] = useState('');
  const assessors = people.data?.filter(({ roles }) => roles.includes('assessor')) ?? [];
  const person = assessors.find(({ id }) => id === picked);
  return (
    <>
      <Select
        name="as"
        label="Whose scores they are"
        value={picked}
        onChange={setPicked}
        options={[
          ['', 'Choose the assessor'],
          ...assessors.map(({ id, name }) => [String(id), name] as const),
        ]}
        error={person === undefined ? error : undefined}
      />
      <Row>
        <Button look="quiet" isDisabled={person === undefined} onPress={() => person && onChosen(person.id)}>
          Look through it as theirs
        </Button>
        <Button look="quiet" onPress={onLeave}>
          Choose another file
        </Button>
      </Row>
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
  const here = useRef<HTMLDivElement>(null);
  // It is longer than the button that it takes the place of.
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const elsewhere = problems.filter(({ submission }) => submission === undefined);
  return (
    <div ref={here}>
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
    </div>
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
