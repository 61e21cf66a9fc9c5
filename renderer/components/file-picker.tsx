import { useState } from 'react';
import { type DropItem, DropZone, FileTrigger } from 'react-aria-components';
import type { StagedFile } from '../../shared/contract/bridge.ts';
import { bytesInWords } from '../../shared/domain/words.ts';
import { type PickedFile, useBridge } from '../app/bridge.ts';
import { Button } from './button.tsx';
import styles from './file-picker.module.css';
import { Progress } from './progress.tsx';

interface FilePickerProps {
  /** What may be given: one file, several, or files, folders and zips together. */
  readonly takes: 'file' | 'files' | 'files-and-folders';
  /** Endings that the file dialog offers: [".xlsx", ".json"]. */
  readonly endings?: readonly string[];
  /** "Choose a workbook". */
  readonly label: string;
  readonly hint?: string;
  /** Hears what the desk now holds in its staging folder. */
  readonly onStaged: (files: readonly StagedFile[]) => void;
  readonly look?: 'main' | 'quiet';
  readonly disabled?: boolean;
}

/** Picks or takes dropped files and hands them to the desk. */
export function FilePicker(props: FilePickerProps) {
  const { takes, endings, label, hint, onStaged, look = 'main', disabled = false } = props;
  const bridge = useBridge();
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>();
  const [problem, setProblem] = useState<string>();

  const stage = async (picked: readonly PickedFile[]) => {
    setProblem(undefined);
    if (picked.length === 0)
      return setProblem('The selection has no files. Choose a folder that holds some.');
    setProgress({ done: 0, of: 0 });
    const answer = await bridge.stage(picked, (done, of) => setProgress({ done, of }));
    setProgress(undefined);
    if (answer.ok) onStaged(answer.value);
    else setProblem(answer.error.sentence);
  };

  const choose = (list: FileList | null) =>
    void stage([...(list ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name })));

  if (progress !== undefined)
    return (
      <Progress
        label="Taking in the files"
        done={progress.done}
        of={progress.of}
        words={`${bytesInWords(progress.done)} of ${bytesInWords(progress.of)}`}
        onStop={() => bridge.stopStaging()}
      />
    );

  return (
    <DropZone
      className={styles.zone ?? ''}
      isDisabled={disabled}
      onDrop={({ items }) =>
        void filesIn(items).then((files) => stage(takes === 'file' ? files.slice(0, 1) : files))
      }
    >
      <div className={styles.buttons}>
        <FileTrigger
          allowsMultiple={takes !== 'file'}
          {...(endings === undefined ? {} : { acceptedFileTypes: endings })}
          onSelect={choose}
        >
          <Button look={look} isDisabled={disabled}>
            {label}
          </Button>
        </FileTrigger>
        {takes === 'files-and-folders' && (
          <FileTrigger acceptDirectory onSelect={choose}>
            <Button look="quiet" isDisabled={disabled}>
              Choose a folder
            </Button>
          </FileTrigger>
        )}
        <span className={styles.hint}>
          {hint ?? (takes === 'file' ? 'or drop it here' : 'or drop them here')}
        </span>
      </div>
      {problem !== undefined && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </DropZone>
  );
}

/** Every file of what was dropped, folders gone through, with the path from the folder that was dropped. */
async function filesIn(
  items: Iterable<DropItem> | AsyncIterable<DropItem>,
  above = '',
): Promise<readonly PickedFile[]> {
  const files: PickedFile[] = [];
  for await (const item of items) {
    if (item.kind === 'file') files.push({ file: await item.getFile(), path: above + item.name });
    else if (item.kind === 'directory')
      files.push(...(await filesIn(item.getEntries(), `${above}${item.name}/`)));
  }
  return files;
}
