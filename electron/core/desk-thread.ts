import { serveDesk } from './desk-serve.ts';
import { openHost } from './host.ts';

await serveDesk((options) => openHost({ ...options, readsAlong: true }));
