import { homedir } from 'node:os';
import { run } from './cli/run.ts';
import { findResources } from './core/entry-point.ts';
import { defaultDataFolder } from './shell/data-folder.ts';

const { env, platform, stdout, stderr } = process;

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => stdout.write(text),
  error: (text) => stderr.write(text),
  watched: stderr.isTTY === true,
  resources: findResources(),
  ownDataFolder: defaultDataFolder({ env, platform, home: homedir() }),
});
