import { useRef, useState } from 'react';
import type { SearchHit } from '../../../shared/contract/evidence.ts';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { SheetView } from '../../../shared/contract/sheets.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Citation } from '../../../shared/domain/score.ts';
import { enclosedNamed, unnamedFile } from '../../components/evidence/enclosed.ts';
import type { Target } from '../../components/evidence/viewing.ts';
import type { SheetPlaces } from './use-places.ts';
import { fileOf } from './what-they-say.tsx';

/** Which file is open beside the score, and where in it. `expected` hears at once of the one to begin with. */
export function useEvidence(
  sheet: SheetView,
  first: ItemId,
  places: SheetPlaces,
  expected: (file: EvidenceView) => void,
) {
  const stamp = useRef(1);
  const [shown, setShown] = useState(() => {
    const start = startOf(sheet, first, places);
    if (start !== undefined) expected(start.file);
    return start && { file: start.file, target: { ...start.where, stamp: 1 } satisfies Target };
  });

  /** A file of another submission: to be read, and not to be cited here. */
  const [foreign, setForeign] = useState<string>();

  const open = (file: EvidenceView, where: Omit<Target, 'stamp'> = {}) => {
    stamp.current += 1;
    setShown({ file, target: { ...where, stamp: stamp.current } });
  };
  return {
    file: shown?.file,
    target: shown?.target,
    foreign: shown !== undefined && shown.file.sha256 === foreign,
    open,
    openCitation(citation: Citation) {
      const file =
        filesOf(sheet).find((one) => one.sha256 === citation.evidence) ??
        enclosedNamed(citation.evidence) ??
        unnamedFile(citation.evidence);
      open(file, { citation });
    },
    /** What a search found, with its words; undefined where that is no file. */
    openHit({ sha256, places: [place], enclosed, leaf }: SearchHit, words: string) {
      if (sha256 === undefined) return;
      const file = filesOf(sheet).find((one) => one.sha256 === sha256) ?? {
        ...(enclosedNamed(sha256) ?? unnamedFile(sha256)),
        name: enclosed ?? place?.name ?? '',
        ref: place?.ref ?? '',
        ...(enclosed === undefined || place === undefined ? {} : { inside: [place.name] }),
      };
      open(file, { words, ...(leaf === undefined ? {} : { page: leaf.number }) });
      setForeign(place?.submission === sheet.submission ? undefined : sha256);
    },
    /** Where one was for the standard, or else what its answer points to first; where that is nothing, what is open stays. */
    openFor(item: ItemId) {
      const found = placeFor(sheet, item, places);
      if (found !== undefined) open(found.file, found.where);
    },
    /** The file after the one that is open, among those that the answer points to. */
    openNextFor(item: ItemId) {
      const references = referencesOf(sheet, item);
      const at = references.findIndex(({ file }) => file === shown?.file);
      const next = references[(at + 1) % Math.max(1, references.length)];
      if (next !== undefined) open(next.file, pageOf(next.page));
    },
  };
}

/** The evidence, what came with replies, and the files inside either that are cited. */
export function filesOf(
  view: Pick<SheetView, 'evidence' | 'replyFiles' | 'enclosed'>,
): readonly EvidenceView[] {
  return [...sentFiles(view), ...view.enclosed];
}

/** Every file that the organisation sent, with the submission or with a reply; one that came with both once. */
export function sentFiles(view: Pick<SheetView, 'evidence' | 'replyFiles'>): readonly EvidenceView[] {
  const own = new Set(view.evidence.map(({ sha256 }) => sha256));
  return [...view.evidence, ...view.replyFiles.filter(({ sha256 }) => !own.has(sha256))];
}

interface Opened {
  readonly file: EvidenceView;
  readonly where: Omit<Target, 'stamp'>;
}

interface Referred {
  readonly file: EvidenceView;
  readonly page: number | undefined;
}

/** The files that an item's answer points to and that were received. */
export function referencesOf(sheet: SheetView, item: ItemId): readonly Referred[] {
  const response = sheet.responses.find((one) => one.item === item);
  return (response?.references ?? []).flatMap((reference) => {
    const file = fileOf(reference, sheet.evidence);
    return file === undefined ? [] : [{ file, page: reference.firstPage }];
  });
}

/** The file that was read last for the standard, where it was left; or else the first that the answer points to. */
function placeFor(sheet: SheetView, item: ItemId, places: SheetPlaces): Opened | undefined {
  const last = filesOf(sheet).find(({ sha256 }) => sha256 === places.lastFor(item));
  if (last !== undefined) return { file: last, where: {} };
  const [reference] = referencesOf(sheet, item);
  return reference && { file: reference.file, where: pageOf(reference.page) };
}

function startOf(sheet: SheetView, item: ItemId, places: SheetPlaces): Opened | undefined {
  const [first] = sheet.evidence;
  return placeFor(sheet, item, places) ?? (first && { file: first, where: {} });
}

function pageOf(page: number | undefined): Omit<Target, 'stamp'> {
  return page === undefined ? {} : { page };
}
