import type { Pool, PoolClient } from 'pg';
import { figuresOf, type QuestionFigures, type ValueCount } from './figures/figures.js';
import type { Question } from './questions.js';

export interface Tally {
  /** Answers that count. */
  readonly answers: number;
  readonly figures: readonly QuestionFigures[];
}

/** What stays of answers that are kept no longer: numbers that lead back to nobody. */
export interface FinalTally extends Tally {
  readonly setAside: number;
}

/**
 * Counts what was answered, without what is set aside; once the answers are deleted, what was counted last. Everything is
 * read in one snapshot.
 */
export async function tally(
  db: Pool | PoolClient,
  survey: string,
  questions: readonly Question[],
): Promise<Tally> {
  const counted = questions.filter(({ kind }) => kind !== 'text').map(({ name }) => name);
  const { rows } = await db.query<{
    answers: number;
    answered: { question: string; count: number }[];
    values: ValueCount[];
    final: FinalTally | null;
  }>(TALLY, [survey, counted]);
  const [{ answers, answered, values, final }] = rows as [(typeof rows)[number]];
  if (final) return { answers: final.answers, figures: final.figures };
  const figures = figuresOf(questions, {
    answered: new Map(answered.map(({ question, count }) => [question, count])),
    values,
  });
  return { answers, figures };
}

/** `$2`: questions whose values are counted; of the others only how many have answered them. */
const TALLY = `
  WITH given AS (
    SELECT q.key AS question, q.value AS answer
    FROM survey_answer a CROSS JOIN LATERAL jsonb_each(a.data) q WHERE a.survey_id = $1 AND a.state = 'counted'
  ), counted AS (
    SELECT g.question, v.row, v.value, count(*)::int AS count
    FROM given g CROSS JOIN LATERAL (
      SELECT NULL AS row, g.answer #>> '{}' AS value WHERE jsonb_typeof(g.answer) IN ('string', 'number')
      UNION ALL
      SELECT NULL, jsonb_array_elements_text(g.answer) WHERE jsonb_typeof(g.answer) = 'array'
      UNION ALL
      SELECT e.key, e.value FROM jsonb_each_text(
        CASE jsonb_typeof(g.answer) WHEN 'object' THEN g.answer ELSE '{}' END) e
    ) v
    WHERE g.question = ANY ($2) GROUP BY 1, 2, 3
  )
  SELECT (SELECT count(*)::int FROM survey_answer WHERE survey_id = $1 AND state = 'counted') AS answers,
    (SELECT final_tally FROM survey WHERE id = $1) AS final,
    (SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') FROM counted c) AS values,
    (SELECT coalesce(jsonb_agg(to_jsonb(n)), '[]') FROM (
      SELECT question, count(*)::int AS count FROM given GROUP BY 1) n) AS answered`;
