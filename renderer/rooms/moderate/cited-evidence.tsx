import { useMemo } from 'react';
import type { Hash, ItemId } from '../../../shared/domain/ids.ts';
import type { Citation } from '../../../shared/domain/score.ts';
import { Dialog } from '../../components/dialog.tsx';
import type { Mark, Target } from '../../components/evidence/viewing.ts';
import { onDemand } from '../../components/on-demand.tsx';
import { Loading } from '../../components/states.tsx';
import { titleOf } from '../assess/names.ts';
import { filesOf } from '../assess/use-evidence.ts';
import styles from './item-pane.module.css';
import type { Moderated } from './moderated.ts';

// Reading evidence is heavy: it is loaded when a passage is first looked up.
const EvidenceViewer = onDemand(
  async () => {
    const { EvidenceViewer: viewer } = await import('../../components/evidence/evidence-viewer.tsx');
    return { default: viewer };
  },
  ({ file }) => <Loading words={`Opening ${file.name}`} />,
);

/** A place in the evidence to look at: a passage that an assessor cited, or a page that the organisation points to. */
export interface Citing {
  readonly item: ItemId;
  readonly evidence: Hash;
  readonly citation?: Citation;
  readonly page?: number | undefined;
}

interface CitedEvidenceProps {
  readonly moderated: Moderated;
  readonly citing: Citing;
  readonly onClose: () => void;
}

/** The file at the passage, with what each assessor marked in it for this standard. */
export function CitedEvidence({ moderated, citing, onClose }: CitedEvidenceProps) {
  const { view, byItem, shortNames } = moderated;
  const file = filesOf(view).find(({ sha256 }) => sha256 === citing.evidence);
  const marks = useMemo(
    () =>
      (byItem.get(citing.item)?.scores ?? []).flatMap(({ person, citations }): readonly Mark[] =>
        citations
          .filter(({ evidence }) => evidence === citing.evidence)
          .map((citation) => ({ citation, pin: shortNames.get(person) ?? '' })),
      ),
    [byItem, shortNames, citing],
  );
  const target = useMemo((): Target => {
    const page = citing.citation?.page ?? citing.page;
    return {
      ...(page === undefined ? {} : { page }),
      ...(citing.citation === undefined ? {} : { citation: citing.citation }),
      stamp: 1,
    };
  }, [citing]);
  if (file === undefined) return null;
  return (
    <Dialog title={`${file.ref} ${titleOf(file)}`} open wide onClose={onClose}>
      <div className={styles.evidence}>
        <EvidenceViewer file={file} marks={marks} target={target} onCite={undefined} />
      </div>
    </Dialog>
  );
}
