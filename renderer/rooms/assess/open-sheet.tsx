import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import { useCall } from '../../app/queries.ts';
import { warmEvidenceViewer } from '../../components/evidence/evidence-viewer.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { SheetRoom } from './sheet-room.tsx';

interface OpenSheetProps {
  readonly submission: SubmissionId;
  /** The standard to begin with, where that is not where the assessor was. */
  readonly begin: ItemId | undefined;
}

/** Reads the sheet; a new version of the submission, or of the standards, is a new room. */
export function OpenSheet({ submission, begin }: OpenSheetProps) {
  const [, goTo] = useLocation();
  const [first] = useState(begin);
  // Whatever the sheet holds, its evidence is read next: its reader comes while the desk is asked.
  useEffect(() => void warmEvidenceViewer(), []);
  // A reload comes back to where the assessor is by then.
  useEffect(() => {
    if (begin !== undefined) goTo(`/assess/${submission}`, { replace: true });
  }, [begin, goTo, submission]);
  const sheet = useCall('sheets.open', { submission });
  if (sheet.isPending) return <Loading words="Opening the submission" />;
  if (sheet.isError) return <Failed error={sheet.error} again={() => void sheet.refetch()} />;
  const { version, set } = sheet.data;
  return <SheetRoom key={`${version} ${set.id} ${set.version}`} sheet={sheet.data} begin={first} />;
}
