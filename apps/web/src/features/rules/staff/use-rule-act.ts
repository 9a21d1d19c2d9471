import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toasts } from '../../../ui/toasts.js';
import { RULES } from '../rules-api.js';

/** An act on a rule: what was read is stale afterwards, also when it was refused because of a change meanwhile. */
export function useRuleAct<Input>(run: (input: Input) => Promise<void>, said: string, onDone?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => {
      toasts.add(said);
      onDone?.();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: RULES }),
  });
}
