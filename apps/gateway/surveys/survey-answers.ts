import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { businessDate } from '../../../domain/time/business-clock.js';
import { questionsOf } from '../../../domain/surveys/questions.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { Conditions } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page } from '../platform/paging/page.js';
import { POOL } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { SurveyRows } from './survey-rows.js';
import type {
  AnswerPage,
  AnswersQuery,
  AnswerView,
  AnswerDecisionBody,
  QuoteBody,
  QuoteView,
} from './surveys.dto.js';

type Row = Omit<AnswerView, 'answeredAt' | 'decidedAt'> & { answeredAt: Date; decidedAt: Date | null };

/** Answers as staff see them: paging, setting aside and taking back in, releasing pieces of free text. */
@Injectable()
export class SurveyAnswers {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly rows: SurveyRows,
  ) {}

  /** Newest first. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async list(actor: Actor, id: string, query: AnswersQuery): Promise<AnswerPage> {
    await this.rows.find(actor, id);
    const where = new Conditions(id);
    where.add(() => 'a.survey_id = $1');
    where.equal('a.state', query.state);
    if (query.cursor) {
      const [at, answer] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(a.answered_at, a.id) < (${place.join(', ')})`, at, answer);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Row>(
      `${SELECT} WHERE ${where.sql} ORDER BY a.answered_at DESC, a.id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, toView, (row) => encodeCursor([row.answeredAt.toISOString(), row.id]));
  }

  /**
   * A person decides whether an answer counts, as long as no figures are published.
   *
   * @throws {DubanError} NOT_FOUND, SURVEY_STATE
   */
  async decide(
    actor: Actor,
    id: string,
    answer: string,
    { verdict, reason }: AnswerDecisionBody,
  ): Promise<AnswerView> {
    const { figuresAt } = await this.rows.find(actor, id);
    const published = (): DubanError => new DubanError('SURVEY_STATE', 'the figures are published');
    if (figuresAt) throw published();
    const { rowCount } = await this.pool.query(DECIDE, [
      id,
      answer,
      verdict === 'count',
      actor.title,
      reason,
      businessDate(),
    ]);
    const { rows } = await this.pool.query<Row>(`${SELECT} WHERE a.survey_id = $1 AND a.id = $2`, [
      id,
      answer,
    ]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such answer');
    if (rowCount === 0) throw published();
    return toView(rows[0]);
  }

  /** Releases a piece of free text, in the words that everybody may read; again, in other words. */
  async quote(actor: Actor, id: string, { answer, question, text }: QuoteBody): Promise<QuoteView> {
    const { questionnaire } = await this.rows.find(actor, id);
    const asked = questionnaire
      ? questionsOf(questionnaire).find(({ name }) => name === question)
      : undefined;
    if (asked?.kind !== 'text') throw invalid({ field: 'question', message: '不是问卷中的文字题' });
    const { rows } = await this.pool.query<QuoteView>(QUOTE, [
      randomUUID(),
      id,
      answer,
      question,
      text,
      actor.id,
      businessDate(),
    ]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such answer to this question that counts');
    return rows[0];
  }

  /** @throws {DubanError} NOT_FOUND */
  async unquote(actor: Actor, id: string, quote: string): Promise<void> {
    await this.rows.find(actor, id);
    const { rowCount } = await this.pool.query('DELETE FROM survey_quote WHERE survey_id = $1 AND id = $2', [
      id,
      quote,
    ]);
    if (rowCount === 0) throw new DubanError('NOT_FOUND', 'no such quote');
  }
}

const toView = ({ answeredAt, decidedAt, ...row }: Row): AnswerView => ({
  ...row,
  answeredAt: answeredAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
});

const SELECT = `
  SELECT a.id, a.answered_at AS "answeredAt", a.seconds, a.state, a.cause, a.data AS answers,
    a.decided_by AS "decidedBy", a.decided_at AS "decidedAt", a.reason
  FROM survey_answer a`;

/** Why a machine had set it aside stays with it. */
const DECIDE = `
  UPDATE survey_answer a SET state = CASE WHEN $3 THEN 'counted' ELSE 'set-aside' END,
    cause = CASE WHEN $3 THEN a.cause ELSE coalesce(a.cause, 'DECIDED') END,
    decided_by = $4, decided_at = $6, reason = $5
  FROM survey s WHERE a.survey_id = $1 AND a.id = $2 AND s.id = a.survey_id AND s.figures_at IS NULL`;

const QUOTE = `
  INSERT INTO survey_quote (id, survey_id, answer_id, question, body, created_by, created_at)
  SELECT $1, a.survey_id, a.id, $4::text, $5, $6, $7::timestamptz FROM survey_answer a
  WHERE a.survey_id = $2 AND a.id = $3 AND a.state = 'counted' AND a.data ? $4
  ON CONFLICT (answer_id, question) DO UPDATE SET body = excluded.body, created_by = excluded.created_by
  RETURNING id, question, body AS text`;
