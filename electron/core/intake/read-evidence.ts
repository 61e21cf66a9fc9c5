import type { Problem } from '../../../shared/domain/intake.ts';
import { plainWords } from '../../../shared/domain/likeness.ts';
import { list } from '../../../shared/domain/words.ts';
import type { PlainWorkbook } from '../../../shared/domain/workbook.ts';
import { sheetNamed, tableIn, under, yesOrNo } from '../spreadsheet/cells.ts';
import { EVIDENCE_HEADINGS, SHEETS } from './form.ts';
import { gap, note, refusal, rowPlace, sheetPlace } from './problems.ts';
import { tooLong } from './read-organisation.ts';
import { sameRef } from './references.ts';

/** A row of the Evidence sheet that names a file. */
export interface NamedEvidence {
  readonly ref: string;
  readonly name: string;
  readonly shows: string;
  readonly namesRemoved: 'yes' | 'no' | 'not-said';
  readonly row: number;
}

export interface ReadEvidence {
  readonly evidence: readonly NamedEvidence[];
  readonly problems: readonly Problem[];
}

export function readEvidence(workbook: PlainWorkbook): ReadEvidence {
  const sheet = sheetNamed(workbook, SHEETS.evidence);
  const table = sheet && tableIn(sheet, EVIDENCE_HEADINGS, ['ref', 'name']);
  if (table === undefined)
    return {
      evidence: [],
      problems: [
        note(
          'sheet-missing',
          sheetPlace(SHEETS.evidence),
          `The workbook has no ‘${SHEETS.evidence}’ sheet with the headings ${list([EVIDENCE_HEADINGS.ref, EVIDENCE_HEADINGS.name])}. No evidence is named.`,
        ),
      ],
    };
  const problems: Problem[] = [];
  const evidence: NamedEvidence[] = [];
  for (const row of table.rows) {
    const [ref, name, shows] = [
      under(table, row, 'ref'),
      under(table, row, 'name'),
      under(table, row, 'shows'),
    ];
    const place = rowPlace(SHEETS.evidence, row.row);
    if (name === '') {
      if (ref !== '' && shows !== '')
        problems.push(
          gap(
            'evidence-without-name',
            place,
            `${ref} says what it shows and names no file. Ask which file it is.`,
            [{ kind: 'evidence-missing', ref: ref.slice(0, 20), name: '' }],
          ),
        );
      continue;
    }
    if (ref === '' || ref.length > 20) {
      problems.push(
        refusal(
          'reference-unreadable',
          place,
          ref === ''
            ? `‘${name}’ has no reference. Give it the next free one, such as E${evidence.length + 1}.`
            : `The reference ‘${ref}’ is longer than 20 characters. Give it a short one, such as E${evidence.length + 1}.`,
        ),
      );
      continue;
    }
    const earlier = evidence.find((other) => sameRef(other.ref, ref));
    if (earlier !== undefined) {
      problems.push(
        refusal(
          'reference-twice',
          place,
          `${ref} stands for both ‘${earlier.name}’ (row ${earlier.row}) and ‘${name}’. Give each file its own reference.`,
        ),
      );
      continue;
    }
    const sameName = evidence.find((other) => plainWords(other.name) === plainWords(name));
    if (sameName !== undefined)
      problems.push(
        note(
          'same-name-twice',
          place,
          `${ref} names the same file as ${sameName.ref} (row ${sameName.row}), ‘${name}’. Both references will open it.`,
        ),
      );
    if (name.length > 400) problems.push(tooLong('The file name', name.length, 400, place));
    if (shows.length > 4000) problems.push(tooLong('What the evidence shows', shows.length, 4000, place));
    evidence.push({
      ref,
      name,
      shows,
      namesRemoved: namesRemoved(under(table, row, 'namesRemoved')),
      row: row.row,
    });
    if (evidence.at(-1)?.namesRemoved === 'no')
      problems.push(
        note(
          'names-not-removed',
          place,
          `${ref} says that names were not removed from ‘${name}’. Look before it goes to assessors.`,
        ),
      );
  }
  return { evidence, problems };
}

function namesRemoved(words: string): NamedEvidence['namesRemoved'] {
  return yesOrNo(words) ?? 'not-said';
}
