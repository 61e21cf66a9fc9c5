import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import type { InputOf } from '../../../shared/contract/table.ts';
import type { Hash } from '../../../shared/domain/ids.ts';
import { left, type Scene, type Step, step } from './scene.ts';

// Kept from an answer of the list itself, a step or a few before.
const caution = (scene: Scene, reason: string): InputOf<'cautions.setAside'> => ({
  ...(JSON.parse(left(scene, 'caution')) as Pick<InputOf<'cautions.setAside'>, 'sha256' | 'kind'>),
  reason,
});

const fileWithCaution = (scene: Scene, reason: string): InputOf<'cautions.keepBack'> => ({
  sha256: caution(scene, reason).sha256,
  reason,
});

/** Evidence read, searched and cautioned of. */
export const evidenceStory: readonly Step[] = [
  step('evidence.readAll', 'admin', {}),
  step('evidence.progress', 'admin', {}),
  step('evidence.search', 'admin', { words: 'made up', scope: { kind: 'round' }, limit: 5, offset: 0 }),
  step('evidence.read', 'a1', async (scene) => ({ sha256: await firstFile(scene, scene.a1) })),
  step('evidence.glimpse', 'a1', async (scene) => ({ sha256: await firstFile(scene, scene.a1) })),
  step('evidence.enclosure', 'admin', enclosing),
  step('evidence.citedIn', 'a1', async (scene) => ({ sha256: await firstFile(scene, scene.a1) })),
  step('cautions.list', 'admin', { limit: 50, offset: 0 }, keepCaution),
  step('cautions.setAside', 'admin', (scene) => caution(scene, 'A mailbox of the team.')),
  step('cautions.reopen', 'admin', (scene) => caution(scene, 'It is a person’s after all.')),
  step('cautions.askCleanCopy', 'admin', (scene) => fileWithCaution(scene, 'Asked on the telephone.')),
  step('cautions.keepBack', 'admin', (scene) => fileWithCaution(scene, 'Until the clean copy comes.')),
  step('cautions.passOn', 'admin', (scene) => fileWithCaution(scene, 'They say that it may go out.')),
];

async function firstFile({ submission }: Scene, desk: Desk): Promise<Hash> {
  const { evidence } = await ask(desk, 'sheets.open', { submission });
  const [file] = evidence;
  if (file === undefined) throw new Error('The submission has no evidence.');
  return file.sha256;
}

/** The mail of the second organisation, which has a file inside it. */
async function enclosing({ admin, round }: Scene): Promise<InputOf<'evidence.enclosure'>> {
  const submission = round.submissions[1]?.submission;
  if (submission === undefined) throw new Error('The round has one submission.');
  const { evidence } = await ask(admin, 'submissions.show', { submission });
  for (const { sha256 } of evidence) {
    const read = await ask(admin, 'evidence.read', { sha256 });
    const [inside] = read.state === 'read' ? read.reading.enclosures : [];
    if (inside !== undefined) return { sha256, path: inside.path };
  }
  throw new Error('No file has another inside it.');
}

function keepCaution(scene: Scene, value: unknown): void {
  const [first] = Object(value).cautions;
  scene.left.set('caution', JSON.stringify({ sha256: first.sha256, kind: first.kind }));
}
