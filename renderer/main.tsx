import './app/jitless.ts';
import './app/tokens.scss';
import './app/base.css';

// The rest is another chunk, so that no schema in it is made before zod knows that it may not compile.
const { start } = await import('./app/start.tsx');
await start();
