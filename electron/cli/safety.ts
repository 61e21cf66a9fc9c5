import { readFile } from 'node:fs/promises';
import { momentInWords } from '../../shared/domain/dates.ts';
import { bytesInWords, count } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import { refuse } from '../core/refused.ts';
import { saveExport, stageFile } from './files.ts';
import {
  keepPassphrase,
  passphraseFile,
  passphraseIn,
  passphraseToUse,
  withPassphrase,
} from './passphrase.ts';
import { compareList } from './published.ts';
import type { DeskVerb } from './verb.ts';

const verify: DeskVerb = {
  name: 'verify',
  about: 'Whether all that this desk holds is as it was signed, and a published list what the record gives',
  options: {
    list: { value: 'FILE', about: 'A published list.json, list.html, list-fragment.html or list.csv' },
  },
  async run(desk, given) {
    const file = given.text('list');
    const report = await ask(desk, 'desk.verify', {});
    const compared = file === undefined ? undefined : await compareList(desk, file, await readList(file));
    const findings = [...report.findings, ...(compared?.findings ?? [])];
    const ok = report.ok && findings.length === 0;
    const end = ok
      ? 'All is as it was signed.'
      : `${count(findings.length, 'finding')}. Tell the administrator, and keep this computer as it is.`;
    return {
      value: { ...report, ok, findings, ...(compared === undefined ? {} : { list: compared }) },
      text: [
        `Verified ${count(report.entries, 'record')} and ${count(report.evidenceFiles, 'evidence file')}.`,
        ...findings.map((sentence) => `Wrong  ${sentence}`),
        ...report.notes.map((sentence) => `Note   ${sentence}`),
        ...(compared?.findings.length === 0 ? [`${file} is what the record gives for ${compared.day}.`] : []),
        end,
      ].join('\n'),
      unwell: !ok,
    };
  },
};

async function readList(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw refuse(
      'file-unreadable',
      `${file} cannot be read (${String(error.code)}). Name a published list.`,
      [{ kind: 'file', at: file }],
    );
  });
}

const backup: DeskVerb = {
  name: 'backup',
  about: 'The whole desk in one file: record, evidence, drafts and key',
  options: {
    out: { value: 'FILE', about: 'Where to write it', required: true },
    'passphrase-file': {
      value: 'FILE',
      about: 'The passphrase to lock it with; where there is no such file, the one made up is written there',
    },
  },
  async run(desk, given) {
    const keep = given.text('passphrase-file');
    const made = await ask(desk, 'desk.backup', { passphrase: await passphraseToUse(keep) });
    const { bytes, passphrase } = made;
    const file = await saveExport(desk, made, given.required('out'));
    if (keep !== undefined) await keepPassphrase(keep, passphrase);
    return {
      value: { file, bytes, passphrase },
      text: `The backup is in ${file} (${bytesInWords(bytes)}). It is locked with this passphrase, which is kept nowhere else, and without which nobody can open it:\n  ${passphrase}\nWhoever has both can read all of it and sign as you. Keep them apart.`,
    };
  },
};

const restore: DeskVerb = {
  name: 'restore',
  about: 'Take a backup, moved work or a copy of drafts into a data folder that has nothing in it yet',
  operands: { words: 'FILE', least: 1, most: 1 },
  options: { 'passphrase-file': passphraseFile },
  begins: true,
  async run(desk, given) {
    const { person, dataFolder } = await ask(desk, 'desk.show', {});
    if (person !== undefined) {
      throw refuse(
        'already-done',
        `${dataFolder} has data already. Name a folder that has none with --data, and restore into that.`,
      );
    }
    const staged = await stageFile(desk, given.words[0] ?? '');
    const restored = await withPassphrase(await passphraseIn(given.text('passphrase-file')), (passphrase) =>
      ask(desk, 'desk.restore', { staged, passphrase }),
    );
    return {
      value: restored,
      text: [
        `Restored ${count(restored.entries, 'record')} and ${count(restored.evidenceFiles, 'evidence file')}, as they were on ${momentInWords(restored.madeAt)}.`,
        ...(restored.kind === 'drafts'
          ? [
              'A copy of drafts has no evidence: send your scores file, and the administrator’s next file brings it.',
            ]
          : []),
      ].join('\n'),
    };
  },
};

export const safetyVerbs: readonly DeskVerb[] = [verify, backup, restore];
