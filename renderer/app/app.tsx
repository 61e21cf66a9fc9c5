import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { Announcer } from '../components/announce.tsx';
import { type AppBridge, BridgeProvider } from './bridge.ts';
import { DeskEvents } from './events.tsx';
import { Refused } from './queries.ts';
import { Routes } from './routes.tsx';

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        // The desk says when something has changed: nothing grows stale by itself.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 2 && (!(error instanceof Refused) || error.refusal.code === 'desk-busy'),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Places are kept after the #: a reload finds the room again in both shells, whatever the address begins with. */
export function App({ bridge }: { readonly bridge: AppBridge }) {
  const [client] = useState(makeClient);
  return (
    <I18nProvider locale="en-GB">
      <QueryClientProvider client={client}>
        <BridgeProvider value={bridge}>
          <DeskEvents>
            <Announcer>
              <Router hook={useHashLocation}>
                <Routes />
              </Router>
            </Announcer>
          </DeskEvents>
        </BridgeProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
}
