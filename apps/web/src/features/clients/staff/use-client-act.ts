import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CLIENTS } from '../clients-api.js';

/** An act on a program: what was read is stale afterwards, also when it was refused because of a change meanwhile. */
export function useClientAct<Result>(run: () => Promise<Result>, onDone: (result: Result) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    // An answer may hold a secret, which the page does not keep.
    gcTime: 0,
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: CLIENTS }),
  });
}
