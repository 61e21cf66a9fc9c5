import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright';

const project = resolve(import.meta.dirname, '../..');
const modules = join(project, 'node_modules');
const run = promisify(execFile);

/** A browser to test in: where it is and what it needs around it, or why there is none. */
export type Found =
  | { readonly path: string; readonly env: Readonly<Record<string, string>> }
  | { readonly missing: string };

/** Nothing that phones home or changes by itself, and text drawn alike on every machine. The web's own rules stay on. */
const args = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
];

/** Chrome and Edge where they are usually installed, for platforms for which no package carries a browser. */
const installed: Readonly<Record<string, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']].flatMap((folder) =>
    folder === undefined
      ? []
      : [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ],
  ),
  linux: ['/usr/bin/google-chrome', '/usr/bin/microsoft-edge', '/usr/bin/chromium'],
};

/**
 * The browser that AWARD_PANEL_BROWSER names; else, on Linux x64, the one in a package; else an installed Chrome or
 * Edge. A test that finds none skips with `missing` as its reason.
 */
export async function findBrowser(): Promise<Found> {
  const named = process.env.AWARD_PANEL_BROWSER;
  if (named !== undefined && named !== '')
    return existsSync(named)
      ? { path: named, env: {} }
      : { missing: `AWARD_PANEL_BROWSER names ${named}, which is not there` };
  if (process.platform === 'linux' && process.arch === 'x64') return carriedChromium();
  const path = (installed[process.platform] ?? []).find((candidate) => existsSync(candidate));
  return path === undefined
    ? {
        missing: `no Chrome or Edge was found on ${process.platform} ${process.arch}; name one with AWARD_PANEL_BROWSER`,
      }
    : { path, env: {} };
}

/**
 * Opens the browser, without a window. The caller closes it.
 * Throws with the reason where there is none: ask `findBrowser` first where that should skip a test.
 */
export async function launchBrowser(): Promise<Browser> {
  const found = await findBrowser();
  if ('missing' in found) throw new Error(`No browser to test in: ${found.missing}.`);
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: found.path,
    args: root ? [...args, '--no-sandbox'] : args,
    chromiumSandbox: !root && Object.keys(found.env).length === 0,
    env: { ...plainEnvironment(), ...found.env },
  });
}

function plainEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

/**
 * The package runs whatever `chromium` lies in the temporary folder, also half of one, or another's. So it unpacks
 * into a new folder of ours, which takes its name, with the version in it, only when it is whole.
 */
async function carriedChromium(): Promise<Found> {
  const { version } = await packageFile('@sparticuz/chromium');
  const cache = join(modules, '.cache/award-panel');
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    const fresh = await mkdtemp(join(cache, 'chromium-new-'));
    const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
    await run(process.execPath, [join(import.meta.dirname, 'inflate-chromium.ts')], { env });
    await rename(fresh, folder).catch(async (error: unknown) => {
      // Another test process was first: its folder is as good.
      if (!existsSync(folder)) throw error;
      await rm(fresh, { recursive: true, force: true });
    });
  }
  const env = {
    LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
    FONTCONFIG_FILE: await writeFontSettings(folder),
  };
  const path = join(folder, 'chromium');
  const { stdout } = await run(path, ['--version'], { env: { ...process.env, ...env } });
  const major = version.split('.')[0];
  if (!stdout.includes(` ${major}.`))
    throw new Error(
      `${path} says it is "${stdout.trim()}", not Chromium ${major}. Remove ${folder} and test again.`,
    );
  return { path, env };
}

/**
 * The package brings Open Sans alone. Pages ask for Arial, and so do PDFs: pdf.js carries Liberation Sans, which has
 * the same widths. Written at each start, since the project's folder may have moved.
 */
async function writeFontSettings(folder: string): Promise<string> {
  const same = ['Arial', 'Helvetica', 'sans-serif', 'system-ui'].map(
    (name) => `<match>
<test name="family"><string>${name}</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Liberation Sans</string></edit>
</match>`,
  );
  const settings = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${join(folder, 'fonts')}</dir>
<dir>${join(modules, 'pdfjs-dist/standard_fonts')}</dir>
<cachedir>${join(folder, 'font-cache')}</cachedir>
${same.join('\n')}
</fontconfig>
`;
  const file = join(folder, 'fonts.conf');
  await writeFile(`${file}.${process.pid}`, settings);
  await rename(`${file}.${process.pid}`, file);
  return file;
}

async function packageFile(name: string): Promise<{ readonly version: string }> {
  const data: unknown = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8'));
  if (typeof data === 'object' && data !== null && 'version' in data && typeof data.version === 'string')
    return { version: data.version };
  throw new Error(`${name} has no version in its package.json. Run "npm ci".`);
}
