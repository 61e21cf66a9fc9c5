import { randomUUID } from 'node:crypto';
import type { PackPurpose, PackRehearsal } from '../../shared/contract/exchange.ts';
import { momentInWords } from '../../shared/domain/dates.ts';
import { bytesInWords, count } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { aligned } from './aligned.ts';
import { saveExport, stageFile } from './files.ts';
import { recipientNamed } from './named.ts';
import type { DeskVerb } from './verb.ts';

const KINDS: Readonly<Record<PackPurpose, string>> = {
  round: 'round file',
  scores: 'scores file',
  moderation: 'moderation file',
  update: 'update',
};

const create: DeskVerb = {
  name: 'pack create',
  about: 'The file for another desk: who gets it decides what is in it',
  options: {
    to: { value: 'PERSON', about: 'Who it is for: a name or the name on the record', required: true },
    out: { value: 'FILE', about: 'Where to write it, such as ana.awardpack', required: true },
  },
  async run(desk, given) {
    const to = await recipientNamed(desk, given.required('to'));
    const made = await ask(desk, 'packs.create', { purpose: to.purpose, to: to.person, job: randomUUID() });
    const file = await saveExport(desk, made, given.required('out'));
    const { bytes, entries, evidenceFiles } = made;
    return {
      value: { file, purpose: to.purpose, to: to.person, bytes, entries, evidenceFiles },
      text: [
        `The ${KINDS[to.purpose]} for ${to.name} is in ${file} (${bytesInWords(bytes)}).`,
        `It holds ${count(entries, 'record')} and ${count(evidenceFiles, 'evidence file')}, and is not sealed: send it where others cannot read it.`,
      ].join('\n'),
    };
  },
};

const show: DeskVerb = {
  name: 'pack show',
  about: 'What a file from another desk says of itself, and what it would bring',
  operands: { words: 'FILE', least: 1, most: 1 },
  begins: true,
  async run(desk, { words: [file = ''] }) {
    const pack = await rehearse(desk, file);
    return { value: pack, text: describe(pack) };
  },
};

const open: DeskVerb = {
  name: 'pack open',
  about: 'Take in a file from another desk',
  operands: { words: 'FILE', least: 1, most: 1 },
  begins: true,
  async run(desk, { words: [file = ''] }) {
    const pack = await rehearse(desk, file);
    const accepted = await ask(desk, 'packs.accept', { rehearsal: pack.id, job: randomUUID() });
    const { entries, evidenceFiles, problems } = accepted;
    return {
      value: { ...accepted, purpose: pack.purpose, from: pack.from, round: pack.round },
      text: [
        `Taken in from ${pack.from}: ${count(entries, 'record')} and ${count(evidenceFiles, 'evidence file')}.`,
        ...pack.problems,
        ...problems,
      ].join('\n'),
      unwell: problems.length > 0,
    };
  },
};

async function rehearse(desk: DeskPort, file: string): Promise<PackRehearsal> {
  return ask(desk, 'packs.rehearse', { staged: await stageFile(desk, file), job: randomUUID() });
}

function describe(pack: PackRehearsal): string {
  return [
    aligned([
      ['What', `a ${KINDS[pack.purpose]}`],
      ['Round', pack.round.title],
      ['From', pack.from],
      ['To', pack.to],
      ['Made', momentInWords(pack.madeAt)],
      [
        'Would bring',
        `${count(pack.newEntries, 'record')} and ${count(pack.evidenceFiles, 'evidence file')}`,
      ],
      ['Known here', count(pack.knownEntries, 'record')],
    ]),
    ...pack.problems,
  ].join('\n');
}

export const packVerbs: readonly DeskVerb[] = [create, open, show];
