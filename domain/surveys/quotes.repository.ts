import type { Repository } from 'typeorm';
import { SurveyQuote } from '../../infra/database/entities/surveys.js';
import { queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';

/** A released piece of free text. */
export type Quote = Pick<SurveyQuote, 'id' | 'question'> & { readonly text: string };

/** Pieces of free text that a person has released to the public. */
export class QuotesRepository {
  private readonly quotes: Repository<SurveyQuote>;

  constructor(private readonly db: Database) {
    this.quotes = db.getRepository(SurveyQuote);
  }

  /** In the order of their release. */
  list(survey: string): Promise<Quote[]> {
    return queryRows(
      this.db,
      sql`SELECT id, question, body AS text FROM survey_quote WHERE survey_id = ${survey} ORDER BY created_at, id`,
    );
  }

  /** Releases a quote, or replaces its words. @returns undefined unless the response counts and answers the question */
  release({
    id,
    surveyId,
    answerId,
    question,
    body,
    createdBy,
    createdAt,
  }: SurveyQuote): Promise<Quote | undefined> {
    return queryRow(
      this.db,
      sql`INSERT INTO survey_quote (id, survey_id, answer_id, question, body, created_by, created_at)
        SELECT ${id}, a.survey_id, a.id, ${question}::text, ${body}, ${createdBy}, ${createdAt}::timestamptz
        FROM survey_answer a
        WHERE a.survey_id = ${surveyId} AND a.id = ${answerId} AND a.state = 'counted' AND a.data ? ${question}
        ON CONFLICT (answer_id, question) DO UPDATE SET body = excluded.body, created_by = excluded.created_by
        RETURNING id, question, body AS text`,
    );
  }

  /** @returns false when there is no such quote */
  async remove(surveyId: string, id: string): Promise<boolean> {
    return (await this.quotes.delete({ surveyId, id })).affected === 1;
  }
}
