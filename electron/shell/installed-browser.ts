import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, posix, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Where Edge, Chrome and Chromium are usually installed, in the order in which we try them. */
export function browserPlaces({ platform, env }: Machine): readonly string[] {
  switch (platform) {
    case 'win32': {
      const roots = [env['PROGRAMFILES(X86)'], env.PROGRAMFILES, env.LOCALAPPDATA].filter(
        (root) => root !== undefined,
      );
      return ['Microsoft\\Edge\\Application\\msedge.exe', 'Google\\Chrome\\Application\\chrome.exe'].flatMap(
        (program) => roots.map((root) => win32.join(root, program)),
      );
    }
    case 'darwin':
      return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    default: {
      const folders = (env.PATH ?? '').split(delimiter).filter((folder) => posix.isAbsolute(folder));
      return [
        'microsoft-edge',
        'google-chrome',
        'google-chrome-stable',
        'chromium',
        'chromium-browser',
      ].flatMap((name) => folders.map((folder) => posix.join(folder, name)));
    }
  }
}

/** The first browser that is there; undefined where there is none, or no display to show its window on. */
export async function findInstalledBrowser(machine: Machine): Promise<string | undefined> {
  const { platform, env } = machine;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined;
  for (const place of browserPlaces(machine)) {
    const there = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (there) return place;
  }
  return undefined;
}

/**
 * The command line of an app window. It names the redirect file and never the token: other people on this computer
 * can read command lines. The profile folder of its own keeps it apart from the person's browsing, extensions and
 * sign-ins. For root on Linux the browser refuses to start inside its sandbox, so there it is started without one:
 * it loads nothing but our own page.
 */
export function browserArguments(
  redirect: string,
  profile: string,
  { platform, isRoot }: { readonly platform: NodeJS.Platform; readonly isRoot: boolean },
): readonly string[] {
  return [
    `--app=${pathToFileURL(redirect).href}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-features=Translate,OptimizationHints,MediaRouter',
    '--no-pings',
    '--window-size=1366,768',
    ...(platform === 'linux' && isRoot ? ['--no-sandbox'] : []),
  ];
}

/** Starts a browser. `exited` hears when that process ends, and with what where it could not start. */
export function openBrowser(
  program: string,
  args: readonly string[],
  exited: (failure: Error | undefined) => void,
): { stop(): void } {
  const child = spawn(program, args, { stdio: 'ignore' });
  child.once('error', (error) => exited(error));
  child.once('exit', () => exited(undefined));
  return { stop: () => void child.kill() };
}
