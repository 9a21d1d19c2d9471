import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toasts } from '../../../ui/toasts.js';
import { ERASURES } from '../erasures-api.js';

/** An act on an erasure: what was read is stale afterwards, also when it was refused because of a change meanwhile. */
export function useErasureAct(run: () => Promise<void>, said: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => {
      toasts.add(said);
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ERASURES }),
  });
}
