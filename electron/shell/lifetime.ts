/** Milliseconds that nobody may listen before the program ends: a reload takes one, waking from sleep a few. */
const usual = 30_000;
/** The same once the browser process that we started has ended: nothing is coming back. */
const afterExit = 2_000;

export interface Lifetime {
  /** How many windows listen now. */
  windows(count: number): void;
  /** The browser that we started has ended. Whether a window had come by then. */
  browserExited(): boolean;
  stop(): void;
}

/** Calls `end` once when the last window has been gone for a while. Nothing ends before a first window has come. */
export function lifetime(
  end: () => void,
  patience: { readonly usual: number; readonly afterExit: number } = { usual, afterExit },
): Lifetime {
  let open = 0;
  let came = false;
  let exited = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const judge = () => {
    clearTimeout(timer);
    // Windows whose connections are cut at the end are counted out after it: nothing is to begin anew.
    if (stopped) return;
    if (came && open === 0) timer = setTimeout(end, exited ? patience.afterExit : patience.usual);
  };
  return {
    windows(count) {
      open = count;
      came ||= count > 0;
      judge();
    },
    browserExited() {
      exited = true;
      judge();
      return came;
    },
    stop() {
      stopped = true;
      judge();
    },
  };
}
