/** What `run.mjs` decides, for its tests: it is plain JavaScript, so its types stand here. */
type Found =
  | { readonly path: string; readonly problem?: never }
  | { readonly problem: string; readonly path?: never };

/** The Node to run on: this one if it is new enough, else the one that a package carries, else a sentence saying what to do. */
export declare function chooseNode(machine: {
  readonly version: string;
  readonly execPath: string;
  readonly platform: string;
  readonly arch: string;
  readonly modules: string;
  readonly exists: (path: string) => boolean;
}): Found;

/** The script to run: a file relative to the working folder, or the launcher of one of our tools. */
export declare function findScript(
  name: string | undefined,
  disk: {
    readonly modules: string;
    readonly exists: (path: string) => boolean;
    readonly read: (path: string) => string;
  },
): Found;
