import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PackPurpose, PackRehearsal } from '../../shared/contract/exchange.ts';
import { momentInWords } from '../../shared/domain/dates.ts';
import { bytesInWords, count, list } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { partName } from '../core/exchange/service.ts';
import { aligned } from './aligned.ts';
import { saveExport, stagePaths } from './files.ts';
import { recipientNamed } from './named.ts';
import {
  keepPassphrase,
  passphraseFile,
  passphraseIn,
  passphraseToUse,
  withPassphrase,
} from './passphrase.ts';
import { type DeskVerb, type Given, WrongUsage } from './verb.ts';

const KINDS: Readonly<Record<PackPurpose, string>> = {
  round: 'round file',
  scores: 'scores file',
  moderation: 'moderation file',
  update: 'update',
  whole: 'whole round file',
  archive: 'archive',
};

/** To nobody in particular. */
const ARCHIVE = { purpose: 'archive', person: undefined, name: '' } as const;

const create: DeskVerb = {
  name: 'pack create',
  about: 'The file for another desk: who gets it decides what is in it',
  options: {
    to: { value: 'PERSON', about: 'Who it is for: a name or the name on the record' },
    archive: { about: 'For keeping, to nobody: all of the round with all its evidence' },
    out: { value: 'FILE', about: 'Where to write it, such as ana.awardpack', required: true },
    'passphrase-file': {
      value: 'FILE',
      about: 'The passphrase to lock it with; where there is no such file, the one made up is written there',
    },
    split: { value: 'MB', about: 'In parts of at most so many megabytes' },
    everything: { about: 'Also what their computer has told that it holds' },
    'new-computer': {
      about: 'For a person with a new computer: the old ones no longer count; with all the evidence',
    },
  },
  check: (given) => {
    splitOf(given);
    if ((given.text('to') === undefined) === !given.flag('archive'))
      throw new WrongUsage('Say --to PERSON, or --archive.', create);
  },
  async run(desk, given) {
    const person = given.text('to');
    const to = person === undefined ? ARCHIVE : await recipientNamed(desk, person);
    const keep = given.text('passphrase-file');
    const made = await ask(desk, 'packs.create', {
      purpose: to.purpose,
      ...(to.person === undefined ? {} : { to: to.person }),
      job: randomUUID(),
      passphrase: await passphraseToUse(keep),
      splitMegabytes: splitOf(given),
      newComputer: given.flag('new-computer'),
      everything: given.flag('everything'),
    });
    const out = given.required('out');
    const files: string[] = [];
    for (const [at, part] of [made, ...made.more].entries())
      files.push(await saveExport(desk, part, made.more.length === 0 ? out : partName(out, at + 1)));
    const { totalBytes: bytes, entries, evidenceFiles, heldThere, passphrase } = made;
    if (keep !== undefined && passphrase !== undefined) await keepPassphrase(keep, passphrase);
    const [file = out] = files;
    return {
      value: {
        file,
        files,
        purpose: to.purpose,
        ...(to.person === undefined ? {} : { to: to.person }),
        bytes,
        entries,
        evidenceFiles,
        heldThere,
        lockedBy: passphrase === undefined ? 'key' : 'passphrase',
        ...(passphrase === undefined ? {} : { passphrase }),
      },
      text: [
        `The ${KINDS[to.purpose]}${person === undefined ? '' : ` for ${to.name}`} is in ${list(files)} (${bytesInWords(bytes)}).`,
        `It holds ${count(entries, 'record')} and ${count(evidenceFiles, 'evidence file')}.`,
        ...(heldThere === 0 ? [] : [`Left out: ${count(heldThere, 'evidence file')} held there already.`]),
        passphrase === undefined
          ? `It is locked for the computer of ${to.name}: no passphrase is needed there.`
          : `It is locked with this passphrase, which is kept nowhere else. Tell it by telephone:\n  ${passphrase}`,
      ].join('\n'),
    };
  },
};

/** Throws `WrongUsage` for what is no size. */
function splitOf(given: Given): number | undefined {
  const split = given.text('split');
  if (split === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(split))
    throw new WrongUsage(`--split ${split} is no number of megabytes.`, create);
  return Number(split);
}

const show: DeskVerb = {
  name: 'pack show',
  about: 'What a file from another desk says of itself, and what it would bring',
  operands: { words: 'FILE…', least: 1, most: 999 },
  options: { 'passphrase-file': passphraseFile },
  begins: true,
  async run(desk, given) {
    const pack = await rehearse(desk, given);
    return { value: pack, text: describe(pack) };
  },
};

const open: DeskVerb = {
  name: 'pack open',
  about: 'Take in a file from another desk; of one in parts, all of them or the first',
  operands: { words: 'FILE…', least: 1, most: 999 },
  options: { 'passphrase-file': passphraseFile },
  begins: true,
  async run(desk, given) {
    const pack = await rehearse(desk, given);
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

async function rehearse(desk: DeskPort, given: Given): Promise<PackRehearsal> {
  const staged = [...(await stagePaths(desk, await withOtherParts(given.words)))];
  return withPassphrase(await passphraseIn(given.text('passphrase-file')), (passphrase) =>
    ask(desk, 'packs.rehearse', { staged, passphrase, job: randomUUID() }),
  );
}

/** The first part alone stands for all that lie beside it. */
async function withOtherParts(files: readonly string[]): Promise<readonly string[]> {
  const [first, another] = files;
  if (first === undefined || another !== undefined || !/\.001$/.test(first)) return files;
  const name = basename(first).slice(0, -'001'.length);
  const beside = await readdir(dirname(first));
  return beside
    .filter((each) => each.startsWith(name) && /^\d{3}$/.test(each.slice(name.length)))
    .toSorted()
    .map((each) => join(dirname(first), each));
}

function describe(pack: PackRehearsal): string {
  return [
    aligned([
      ['What', `a ${KINDS[pack.purpose]}`],
      ['Round', pack.round.title],
      ['From', pack.from],
      ...(pack.to === '' ? [] : [['To', pack.to] as const]),
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
