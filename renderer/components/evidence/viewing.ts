import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { Hash } from '../../../shared/domain/ids.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';
import type { Citation } from '../../../shared/domain/score.ts';

/** What a reader marks in a file to cite it: the page, the words, where they stand. */
export type Passage = Omit<Citation, 'id' | 'evidence' | 'meaning' | 'note'>;

/** A citation as its page shows it: a highlight, and a pin that says which standard it is for. */
export interface Mark {
  readonly citation: Citation;
  readonly pin: string;
}

/** Where a reference, a citation or a search leads. `stamp` is new each time, so that the same place can be gone to again. */
export interface Target {
  readonly page?: number;
  readonly citation?: Citation;
  /** Words to find and mark there. */
  readonly words?: string;
  readonly stamp: number;
}

export interface ViewerProps {
  readonly file: EvidenceView;
  /** Of its bytes, on this window's own origin. */
  readonly url: string;
  /** Those of this file. */
  readonly marks: readonly Mark[];
  readonly target: Target | undefined;
  /** Absent where nothing can be cited: a sheet that was submitted. */
  readonly onCite: ((passage: Passage) => void) | undefined;
  /** Opens a file that lies in this one. */
  readonly onEnclosed: (file: EvidenceView) => void;
}

/** A passage of a file, or of a file that lies in it. */
export type Cite = (passage: Passage, evidence: Hash) => void;

/** What the text view and find need of a file, whatever its kind. */
export interface Readable {
  readonly pages: number;
  text(page: number): Promise<PageText>;
}
