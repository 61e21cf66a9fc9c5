import { randomUUID } from 'node:crypto';
import { ask } from '../../electron/core/ask.ts';
import type { Desk } from '../../electron/core/desk/desk.ts';
import { PersonId } from '../../shared/domain/ids.ts';
import { askAlong, residentMB, waitsIn } from './asking.ts';
import { type Row, round, timed } from './measure.ts';

/**
 * A file of the whole round, looked through on a desk that has all of it but the sheets, while that desk is asked and
 * written to.
 */
export async function lookThrough(from: Desk, to: Desk, sheets: number): Promise<Row> {
  const made = await ask(from, 'packs.create', {
    purpose: 'whole',
    to: PersonId.parse('chair'),
    everything: true,
    job: randomUUID(),
  });
  const path = (await from.exportFile(made.id))?.path ?? '';
  const staged = await to.stage([{ path: made.name, file: path }]);
  const [file] = staged.ok ? staged.value : [];
  if (file === undefined) throw new Error('The file was not staged.');
  const asking = askAlong({
    'desk.show': () => to.invoke('desk.show', {}),
    'publication.keepSettings': (time) =>
      to.invoke('publication.keepSettings', { owner: `Owner ${time}`, contact: '', heading: '' }),
  });
  const before = residentMB();
  const [ms, rehearsal] = await timed(() =>
    ask(to, 'packs.rehearse', { staged: file.id, passphrase: made.passphrase, job: randomUUID() }),
  );
  const { waits, peakMB } = await asking.end();
  if (rehearsal.newEntries < sheets) throw new Error(`${rehearsal.newEntries} of ${sheets} sheets were new.`);
  const row = waitsIn(`calls while a file of ${sheets} sheets is looked through`, waits);
  return {
    ...row,
    measured: {
      ms: round(ms),
      megabytes: round(made.totalBytes / 1e6),
      moreMB: round(Math.max(0, peakMB - before)),
      ...row.measured,
    },
  };
}
