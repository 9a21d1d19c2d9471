import { figuresOf, type QuestionFigures, type ValueCount } from './figures/figures.js';
import type { Question } from './questions.js';

export interface Tally {
  /** Responses that count. */
  readonly answers: number;
  readonly figures: readonly QuestionFigures[];
}

/** What stays when the responses are deleted: numbers that identify nobody. */
export interface FinalTally extends Tally {
  /** Responses that did not count. */
  readonly setAside: number;
}

/** Counts as the database returns them. */
export interface Counted {
  readonly answers: number;
  readonly answered: readonly { readonly question: string; readonly count: number }[];
  readonly values: readonly ValueCount[];
  /** Null while the responses exist. */
  readonly final: FinalTally | null;
}

/** The figures of a survey: the final ones once they are stored, else those counted now. */
export function tallyOf(
  questions: readonly Question[],
  { answers, answered, values, final }: Counted,
): Tally {
  if (final) return { answers: final.answers, figures: final.figures };
  const counts = new Map(answered.map(({ question, count }) => [question, count]));
  return { answers, figures: figuresOf(questions, { answered: counts, values }) };
}
