import { posix, win32 } from 'node:path';

/** What decides where a desk lies: the environment's variables, the person's home, and the operating system. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/**
 * The folder of this computer's own desk, always in the local profile: a roaming one would copy the database while it
 * is open. `AWARD_PANEL_DATA` names another.
 */
export function defaultDataFolder({ env, home, platform }: Surroundings): string {
  const path = platform === 'win32' ? win32 : posix;
  if (env.AWARD_PANEL_DATA) return path.resolve(env.AWARD_PANEL_DATA);
  switch (platform) {
    case 'win32':
      return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'Award Panel');
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Award Panel');
    default: {
      // The specification says that a relative XDG_DATA_HOME does not count.
      const data = env.XDG_DATA_HOME;
      return path.join(data?.startsWith('/') ? data : path.join(home, '.local', 'share'), 'award-panel');
    }
  }
}
