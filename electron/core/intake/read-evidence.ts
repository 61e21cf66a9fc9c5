import type { Place } from '../../../shared/contract/refusal.ts';
import type { Problem } from '../../../shared/domain/intake.ts';
import { plainWords } from '../../../shared/domain/likeness.ts';
import { list } from '../../../shared/domain/words.ts';
import type { PlainSheet, PlainWorkbook } from '../../../shared/domain/workbook.ts';
import { saysMore, tableNamed, under, yesOrNo } from '../spreadsheet/cells.ts';
import { EVIDENCE_HEADINGS, SHEETS } from './form.ts';
import { leftOutOfTable } from './left-out.ts';
import { gap, note, refusal, rowPlace, sheetPlace } from './problems.ts';
import { tooLong, withWords } from './read-organisation.ts';
import { sameRef } from './references.ts';

/** A row of the Evidence sheet that names a file. */
export interface NamedEvidence {
  readonly ref: string;
  readonly name: string;
  readonly shows: string;
  readonly namesRemoved: 'yes' | 'no' | 'not-said';
  /** The sheet and the row that name it. */
  readonly sheet: string;
  readonly row: number;
  /** Where it is named, where that is not a row of a sheet. */
  readonly place?: Place;
}

export interface ReadEvidence {
  readonly evidence: readonly NamedEvidence[];
  readonly sheet: PlainSheet | undefined;
  readonly problems: readonly Problem[];
}

/** `letter`: what the files of such a workbook are numbered with. */
export function readEvidence(workbook: PlainWorkbook, letter = 'E'): ReadEvidence {
  const found = tableNamed(workbook, SHEETS.evidence, EVIDENCE_HEADINGS, ['ref', 'name']);
  if (found === undefined)
    return {
      evidence: [],
      sheet: undefined,
      problems: [
        note(
          'sheet-missing',
          sheetPlace(SHEETS.evidence),
          `The workbook has no ‘${SHEETS.evidence}’ sheet with the headings ${list([EVIDENCE_HEADINGS.ref, EVIDENCE_HEADINGS.name])}. No evidence is named.`,
        ),
      ],
    };
  const { sheet, table } = found;
  const problems: Problem[] = [...leftOutOfTable(sheet, table, EVIDENCE_HEADINGS)];
  const evidence: NamedEvidence[] = [];
  for (const row of table.rows) {
    const [ref, name, shows] = [
      under(table, row, 'ref'),
      under(table, row, 'name'),
      under(table, row, 'shows'),
    ];
    const place = rowPlace(sheet.name, row.row);
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
    const removed = under(table, row, 'namesRemoved');
    const said = yesOrNo(removed);
    if (said === undefined)
      problems.push(
        note(
          'neither-yes-nor-no',
          place,
          `‘${removed.slice(0, 200)}’ for ${EVIDENCE_HEADINGS.namesRemoved.replace('?', '')} is neither Yes nor No. It was read as not said.`,
        ),
      );
    else if (saysMore(removed)) problems.push(withWords(removed, said, 'names removed', place));
    if (ref === '' || ref.length > 20) {
      problems.push(
        refusal(
          'reference-unreadable',
          place,
          ref === ''
            ? `‘${name}’ has no reference. Give it one that is free, such as ${free()}.`
            : `The reference ‘${ref}’ is longer than 20 characters. Give it a short one, such as ${free()}.`,
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
      namesRemoved: said ?? 'not-said',
      sheet: sheet.name,
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
  return { evidence, sheet, problems };

  function free(): string {
    const taken = found?.table.rows.flatMap((row) => {
      const inUse = under(found.table, row, 'name') !== '';
      return inUse ? [under(found.table, row, 'ref')] : [];
    });
    let next = 1;
    while (taken?.some((ref) => sameRef(ref, `${letter}${next}`))) next += 1;
    return `${letter}${next}`;
  }
}
