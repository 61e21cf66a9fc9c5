import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { DeskEvent } from '../../shared/contract/table.ts';
import { useBridge } from './bridge.ts';
import { readAgain } from './queries.ts';

export type JobProgress = Extract<DeskEvent, { kind: 'progress' }>;

/** The last word of each job, for whoever shows it. */
class ProgressBoard {
  readonly #last = new Map<string, JobProgress>();
  readonly #listeners = new Set<() => void>();

  hear(event: JobProgress): void {
    this.#last.set(event.job, event);
    for (const listener of this.#listeners) listener();
  }

  of(job: string): JobProgress | undefined {
    return this.#last.get(job);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

const BoardContext = createContext(new ProgressBoard());

/** Hears the desk for all rooms: reads again what changed, and keeps the progress of jobs. */
export function DeskEvents({ children }: { readonly children: ReactNode }) {
  const bridge = useBridge();
  const client = useQueryClient();
  const [board] = useState(() => new ProgressBoard());

  useEffect(
    () =>
      bridge.subscribe((event) => {
        switch (event.kind) {
          case 'progress':
            return board.hear(event);
          case 'changed':
            return void readAgain(client, event.topics);
          case 'closed':
            return void client.invalidateQueries();
        }
      }),
    [bridge, client, board],
  );

  return <BoardContext.Provider value={board}>{children}</BoardContext.Provider>;
}

/** How far the job of that name has come; undefined before its first word. */
export function useProgress(job: string): JobProgress | undefined {
  const board = useContext(BoardContext);
  return useSyncExternalStore(board.subscribe, () => board.of(job));
}
