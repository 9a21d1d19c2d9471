import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toasts } from '../../../ui/toasts.js';
import { ACCOUNTS } from '../accounts-api.js';

/** An act on an account: what was read is stale afterwards, also when it was refused because of a change meanwhile. */
export function useAccountAct<Input, Result>(
  run: (input: Input) => Promise<Result>,
  said: (result: Result) => string,
  onDone?: () => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (result) => {
      toasts.add(said(result));
      onDone?.();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ACCOUNTS }),
  });
}
