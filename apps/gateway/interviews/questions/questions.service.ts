import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Conditions } from '../../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { page } from '../../platform/paging/page.js';
import { POOL } from '../../platform/tokens.js';
import { invalid } from '../../platform/problems/validation.js';
import { InterviewAccess } from '../access/interview-access.js';
import type { QuestionDecisionBody, QuestionPage, QuestionsQuery, QuestionView } from './questions.dto.js';

type Row = Omit<QuestionView, 'askedAt' | 'decidedAt'> & {
  readonly askedAt: Date;
  readonly decidedAt: Date | null;
};

const SELECT = `
  SELECT q.id, q.text, q.nickname, q.during_live AS "duringLive", q.asked_at AS "askedAt", q.set_aside AS "setAside",
    q.state, q.reason, coalesce(c.title, q.decided_by) AS "decidedBy", q.decided_at AS "decidedAt", q.chosen, q.answer,
    (SELECT min(u.number) FROM interview_utterance u WHERE u.question_id = q.id AND u.state = 'published') AS "answeredIn"
  FROM interview_question q LEFT JOIN account c ON c.id::text = q.decided_by`;

/** Questions in the hands of the office, and of the unit that answers what is left over. */
@Injectable()
export class Questions {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly access: InterviewAccess,
  ) {}

  /** Oldest first. The unit sees what was approved. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async list(actor: Actor, interview: string, query: QuestionsQuery): Promise<QuestionPage> {
    const { isOffice } = await this.access.standing(actor, interview);
    const where = new Conditions(interview);
    where.add(() => 'q.interview_id = $1');
    where.equal('q.state', query.state);
    if (query.setAside !== undefined)
      where.add(() => `q.set_aside IS ${query.setAside === 'true' ? 'NOT ' : ''}NULL`);
    if (!isOffice && !actor.roles.includes('supervisor')) where.add(() => `q.state = 'approved'`);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(q.asked_at, q.id) > (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Row>(
      `${SELECT} WHERE ${where.sql} ORDER BY q.asked_at, q.id LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, toView, (row) => encodeCursor([row.askedAt.toISOString(), row.id]));
  }

  /**
   * Approves or drops a question. Until the interview ends a decision may be changed; afterwards only what waits is
   * decided, so that nothing is approved that nobody would answer any more.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, QUESTIONS_CLOSED
   */
  async decide(
    actor: Actor,
    interview: string,
    { question, body }: { question: string; body: QuestionDecisionBody },
  ): Promise<QuestionView> {
    await this.access.asOffice(actor, interview);
    if (body.verdict === 'drop' && !body.reason?.trim())
      throw invalid({ field: 'reason', message: 'is needed to drop a question' });
    const state = body.verdict === 'drop' ? 'dropped' : 'approved';
    return this.change(interview, question, DECIDE, [state, body.reason ?? null, actor.id, businessDate()]);
  }

  /** What was set aside waits for a decision like any other. @throws {DubanError} as above */
  async restore(actor: Actor, interview: string, question: string): Promise<QuestionView> {
    await this.access.asOffice(actor, interview);
    return this.change(interview, question, RESTORE, []);
  }

  /** Chooses an approved question for the interview. @throws {DubanError} as above */
  async choose(
    actor: Actor,
    interview: string,
    { question, chosen }: { question: string; chosen: boolean },
  ): Promise<QuestionView> {
    await this.access.asOffice(actor, interview);
    return this.change(interview, question, CHOOSE, [chosen]);
  }

  /** The unit's answer to what was not answered live; public once it is signed. @throws {DubanError} as above */
  async answer(
    actor: Actor,
    interview: string,
    { question, answer }: { question: string; answer: string },
  ): Promise<QuestionView> {
    await this.access.asUnit(actor, interview);
    return this.change(interview, question, ANSWER, [answer, actor.id, businessDate()]);
  }

  private async change(
    interview: string,
    question: string,
    sql: string,
    values: readonly unknown[],
  ): Promise<QuestionView> {
    const { rowCount } = await this.pool.query(sql, [question, interview, ...values]);
    const { rows } = await this.pool.query<Row>(`${SELECT} WHERE q.id = $1 AND q.interview_id = $2`, [
      question,
      interview,
    ]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such question');
    if (rowCount === 0)
      throw new DubanError('QUESTIONS_CLOSED', `the question is ${rows[0].state}, and this is not open now`);
    return toView(rows[0]);
  }
}

const toView = (row: Row): QuestionView => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

const OF = `FROM (SELECT live_ended_at, answers_at, archived_at FROM interview WHERE id = $2 FOR SHARE) i
  WHERE q.id = $1 AND q.interview_id = $2`;

const DECIDE = `
  UPDATE interview_question q SET state = $3, reason = $4, decided_by = $5, decided_at = $6,
    chosen = q.chosen AND $3 = 'approved'
  ${OF} AND q.set_aside IS NULL AND i.archived_at IS NULL AND (i.live_ended_at IS NULL OR q.state = 'waiting')`;

const RESTORE = `
  UPDATE interview_question q SET set_aside = NULL ${OF} AND q.set_aside IS NOT NULL AND i.live_ended_at IS NULL`;

const CHOOSE = `
  UPDATE interview_question q SET chosen = $3 ${OF} AND q.state = 'approved' AND i.live_ended_at IS NULL`;

const ANSWER = `
  UPDATE interview_question q SET answer = $3, answered_by = $4, answered_at = $5
  ${OF} AND q.state = 'approved' AND i.live_ended_at IS NOT NULL AND i.answers_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM interview_utterance u WHERE u.question_id = q.id AND u.state = 'published')`;
