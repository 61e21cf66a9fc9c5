import './app/jitless.ts';
import './app/tokens.scss';
import './app/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { openBridge } from './app/bridge.ts';
import { applyTheme } from './app/settings.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw in.');

applyTheme();
const bridge = await openBridge();
createRoot(root).render(
  <StrictMode>
    <App bridge={bridge} />
  </StrictMode>,
);
