import { createContext, useContext } from 'react';
import type { Bridge } from '../../shared/contract/bridge.ts';

/** A file as a person picked or dropped it, with the folders it lay in: "riverbend/evidence/policy.pdf". */
export interface PickedFile {
  readonly file: File;
  readonly path: string;
}

export type AppBridge = Bridge<PickedFile>;

const BridgeContext = createContext<AppBridge | undefined>(undefined);
export const BridgeProvider = BridgeContext.Provider;

export function useBridge(): AppBridge {
  const bridge = useContext(BridgeContext);
  if (bridge === undefined) throw new Error('A room was drawn outside the application.');
  return bridge;
}
