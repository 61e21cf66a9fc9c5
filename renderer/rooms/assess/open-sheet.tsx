import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { useCall } from '../../app/queries.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { SheetRoom } from './sheet-room.tsx';

/** Reads the sheet; a new version of the submission, or of the standards, is a new room. */
export function OpenSheet({ submission }: { readonly submission: SubmissionId }) {
  const sheet = useCall('sheets.open', { submission });
  if (sheet.isPending) return <Loading words="Opening the submission" />;
  if (sheet.isError) return <Failed error={sheet.error} again={() => void sheet.refetch()} />;
  const { version, set } = sheet.data;
  return <SheetRoom key={`${version} ${set.id} ${set.version}`} sheet={sheet.data} />;
}
