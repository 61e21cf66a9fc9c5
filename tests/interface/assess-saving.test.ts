import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Autosave, type SaveAnswer, type WaitingRoom } from '../../renderer/app/autosave.ts';
import { Instant, ItemId } from '../../shared/domain/ids.ts';
import type { Score } from '../../shared/domain/score.ts';

const savedAt = Instant.parse('2026-04-14T09:42:00.000Z');
const done: SaveAnswer = { ok: true, value: { savedAt } };
const failed: SaveAnswer = {
  ok: false,
  error: { code: 'disk-full', sentence: 'The disk is full.', places: [] },
};

function score(item: string, note: string): Score {
  return { item: ItemId.parse(item), note, feedback: '', citations: [] };
}

/** A desk that answers when it is told to, and a window's storage. */
function setUp() {
  const asked: { readonly score: Score; readonly answer: (answer: SaveAnswer) => void }[] = [];
  let kept: readonly Score[] = [];
  const room: WaitingRoom<Score> = {
    read: () => kept,
    write: (scores) => {
      kept = scores;
    },
  };
  const save = (saved: Score) =>
    new Promise<SaveAnswer>((answer) => {
      asked.push({ score: saved, answer });
    });
  const autosave = new Autosave({ save, room, keyOf: ({ item }) => item });
  const notes = () => asked.map((one) => one.score.note);
  const answer = async (index: number, how: SaveAnswer) => {
    asked[index]?.answer(how);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { autosave, notes, answer, kept: () => kept.map((one) => one.note) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('saving scores as they change', () => {
  test('waits for typing to rest, and then saves the last of it', async () => {
    const { autosave, notes, answer } = setUp();
    for (const note of ['S', 'St', 'Starts']) {
      autosave.change(score('3.3', note), 'at-rest');
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(notes()).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(notes()).toEqual(['Starts']);
    expect(autosave.saving()).toEqual({ kind: 'saving' });
    await answer(0, done);
    expect(autosave.saving()).toEqual({ kind: 'saved', at: savedAt });
  });

  test('saves a choice at once, with the words before it', async () => {
    const { autosave, notes } = setUp();
    autosave.change(score('3.3', 'Starts'), 'at-rest');
    autosave.change({ ...score('3.3', 'Starts'), outcome: { kind: 'level', level: 1 } }, 'now');
    await vi.advanceTimersByTimeAsync(1000);
    expect(notes()).toEqual(['Starts']);
  });

  test('has one save under way for an item, and the last state wins', async () => {
    const { autosave, notes, answer } = setUp();
    autosave.change(score('3.3', 'one'), 'now');
    autosave.change(score('3.3', 'two'), 'now');
    autosave.change(score('3.3', 'three'), 'now');
    autosave.change(score('3.4', 'other'), 'now');
    expect(notes()).toEqual(['one', 'other']);
    await answer(0, done);
    expect(notes()).toEqual(['one', 'other', 'three']);
    expect(autosave.saving()).toEqual({ kind: 'saving' });
    await answer(1, done);
    await answer(2, done);
    expect(autosave.saving()).toEqual({ kind: 'saved', at: savedAt });
  });

  test('keeps the words of a save that failed, says why and tries again', async () => {
    const { autosave, notes, answer, kept } = setUp();
    autosave.change(score('3.3', 'one'), 'now');
    await answer(0, failed);
    expect(autosave.saving()).toEqual({ kind: 'failed', sentence: 'The disk is full.' });
    expect(kept()).toEqual(['one']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(notes()).toEqual(['one', 'one']);
    expect(autosave.saving()).toMatchObject({ kind: 'failed' });
    await answer(1, done);
    expect(autosave.saving()).toEqual({ kind: 'saved', at: savedAt });
    expect(kept()).toEqual([]);
  });

  test('does not bring a failed state back over a later one', async () => {
    const { autosave, notes, answer } = setUp();
    autosave.change(score('3.3', 'one'), 'now');
    autosave.change(score('3.3', 'two'), 'at-rest');
    await answer(0, failed);
    await vi.advanceTimersByTimeAsync(2000);
    expect(notes()).toEqual(['one', 'two']);
  });

  test('flushes what waits, and says whether all of it is saved', async () => {
    const { autosave, notes, answer } = setUp();
    autosave.change(score('3.3', 'one'), 'at-rest');
    autosave.change(score('3.4', 'two'), 'at-rest');
    const flushed = autosave.flush();
    expect(notes()).toEqual(['one', 'two']);
    await answer(0, done);
    await answer(1, failed);
    expect(await flushed).toBe(false);
    const again = autosave.flush();
    await answer(2, done);
    expect(await again).toBe(true);
  });

  test('saves no more of what is dropped, and says nothing of it', async () => {
    const { autosave, notes, kept } = setUp();
    autosave.change(score('3.3', 'half a'), 'at-rest');
    autosave.drop('3.3');
    await vi.advanceTimersByTimeAsync(1000);
    expect(notes()).toEqual([]);
    expect(kept()).toEqual([]);
    expect(await autosave.flush()).toBe(true);
  });

  test('a page that is left sends what waits and keeps it until it is acknowledged', async () => {
    const { autosave, notes, kept } = setUp();
    autosave.change(score('3.3', 'half a'), 'at-rest');
    autosave.sendAll();
    expect(notes()).toEqual(['half a']);
    expect(kept()).toEqual(['half a']);
  });
});
