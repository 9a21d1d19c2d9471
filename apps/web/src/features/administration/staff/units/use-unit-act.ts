import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toasts } from '../../../../ui/toasts.js';
import { refreshUnits } from '../../units-api.js';

/** An act on units: what was read is stale afterwards, also when it was refused because of a change meanwhile. */
export function useUnitAct<Input>(run: (input: Input) => Promise<void>, said: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => {
      toasts.add(said);
      onDone();
    },
    onSettled: () => refreshUnits(queries),
  });
}
