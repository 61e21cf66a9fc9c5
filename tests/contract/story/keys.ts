import { ask } from '../../../electron/core/ask.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import type { InputOf } from '../../../shared/contract/table.ts';
import { PersonId } from '../../../shared/domain/ids.ts';
import { left, type Scene, type Step, step } from './scene.ts';

/** The words of a computer that signed as `a2` without having been invited. */
async function stranger({ desks, admin, round }: Scene): Promise<InputOf<'keys.accept'>> {
  const person = PersonId.parse('a2');
  const desk = await desks.open('stranger');
  await carry(admin, desk, { purpose: 'round', to: person });
  desk.context.settings.remove('invitation');
  const { key, ledger } = desk.context;
  ledger.append('writer-introduced', { facts: { round: round.id, person, writer: key.writer }, text: {} });
  await carry(desk, admin, { purpose: 'scores', to: round.administrator.id });
  const { fingerprint } = await ask(desk, 'keys.here', {});
  await desks.close(desk);
  return { person, words: fingerprint };
}

/** Whose key is whose, and what is left when a computer is gone. */
export const keysStory: readonly Step[] = [
  step('keys.here', 'a1', {}),
  step('keys.accept', 'admin', stranger),
  step('keys.list', 'admin', {}),
  step('recovery.make', 'fresh', {}, (scene, value) => {
    scene.left.set('recovery key', Object(value).lines.join('\n'));
  }),
  step('recovery.people', 'fresh', {}),
  step('recovery.use', 'fresh', (scene) => ({ key: left(scene, 'recovery key') })),
];
