import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseCLI, startVitest } from 'vitest/node';
import { bringUpToDate, type Output } from '../electron/outputs.ts';
import { type Count, nothing, ResultReporter } from './support/results.ts';

const project = resolve(import.meta.dirname, '..');
const runner = join(project, 'electron/run.mjs');

const checks: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'types of electron, tests and resources', command: ['tsc', '-p', '.'] },
  { name: 'types of shared', command: ['tsc', '-p', 'shared'] },
  { name: 'types of renderer', command: ['tsc', '-p', 'renderer'] },
  { name: 'types of the interface tests', command: ['tsc', '-p', 'tests/interface'] },
  { name: 'form', command: ['biome', 'check', '.'] },
  { name: 'promises and other habits', command: ['oxlint', '--type-aware', '--deny-warnings'] },
];

/** Runs one check; what it says is printed only where it fails. */
function runCheck({ name, command }: (typeof checks)[number]): Promise<boolean> {
  return new Promise((done) => {
    const said: Buffer[] = [];
    const child = spawn(process.execPath, [runner, ...command], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (bytes: Buffer) => said.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => said.push(bytes));
    child.on('error', (error) => said.push(Buffer.from(error.message)));
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'passed' : 'FAILED'}  check: ${name}`);
      if (code !== 0) console.log(Buffer.concat(said).toString());
      done(code === 0);
    });
  });
}

async function build(output: Output): Promise<boolean> {
  try {
    console.log(`passed  build of the ${output} (${await bringUpToDate(project, output)})`);
    return true;
  } catch (error) {
    console.log(`FAILED  build of the ${output}`);
    console.log(error instanceof Error ? (error.stack ?? error.message) : error);
    return false;
  }
}

/** Two at a time, as many as the smallest machine we test on has processors. */
async function runChecks(): Promise<readonly boolean[]> {
  const results: boolean[] = [];
  const waiting = checks.values();
  const work = async () => {
    for (const check of waiting) results.push(await runCheck(check));
  };
  await Promise.all([work(), work()]);
  return results;
}

/** Runs vitest on the given paths, or on all tests, and counts what came out. */
async function runTests(): Promise<Count> {
  const results = new ResultReporter(options.testNamePattern !== undefined);
  const reporters = ['default', results] as const;
  const vitest = await startVitest(filter, {
    ...options,
    root: project,
    config: join(project, 'vitest.config.ts'),
    run: true,
    watch: false,
    passWithNoTests: true,
    reporters: [...reporters],
  });
  await vitest.close();
  return results.count;
}

const { filter, options } = parseCLI(['vitest', ...process.argv.slice(2)]);
const whole = process.argv.length === 2;
const unknown = filter.filter((path) => !existsSync(resolve(path)));
for (const path of unknown) console.log(`There is no ${path} to test.`);
const outcomes = whole ? [...(await runChecks())] : [];
if (whole) outcomes.push(await build('window'), await build('renderer'));
else if (filter.some((path) => path.includes('interface') || resolve(path) === import.meta.dirname))
  outcomes.push(await build('renderer'));
const tests = unknown.length > 0 ? nothing : await runTests();

const passed = tests.passed + outcomes.filter((good) => good).length;
const failed = tests.failed + outcomes.filter((good) => !good).length;
for (const { name, reason } of tests.skipped) console.log(`skipped  ${name}: ${reason}`);
const skipped = tests.skipped.length > 0 ? `, ${tests.skipped.length} skipped` : '';
console.log(`${passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 || tests.passed + tests.failed === 0 ? 1 : 0;
