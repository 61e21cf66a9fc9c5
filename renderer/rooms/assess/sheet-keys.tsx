import type { Outcome } from '../../../shared/domain/score.ts';
import type { Level } from '../../../shared/domain/standard-set.ts';
import { useShortcut } from '../../app/shortcuts.ts';

interface SheetKeysProps {
  readonly scale: readonly Level[];
  readonly onStep: (step: 1 | -1) => void;
  readonly onNextUnscored: () => void;
  readonly onOtherPane: () => void;
  readonly onNextFile: () => void;
  readonly onField: (id: 'note' | 'feedback') => void;
  readonly onSubmit: () => void;
  readonly onAllCitations: () => void;
  readonly onCitation: (step: 1 | -1) => void;
  /** Absent where the sheet can no longer be changed. */
  readonly onChoose: ((outcome: Outcome) => void) | undefined;
}

/** Every key of the room but those of the evidence, which its viewer has. */
export function SheetKeys(props: SheetKeysProps) {
  const { scale, onStep, onNextUnscored, onOtherPane, onNextFile, onField, onSubmit, onChoose } = props;
  const { onAllCitations, onCitation } = props;
  useShortcut({ keys: 'Alt+ArrowDown', does: 'Next standard' }, () => onStep(1));
  useShortcut({ keys: 'Alt+ArrowUp', does: 'Standard before' }, () => onStep(-1));
  useShortcut({ keys: 'Alt+U', does: 'Next standard that is not scored' }, onNextUnscored);
  useShortcut({ keys: 'Alt+V', does: 'Go between score and evidence' }, onOtherPane);
  useShortcut({ keys: 'Alt+R', does: 'Open the next file that the answer refers to' }, onNextFile);
  useShortcut({ keys: 'Alt+M', does: 'Write the note for the panel' }, () => onField('note'));
  useShortcut({ keys: 'Alt+O', does: 'Write feedback for the organisation' }, () => onField('feedback'));
  useShortcut({ keys: 'Alt+L', does: 'List the citations of the sheet' }, onAllCitations);
  useShortcut({ keys: 'Alt+N', does: 'Next citation of the file' }, () => onCitation(1));
  useShortcut({ keys: 'Alt+Shift+N', does: 'Citation before in the file' }, () => onCitation(-1));
  useShortcut({ keys: 'Alt+Shift+S', does: 'Check and submit' }, onSubmit);
  return (
    onChoose !== undefined && (
      <>
        {scale.slice(0, 9).map((level, index) => (
          <Choice
            key={level.value}
            keys={`Alt+${index + 1}`}
            does={level.name}
            onChoose={() => onChoose({ kind: 'level', level: level.value })}
          />
        ))}
        <Choice
          keys="Alt+J"
          does="Cannot judge from this evidence"
          onChoose={() => onChoose({ kind: 'cannot-judge' })}
        />
        <Choice keys="Alt+K" does="Does not apply" onChoose={() => onChoose({ kind: 'not-applicable' })} />
      </>
    )
  );
}

interface ChoiceProps {
  readonly keys: `Alt+${string}`;
  readonly does: string;
  readonly onChoose: () => void;
}

function Choice({ keys, does, onChoose }: ChoiceProps) {
  useShortcut({ keys, does: `Score: ${does}` }, onChoose);
  return null;
}
