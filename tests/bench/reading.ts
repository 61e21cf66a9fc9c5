import { join } from 'node:path';
import { ask } from '../../electron/core/ask.ts';
import { type Desk, openDesk } from '../../electron/core/desk/desk.ts';
import { findResources } from '../../electron/core/entry-point.ts';
import type { InputOf, MethodName } from '../../shared/contract/table.ts';
import { Day } from '../../shared/domain/ids.ts';
import { type Measure, median, percentile, type Row, round, type Setting, timed } from './measure.ts';
import { layRound, makeRound, type RoundSize } from './round.ts';
import { signSheets } from './sheets.ts';

const RUNS = 20;
const MOST_MS = 40;

const SHAPES: Readonly<Record<Setting['size'], RoundSize>> = {
  small: { organisations: 60, standards: 24, assessors: 15, perSubmission: 3, files: 2 },
  stress: { organisations: 1000, standards: 30, assessors: 60, perSubmission: 3, files: 2 },
};

interface Read {
  readonly method: MethodName;
  readonly input: unknown;
}

const read = <Method extends MethodName>(method: Method, input: InputOf<Method>): Read => ({ method, input });

/** What every room asks when it is opened, on a desk that holds the whole round with every sheet in. */
export const reading: Measure = {
  name: 'read',
  async run({ folder, size, say }) {
    say('making the round');
    const made = makeRound(SHAPES[size], { admin: ['chair', 'assessor'] });
    const [first, second, ...rest] = made.submissions;
    if (first === undefined || second === undefined) throw new Error('The round is too small.');
    const me = made.administrator.id;
    const desk = await openDesk({ dataFolder: join(folder, 'desk'), resources: findResources() });
    try {
      await layRound(desk, {
        ...made,
        submissions: [first, { ...second, assessors: [...second.assessors, me] }, ...rest],
      });
      desk.context.ledger.merge(signSheets(desk, made));
      const { submission } = first;
      await ask(desk, 'moderation.open', { submission, present: [] });
      const { round: head } = await ask(desk, 'round.show', {});
      say(`reading ${made.size.organisations} organisations`);
      return await measured(desk, { of: made.size, title: head.title }, [
        read('desk.show', {}),
        read('round.show', {}),
        read('standards.show', {}),
        read('organisations.list', {}),
        read('submissions.list', {}),
        read('submissions.show', { submission }),
        read('people.list', {}),
        read('assignments.list', {}),
        read('interests.list', {}),
        read('panels.list', {}),
        read('sheets.mine', {}),
        read('sheets.open', { submission: second.submission }),
        read('moderation.list', {}),
        read('moderation.show', { submission }),
        read('questions.list', {}),
        read('calibration.show', {}),
        read('cautions.list', { limit: 50, offset: 0 }),
        read('evidence.progress', {}),
        read('conflicts.list', {}),
        read('record.findings', {}),
        read('progress.list', {}),
        read('packs.recipients', {}),
        read('list.preview', { asOf: Day.parse('2026-07-17') }),
        read('list.history', {}),
      ]);
    } finally {
      await desk.close();
    }
  },
};

/** Each call some times, after once to warm it: a room that is opened is opened again. */
async function measured(
  desk: Desk,
  { of, title }: { readonly of: RoundSize; readonly title: string },
  reads: readonly Read[],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { method, input } of reads) {
    const once = await desk.invoke(method, input);
    if (!once.ok) throw new Error(`${method} in ${title}: ${once.error.sentence}`);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) times.push((await timed(() => desk.invoke(method, input)))[0]);
    const p95 = percentile(times, 0.95);
    rows.push({
      name: `read by ${method}`,
      promise: `every named query under ${MOST_MS} ms at the stress size`,
      measured: {
        organisations: of.organisations,
        sheets: of.organisations * of.perSubmission,
        kilobytes: round(JSON.stringify(once.value).length / 1024),
        median: round(median(times)),
        p95: round(p95),
      },
      kept: p95 <= MOST_MS,
    });
  }
  return rows;
}
