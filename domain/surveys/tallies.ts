import { figuresOf, type QuestionFigures, type ValueCount } from './figures/figures.js';
import type { Question } from './questions.js';

/** Numbers that identify nobody: they stay when the responses are deleted. */
export interface Tally {
  /** Responses that count. */
  readonly answers: number;
  /** Responses that do not. */
  readonly setAside: number;
  readonly figures: readonly QuestionFigures[];
}

/** Counts as the database returns them. */
export interface Counted {
  readonly answers: number;
  readonly setAside: number;
  readonly answered: readonly { readonly question: string; readonly count: number }[];
  readonly values: readonly ValueCount[];
  /** Null while the responses exist. */
  readonly final: Tally | null;
}

/** The figures of a survey: the final ones once they are stored, else those counted now. */
export function tallyOf(
  questions: readonly Question[],
  { answers, setAside, answered, values, final }: Counted,
): Tally {
  if (final) return { answers: final.answers, setAside: final.setAside, figures: final.figures };
  const counts = new Map(answered.map(({ question, count }) => [question, count]));
  return { answers, setAside, figures: figuresOf(questions, { answered: counts, values }) };
}
