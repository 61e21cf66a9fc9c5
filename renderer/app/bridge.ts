import { createContext, useContext } from 'react';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { openBrowserBridge } from './bridge-browser.ts';

/** A file as a person picked or dropped it, with the folders it lay in: "riverbend/evidence/policy.pdf". */
export interface PickedFile {
  readonly file: File;
  readonly path: string;
}

export type AppBridge = Bridge<PickedFile>;

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

const BridgeContext = createContext<AppBridge | undefined>(undefined);
export const BridgeProvider = BridgeContext.Provider;

export function useBridge(): AppBridge {
  const bridge = useContext(BridgeContext);
  if (bridge === undefined) throw new Error('A room was drawn outside the application.');
  return bridge;
}
