import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';
import type { Citation } from '../../../shared/domain/score.ts';

/** What a reader marks in a file to cite it: the page, the words, where they stand. */
export type Passage = Omit<Citation, 'id' | 'evidence' | 'meaning' | 'note'>;

/** A citation as its page shows it: a highlight, and a pin that says which standard it is for. */
export interface Mark {
  readonly citation: Citation;
  readonly pin: string;
}

/** Where a reference or a citation leads. `stamp` is new each time, so that the same place can be gone to again. */
export interface Target {
  readonly page?: number;
  readonly citation?: Citation;
  readonly stamp: number;
}

export interface ViewerProps {
  readonly file: EvidenceView;
  /** Of its bytes, on this window's own origin. */
  readonly url: string;
  readonly marks: readonly Mark[];
  readonly target: Target | undefined;
  /** Absent where nothing can be cited: a sheet that was submitted. */
  readonly onCite: ((passage: Passage) => void) | undefined;
}

/** What the text view and find need of a file, whatever its kind. */
export interface Readable {
  readonly pages: number;
  text(page: number): Promise<PageText>;
}
