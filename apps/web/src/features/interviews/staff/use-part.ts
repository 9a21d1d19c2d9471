import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../../../api/problem.js';
import { toasts } from '../../../ui/toasts.js';

export interface PartSaving {
  readonly save: () => void;
  readonly isSaving: boolean;
  /** What the server says against fields; messages of list entries count for the whole list: `guests.0.name`. */
  readonly faultOf: (field: string) => string | undefined;
  /** Unless a field says so. */
  readonly error: unknown;
}

/** Saves one part of an interview. Repeating it changes nothing, so it needs no key. @param done the word for it */
export function usePart(request: () => Promise<void>, done: string, onSaved?: () => void): PartSaving {
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: request,
    onSuccess: () => {
      toasts.add(done);
      onSaved?.();
    },
    onSettled: () => void queries.invalidateQueries(),
  });
  const fields = saving.error instanceof ProblemError ? saving.error.fields : undefined;
  return {
    save: () => {
      if (!saving.isPending) saving.mutate();
    },
    isSaving: saving.isPending,
    faultOf: (field) =>
      [...(fields ?? [])].find(([name]) => name === field || name.startsWith(`${field}.`))?.[1],
    error: fields && fields.size > 0 ? undefined : saving.error,
  };
}

/** One entry a line. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
