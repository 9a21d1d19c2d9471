import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Questionnaire } from '../../../domain/surveys/questionnaire-schema.js';
import { questionsOf } from '../../../domain/surveys/questions.js';
import { tally } from '../../../domain/surveys/tallies.js';
import { POOL } from '../platform/tokens.js';
import { Recent } from './recent-cache.js';
import type { ResultsView } from './results.dto.js';
import type { QuoteView } from './surveys.dto.js';

/** So old figures may be that many people ask for at once. */
const FRESH_MS = 5_000;
const KEPT = 100;

/** Figures, counted when they are read. */
@Injectable()
export class SurveyResults {
  private readonly recent = new Recent<ResultsView>({ freshMs: FRESH_MS, kept: KEPT });
  private readonly participants = new Recent<number>({ freshMs: FRESH_MS, kept: KEPT });

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** As of now. */
  async of(survey: string, questionnaire: Questionnaire): Promise<ResultsView> {
    const [counted, quotes] = await Promise.all([
      tally(this.pool, survey, questionsOf(questionnaire)),
      this.pool.query<QuoteView>(QUOTES, [survey]),
    ]);
    return { ...counted, quotes: quotes.rows };
  }

  /** For everybody: however many ask, they are counted once in a few seconds. */
  recentOf(survey: string, questionnaire: Questionnaire): Promise<ResultsView> {
    return this.recent.get(survey, () => this.of(survey, questionnaire));
  }

  /** Answers that count, some seconds old. */
  participantsOf(survey: string): Promise<number> {
    return this.participants.get(survey, async () => {
      const { rows } = await this.pool.query<{ count: number }>(PARTICIPANTS, [survey]);
      return rows[0]!.count;
    });
  }
}

const PARTICIPANTS = `
  SELECT coalesce((final_tally ->> 'answers')::int,
    (SELECT count(*)::int FROM survey_answer WHERE survey_id = $1 AND state = 'counted')) AS count
  FROM survey WHERE id = $1`;

const QUOTES = `
  SELECT id, question, body AS text FROM survey_quote WHERE survey_id = $1 ORDER BY created_at, id`;
