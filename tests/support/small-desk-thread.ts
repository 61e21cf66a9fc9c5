import { serveDesk } from '../../electron/core/desk-serve.ts';
import { refuse } from '../../electron/core/refused.ts';
import { openSmallDesk } from './desk.ts';

/** The thread of a small desk that can also be told to fail in the ways that threads do. */
await serveDesk(async ({ dataFolder }) => {
  if (dataFolder === 'taken') throw refuse('desk-busy', 'Ana’s window has this desk open.');
  if (dataFolder === 'broken') throw new Error('no such table');
  const desk = openSmallDesk();
  return {
    ...desk,
    async invoke(method, input) {
      if (method === 'die') process.exit(3);
      if (method === 'crash')
        setImmediate(() => {
          throw new Error('thrown beside the desk');
        });
      if (method === 'hang' || method === 'crash') return new Promise(() => undefined);
      if (method === 'unsendable') return { ok: true, value: () => undefined };
      if (method === 'refused') throw refuse('conflict', 'Two people wrote this.');
      if (method === 'tell') desk.tell({ kind: 'changed', topics: ['sheets'] });
      return desk.invoke(method, input);
    },
    async evidence(sha256) {
      if (sha256 === 'unreadable') throw new Error('EIO');
      return { path: `/evidence/${sha256}`, bytes: 3, type: 'text/plain' };
    },
  };
});
