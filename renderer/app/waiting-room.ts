import { z } from 'zod';
import type { WaitingRoom } from './autosave.ts';

/** Words on their way to the desk, kept by the window until they are there: a reload finds them again. */
export function waitingRoomOf<Value>(name: string, schema: z.ZodType<Value>): WaitingRoom<Value> {
  const key = `waiting ${name}`;
  return {
    read() {
      const kept = sessionStorage.getItem(key);
      if (kept === null) return [];
      const values = z.array(schema).safeParse(JSON.parse(kept));
      return values.success ? values.data : [];
    },
    write(values) {
      if (values.length === 0) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(values));
    },
  };
}
