import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { NetworkError, ProblemError } from '../../../api/problem.js';
import { randomKey } from '../../../lib/random-key.js';
import { completeTask, type Completion } from '../../../api/case-acts.js';

/** How often a submission that waits for the network is tried again, ms. */
const AGAIN_MS = 5_000;

type Sent = Omit<Completion, 'idempotencyKey'>;

export interface TaskCompletion {
  readonly submit: (sent: Sent) => void;
  readonly isSending: boolean;
  /** There was no network: it is sent again by itself. */
  readonly isWaiting: boolean;
  readonly stopWaiting: () => void;
  /** What the server refused. */
  readonly refusal: ProblemError | undefined;
  readonly clear: () => void;
}

/** Completes a task. One key until the server has answered: what is sent again after a lost answer is the same act. */
export function useCompletion(onDone: () => void, onRefused: (error: ProblemError) => void): TaskCompletion {
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<Completion>();
  const completion = useMutation({
    mutationFn: completeTask,
    retry: false,
    networkMode: 'always', // without network it fails at once, and waits in sight
    onSuccess: () => {
      setWaiting(undefined);
      onDone();
      void queries.invalidateQueries();
    },
    onError: (error, sent) => {
      if (error instanceof NetworkError) return setWaiting(sent);
      setWaiting(undefined);
      if (error instanceof ProblemError) onRefused(error);
    },
  });
  const { mutate, isPending } = completion;
  const stopWaiting = useCallback(() => setWaiting(undefined), []);
  useEffect(() => {
    if (!waiting || isPending) return;
    const again = (): void => mutate(waiting);
    const timer = setTimeout(again, AGAIN_MS);
    addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', again);
    };
  }, [waiting, isPending, mutate]);
  return {
    submit: (sent) => {
      if (isPending) return;
      const isRepeated = waiting !== undefined && bodyOf(waiting) === bodyOf(sent);
      mutate({ ...sent, idempotencyKey: isRepeated ? waiting.idempotencyKey : randomKey() });
    },
    isSending: isPending,
    isWaiting: waiting !== undefined,
    stopWaiting,
    refusal: completion.error instanceof ProblemError ? completion.error : undefined,
    clear: completion.reset,
  };
}

const bodyOf = ({ outcome, decision, content }: Sent): string => JSON.stringify([outcome, decision, content]);
