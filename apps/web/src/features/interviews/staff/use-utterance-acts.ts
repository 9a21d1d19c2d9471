import { useMutation, useQueryClient } from '@tanstack/react-query';
import { explain } from '../../../api/explain.js';
import type { Act, Utterance } from '../api.js';
import { actOnUtterance } from '../live-api.js';

interface ActBody {
  readonly act: Act;
  readonly text?: string;
  readonly reason?: string;
}

export interface UtteranceActs {
  readonly run: (utterance: Utterance, body: ActBody) => void;
  /** As `run`. @throws {ProblemError} with the fault of its reason or text */
  readonly runOrThrow: (utterance: Utterance, body: ActBody) => Promise<void>;
  /** Why the last act was refused, in Chinese. */
  readonly refusal: string | undefined;
}

/** Acts on utterances; the transcript is read anew after each, refused or not: another member may have been quicker. */
export function useUtteranceActs(interview: string): UtteranceActs {
  const queries = useQueryClient();
  const acting = useMutation({
    mutationFn: ({ utterance, body }: { utterance: Utterance; body: ActBody }) =>
      actOnUtterance({ interview, utterance: utterance.id }, body),
    onSettled: () => queries.invalidateQueries({ queryKey: ['interview-utterances', interview] }),
  });
  return {
    run: (utterance, body) => {
      if (!acting.isPending) acting.mutate({ utterance, body });
    },
    runOrThrow: (utterance, body) => acting.mutateAsync({ utterance, body }),
    refusal: acting.error ? explain(acting.error) : undefined,
  };
}
