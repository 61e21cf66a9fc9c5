import type { Answer } from './refusal.ts';
import type { DeskEvent, InputOf, MethodName, OutputOf } from './table.ts';

/** A file handed to the desk: bytes lie in its staging folder, or, in the window shell, where the person has them. */
export interface StagedFile {
  readonly id: string;
  /** File name with the folders it was picked in, "riverbend/evidence/policy.pdf". */
  readonly path: string;
  readonly bytes: number;
}

/** What the rooms know of the world outside. Two implementations: the preload script, and fetch on the same origin. */
export interface Bridge<PickedFile = unknown> {
  readonly shell: { readonly kind: 'window' | 'browser'; readonly version: string };
  call<Method extends MethodName>(method: Method, input: InputOf<Method>): Promise<Answer<OutputOf<Method>>>;
  /** Hears every event of the desk until the returned function is called. */
  subscribe(listener: (event: DeskEvent) => void): () => void;
  /** Hands files to the desk; `progress` hears bytes done and bytes in all. */
  stage(
    files: readonly PickedFile[],
    progress?: (done: number, total: number) => void,
  ): Promise<Answer<readonly StagedFile[]>>;
  /** Stops what is being staged; what was staged by then is dropped. */
  stopStaging(): void;
  /**
   * Lets the person choose a folder and tells its path, where the shell can; `path` is absent when they thought better
   * of it. Elsewhere the path is typed.
   */
  readonly chooseFolder?: () => Promise<Answer<{ readonly path?: string }>>;
  /** Lets the person keep an export: a save dialog, or a download. `saved: false` when they thought better of it. */
  save(exportId: string): Promise<Answer<{ readonly saved: boolean }>>;
  /** Opens a copy of an evidence file, by the name it came with, in its own program, where the shell can. */
  readonly openOutside?: (sha256: string, name: string) => Promise<Answer<{ readonly opened: true }>>;
  /** The address of an evidence file's bytes, on the same origin. */
  evidenceUrl(sha256: string): string;
}
