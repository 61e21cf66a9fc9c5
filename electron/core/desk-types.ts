import type { Answer } from '../../shared/contract/refusal.ts';
import type { DeskEvent } from '../../shared/contract/table.ts';

/** A file that leaves the desk by `bridge.save`: where it lies until it is taken, and what to call it. */
export interface ExportFile {
  readonly path: string;
  readonly name: string;
  readonly type: string;
}

/** What the content handler needs to serve one evidence file: where it lies and what its first bytes say it is. */
export interface EvidenceFile {
  readonly path: string;
  readonly bytes: number;
  /** From our own sniffing against an allow-list; `application/octet-stream` for all that is not on it. */
  readonly type: string;
}

/**
 * The program as a shell sees it. The same surface in the same thread (command line, tests) and across the worker
 * thread (both windows), which is why every answer is a promise and every value plain data.
 */
export interface DeskPort {
  /** Any method of the contract; input is checked by its schema, an unknown method is refused. */
  invoke(method: string, input: unknown): Promise<Answer<unknown>>;
  subscribe(listener: (event: DeskEvent) => void): () => void;
  /** An empty folder on the same disk as the evidence, into which a shell may stream what a person hands over. */
  stagingFolder(): Promise<string>;
  /** Names files for import. `path` is what the person picked it as, `file` where its bytes lie. */
  stage(
    files: readonly { readonly path: string; readonly file: string }[],
  ): Promise<Answer<readonly { readonly id: string; readonly path: string; readonly bytes: number }[]>>;
  /** Undefined when this desk does not hold it, which looks the same as when nobody does. */
  evidence(sha256: string): Promise<EvidenceFile | undefined>;
  exportFile(id: string): Promise<ExportFile | undefined>;
  close(): Promise<void>;
}
