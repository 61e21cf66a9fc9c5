import type { Standard, StandardSet } from '../../shared/domain/standard-set.ts';
import { bytesInWords, count } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import { Refused, refuse } from '../core/refused.ts';
import { aligned } from './aligned.ts';
import { saveExport, stageFile } from './files.ts';
import { organisationNamed } from './named.ts';
import { placed } from './problems.ts';
import type { DeskVerb } from './verb.ts';

const load: DeskVerb = {
  name: 'standards load',
  about: 'Read a standard set from a workbook or JSON and keep it on this computer',
  operands: { words: 'FILE', least: 1, most: 1 },
  begins: true,
  async run(desk, { words: [file = ''] }) {
    const { set, problems } = await ask(desk, 'standards.load', { staged: await stageFile(desk, file) });
    if (set === undefined) {
      throw new Refused(
        'standards-unusable',
        [`${file} was not taken in: ${count(problems.length, 'problem')}.`, ...problems.map(placed)].join(
          '\n',
        ),
        problems.map(({ place }) => place),
      );
    }
    return {
      value: { set, problems },
      text: `Kept: ${set.title}, version ${set.version} (${set.id}).\nA new round adopts it with: award round open --year YEAR --standards ${set.id}`,
    };
  },
};

const show: DeskVerb = {
  name: 'standards show',
  about: 'The standards that the round has adopted',
  begins: true,
  async run(desk) {
    const shown = await ask(desk, 'standards.show', {});
    const { set, adopted } = shown;
    const heading = [
      `${set.title}, version ${set.version} (${set.id})`,
      set.sample ? 'This is a sample, not the real standards.' : '',
      adopted ? '' : 'Not adopted by a round yet.',
      `From: ${set.source}`,
    ];
    const sections = set.sections.flatMap(({ number, title, standards }) => [
      '',
      `${number}  ${title}`,
      aligned(
        standards.map((standard) => [
          `  ${standard.number}`,
          marksOf(standard),
          standard.short ?? standard.wording,
        ]),
      ),
    ]);
    return {
      value: shown,
      text: [...heading.filter((line) => line !== ''), ...sections, '', scaleOf(set)].join('\n'),
    };
  },
};

function marksOf({ mandatory, byTransition, lineage }: Standard): string {
  const marks = [
    mandatory ? 'mandatory' : '',
    byTransition ? 'by transition' : '',
    lineage.kind === 'as-national' ? '' : lineage.kind,
  ];
  return marks.filter((mark) => mark !== '').join(', ');
}

function scaleOf({ scale }: StandardSet): string {
  return aligned([
    ['Scale'],
    ...scale.map(({ value, name, descriptor }) => [`  ${value}`, name, descriptor]),
  ]);
}

const template: DeskVerb = {
  name: 'template',
  about: 'The submission workbook, filled in with an organisation’s name and code where one is named',
  options: {
    out: { value: 'FILE.xlsx', about: 'Where to write it', required: true },
    organisation: { value: 'ORGANISATION', about: 'Its name, its ODS code or its name on the record' },
  },
  async run(desk, given) {
    const [wanted, out] = [given.text('organisation'), given.required('out')];
    if (!/\.xlsx$/i.test(out)) throw refuse('wrong-input', `${out} does not end in .xlsx. A workbook does.`);
    const organisation = wanted === undefined ? undefined : await organisationNamed(desk, wanted);
    const made = await ask(
      desk,
      'template.make',
      organisation === undefined ? {} : { organisation: organisation.id },
    );
    const file = await saveExport(desk, made, out);
    return {
      value: {
        file,
        bytes: made.bytes,
        ...(organisation === undefined ? {} : { organisation: organisation.id }),
      },
      text: `${organisation === undefined ? 'The submission workbook' : `The submission workbook for ${organisation.name}`} is in ${file} (${bytesInWords(made.bytes)}).`,
    };
  },
};

export const standardsVerbs: readonly DeskVerb[] = [load, show, template];
