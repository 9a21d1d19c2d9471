import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toasts } from '../../../ui/toasts.js';
import { DUTY } from '../duty-api.js';

/** An act on the register: what was read is stale afterwards, also when it was refused because of a change meanwhile. */
export function useDutyAct<Input>(run: (input: Input) => Promise<void>, said: string, onDone?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => {
      toasts.add(said);
      onDone?.();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: DUTY }),
  });
}
