import { useState } from 'react';
import type { Export } from '../../shared/contract/desk.ts';
import { useBridge } from '../app/bridge.ts';
import { unwrap } from '../app/queries.ts';
import { useAnnounce } from './announce.tsx';
import { Button } from './button.tsx';
import styles from './save-export.module.css';
import { sentenceOf } from './states.tsx';

interface SaveExportProps {
  /** "Save the workbook". */
  readonly label: string;
  /** Has the desk make the file. */
  readonly make: () => Promise<Export>;
  readonly look?: 'main' | 'quiet' | 'link';
  readonly small?: boolean;
}

/** Has a file made and lets the person keep it. */
export function SaveExport({ label, make, look = 'quiet', small = false }: SaveExportProps) {
  const bridge = useBridge();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const made = await make();
      const { saved } = unwrap(await bridge.save(made.id));
      if (saved) announce(`Saved ${made.name}.`);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <span className={styles.save}>
      <Button look={look} small={small} isPending={busy} onPress={() => void save()}>
        {busy ? 'Making the file…' : label}
      </Button>
      {problem !== undefined && (
        <span role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
    </span>
  );
}
