import { useMutation, useQueryClient } from '@tanstack/react-query';
import { explain } from '../../../api/explain.js';
import type { Interview, Question } from '../api.js';
import { chooseQuestion, decideQuestion, releaseQuestion } from '../live-api.js';

export interface QuestionActs {
  readonly decide: (question: Question, verdict: 'approve') => void;
  /** @throws {ProblemError} with the fault of its reason */
  readonly drop: (question: Question, reason: string) => Promise<void>;
  /** Chooses it for the interview, or takes the choice back. */
  readonly choose: (question: Question) => void;
  readonly release: (question: Question) => void;
  /** Why the last act was refused, in Chinese. */
  readonly refusal: string | undefined;
}

/** Acts of the office on questions. The list is read anew after each, refused or not. */
export function useQuestionActs({ id: interview }: Pick<Interview, 'id'>): QuestionActs {
  const queries = useQueryClient();
  const acting = useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['interview-questions', interview] }),
  });
  const of = ({ id: question }: Question) => ({ interview, question });
  return {
    decide: (question, verdict) => acting.mutate(() => decideQuestion(of(question), verdict)),
    drop: (question, reason) => acting.mutateAsync(() => decideQuestion(of(question), 'drop', reason)),
    choose: (question) => acting.mutate(() => chooseQuestion(of(question), !question.chosen)),
    release: (question) => acting.mutate(() => releaseQuestion(of(question))),
    refusal: acting.error ? explain(acting.error) : undefined,
  };
}
