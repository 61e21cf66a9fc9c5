import { useState } from 'react';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import { bytesInWords } from '../../../shared/domain/words.ts';
import { useBridge } from '../../app/bridge.ts';
import buttonStyles from '../button.module.css';
import { Button } from '../button.tsx';
import { classes } from '../classes.ts';
import { CautionList } from './caution-list.tsx';
import styles from './viewer.module.css';

interface FileProps {
  readonly file: EvidenceView;
  readonly url: string;
}

/** Ways to read elsewhere what is not read here: its own program, where the shell can open it, or a copy of one's own. */
function Elsewhere({ file, url }: FileProps) {
  const { openOutside } = useBridge();
  const [problem, setProblem] = useState('');
  const open = async (ask: NonNullable<typeof openOutside>) => {
    const answer = await ask(file.sha256, file.name);
    setProblem(answer.ok ? '' : answer.error.sentence);
  };
  return (
    <>
      {openOutside !== undefined && (
        <Button look="quiet" onPress={() => void open(openOutside)}>
          Open a copy in its own program
        </Button>
      )}
      {problem !== '' && <p role="alert">{problem}</p>}
      <a className={classes(buttonStyles.button, buttonStyles.quiet)} href={url} download={file.name}>
        Save a copy
      </a>
    </>
  );
}

/** What cannot be read here: what it is, how big, and ways to read it elsewhere. */
export function OtherFile({ file, url, onCite }: FileProps & { readonly onCite: (() => void) | undefined }) {
  return (
    <div className={styles.body}>
      <div className={styles.card}>
        <h3>
          {file.what}, {bytesInWords(file.bytes)}
        </h3>
        <p className={styles.name}>{file.name}</p>
        <p>This kind of file is not read here. Its own program can, outside Award Panel.</p>
        <Elsewhere file={file} url={url} />
        {onCite !== undefined && (
          <Button look="link" onPress={onCite}>
            Cite the whole file
          </Button>
        )}
      </div>
    </div>
  );
}

interface UnreadableProps extends FileProps {
  readonly sentence: string;
  readonly onAgain: (() => void) | undefined;
}

export function Unreadable({ file, url, sentence, onAgain }: UnreadableProps) {
  return (
    <div className={styles.body}>
      <div className={styles.card} role="alert">
        <h3>{file.name}</h3>
        <p>{sentence}</p>
        {file.bytes > 0 && <Elsewhere file={file} url={url} />}
        {onAgain !== undefined && (
          <Button look="link" onPress={onAgain}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

/** What whoever reads should know of a file before trusting it. */
export function FileCautions({ file }: { readonly file: EvidenceView }) {
  return (
    <>
      {file.mismatch !== undefined && (
        <span className={styles.caution} title={file.mismatch}>
          {file.mismatch}
        </span>
      )}
      {file.namesRemoved === 'no' && <span className={styles.caution}>Names not removed</span>}
      <CautionList />
    </>
  );
}
