import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openBridge } from './open-bridge.ts';
import { applyTheme } from './settings.ts';

/** Draws the program in the page. */
export async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element to draw in.');
  applyTheme();
  const bridge = await openBridge();
  createRoot(root).render(
    <StrictMode>
      <App bridge={bridge} />
    </StrictMode>,
  );
}
