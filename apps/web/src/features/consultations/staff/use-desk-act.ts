import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toasts } from '../../../ui/toasts.js';

/** An act at the desk: afterwards everything that it may have changed is read again. */
export function useDeskAct<Argument>(
  act: (argument: Argument) => Promise<void>,
  done: (argument: Argument) => string,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (_nothing, argument) => {
      toasts.add(done(argument));
    },
    // The open step too: what it still lacks may be there now.
    onSettled: () => queries.invalidateQueries(),
  });
}
