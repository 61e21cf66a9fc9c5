import { Card } from '../../components/page.tsx';
import { type ForWhom, MakeFile } from './make-file.tsx';

const KEEPER: ForWhom = { name: 'whoever keeps it', purpose: 'archive', lockedBy: 'passphrase' };

/** All of the round in one file, for a cupboard and for a bad day. */
export function KeepArchive() {
  return (
    <Card title="Keep an archive">
      <p>
        All of the round that this computer holds, with all its evidence, also what is kept back. It opens on
        any computer that has no data yet, to be read and checked there; with the recovery key the round can
        be carried on from it. Keep it in a second place.
      </p>
      <MakeFile recipient={KEEPER} label="Make an archive" quiet />
    </Card>
  );
}
