import type { AppBridge } from './bridge.ts';
import { openBrowserBridge } from './bridge-browser.ts';

declare global {
  interface Window {
    /** Put there by the window shell's preload script; absent in a browser. */
    readonly awardPanel?: AppBridge;
  }
}

/** The window shell's bridge where there is one, else fetch on the same origin. Nothing else asks which it is. */
export async function openBridge(): Promise<AppBridge> {
  return window.awardPanel ?? openBrowserBridge();
}
