import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLocation } from 'wouter';

/** Goes to a place once it is known again whose desk this is: which rooms there are follows from that. */
export function useEnter(): (path: string) => void {
  const client = useQueryClient();
  const [, go] = useLocation();
  return useCallback(
    (path) => void client.invalidateQueries({ queryKey: ['desk.show'] }).then(() => go(path)),
    [client, go],
  );
}
