import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { startBrowserShell } from '../../electron/browser.ts';
import { type Desk, openDesk } from '../../electron/core/desk/desk.ts';
import { findResources } from '../../electron/core/entry-point.ts';
import { carry } from '../../electron/core/sample/job.ts';
import { itemsOf } from '../../shared/domain/standard-set.ts';
import { type Measure, median, percentile, type Row, round, type Setting, timed } from './measure.ts';
import { layRound, makeRound, scoresOf } from './round.ts';

/** Enough that the slowest twentieth is fifty, not a handful. */
const SAVES = 1000;
/** The first of each are not counted: files are new, code is cold. */
const COLD = 200;

type Save = (number: number) => Promise<void>;

/** A score save against a bare commit on the same disk: in the core, and as a window makes it. */
export const saving: Measure = {
  name: 'save',
  async run(setting) {
    const round = makeRound({ organisations: 4, standards: 30, assessors: 1, perSubmission: 4, files: 0 });
    const dataFolder = join(setting.folder, 'assessor');
    const person = round.people.find(({ roles }) => roles.includes('assessor'))?.id;
    const submission = round.submissions[0]?.submission;
    if (person === undefined || submission === undefined) throw new Error('The round is empty.');
    const admin = await open(join(setting.folder, 'administrator'));
    const desk = await open(dataFolder);
    await layRound(admin, {
      ...round,
      submissions: round.submissions.map((each) => ({ ...each, assessors: [person] })),
    });
    await carry(admin, desk, { purpose: 'round', to: person });
    await admin.close();
    const scores = scoresOf(round, submission, person);
    const inputOf = (number: number) => {
      const score = scores[number % itemsOf(round.set, ['newly-registered']).length];
      return { submission, score: { ...score, note: `${score?.note} (${number})` } };
    };
    setting.say('saving in the core');
    const core = await besideBareCommits(setting, async (number) => {
      const answer = await desk.invoke('scores.save', inputOf(number));
      if (!answer.ok) throw new Error(answer.error.sentence);
    });
    await desk.close();
    setting.say('saving at the bridge');
    const bridge = await atTheBridge(setting, dataFolder, inputOf);
    return [row('save in the core', 1, core), row('save at the bridge', 5, bridge)];
  },
};

const open = (dataFolder: string): Promise<Desk> => openDesk({ dataFolder, resources: findResources() });

interface Both {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/** One of ours, one bare, and the other way round: whichever comes second finds the disk as the first has left it. */
async function besideBareCommits({ folder }: Setting, save: Save): Promise<Both> {
  const database = new Database(join(folder, `bare-${performance.now()}.db`));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE bare (item INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT');
  const put = database.prepare('INSERT OR REPLACE INTO bare (item, note) VALUES (?, ?)');
  const both: { readonly ours: number[]; readonly bare: number[] } = { ours: [], bare: [] };
  const commit = (number: number) =>
    timed(() => void put.run(number % 30, `a note of about this length, number ${number}`));
  for (let number = 0; number < SAVES + COLD; number++) {
    const bareFirst = number % 2 === 0 ? await commit(number) : undefined;
    const [ours] = await timed(() => save(number));
    const [bare] = bareFirst ?? (await commit(number));
    if (number < COLD) continue;
    both.bare.push(bare);
    both.ours.push(ours);
  }
  database.close();
  return both;
}

function row(name: string, more: number, { ours, bare }: Both): Row {
  const [mine, its] = [percentile(ours, 0.95), percentile(bare, 0.95)];
  return {
    name,
    promise: `at the 95th percentile, a bare synchronous=FULL commit plus ${more} ms`,
    measured: {
      saves: ours.length,
      median: round(median(ours)),
      p95: round(mine),
      bareMedian: round(median(bare)),
      bareP95: round(its),
      moreMedian: round(median(ours) - median(bare)),
      moreP95: round(mine - its),
    },
    ratio: round(mine / its),
    kept: mine <= its + more,
  };
}

/** Through the browser shell as it is: its gate, its bridge, and the desk in its own thread. */
async function atTheBridge(
  setting: Setting,
  dataFolder: string,
  inputOf: (number: number) => unknown,
): Promise<Both> {
  const shell = await startBrowserShell({
    dataFolder,
    rendererFolder: join(setting.folder, 'none'),
    openWindow: false,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { host, port } = new URL(shell.origin);
  const send = (path: string, headers: Record<string, string>, body?: string) =>
    new Promise<{ readonly status: number; readonly cookie: string; readonly said: string }>(
      (done, failed) => {
        const method = body === undefined ? 'GET' : 'POST';
        const outgoing = request(
          { host: '127.0.0.1', port, path, method, agent, headers: { host, ...headers } },
          (message) => {
            const cookie = message.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
            text(message).then((said) => done({ status: message.statusCode ?? 0, cookie, said }), failed);
          },
        );
        outgoing.on('error', failed);
        outgoing.end(body);
      },
    );
  try {
    const { pathname, search } = new URL(shell.address);
    const { cookie } = await send(`${pathname}${search}`, {
      'sec-fetch-site': 'none',
      'sec-fetch-mode': 'navigate',
    });
    const headers = {
      cookie,
      origin: shell.origin,
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      'content-type': 'application/json',
    };
    return await besideBareCommits(setting, async (number) => {
      const call = JSON.stringify({ method: 'scores.save', input: inputOf(number) });
      const { status, said } = await send('/bridge/call', headers, call);
      const answer: unknown = status === 200 ? JSON.parse(said) : undefined;
      if (answer === null || typeof answer !== 'object' || !('ok' in answer) || answer.ok !== true)
        throw new Error(`The bridge did not save: ${status} ${said.slice(0, 200)}`);
    });
  } finally {
    agent.destroy();
    await shell.close();
  }
}
