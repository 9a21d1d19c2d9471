import { InterviewQuestion } from '../../infra/database/entities/interviews.js';
import { ascending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { equal, sql, type Condition, type Sql } from '../../infra/database/sql.js';
import type { QuestionLine } from './documents/facts.js';
import type { InterviewFigures } from './documents/report.js';

/** A question as staff see it. `decidedBy` is the title of the account. */
export type QuestionRow = Omit<InterviewQuestion, 'interviewId' | 'answeredBy' | 'answeredAt'> & {
  /** Number of the published utterance that answers it. */
  readonly answeredIn: number | null;
};

/** A question of an interview. */
export type InterviewedQuestion = Pick<InterviewQuestion, 'id' | 'interviewId'>;

export interface QuestionFilter {
  readonly state?: string | undefined;
  /** Held for moderation, or all others. */
  readonly held?: boolean | undefined;
  readonly approvedOnly: boolean;
}

/** An answer was published live. Over the row `q` of the question. */
const ANSWERED_LIVE = sql`EXISTS (SELECT 1 FROM interview_utterance u WHERE u.question_id = q.id AND u.state = 'published')`;

const STAFF_VIEW = sql`
  SELECT q.id, q.text, q.nickname, q.during_live AS "duringLive", q.asked_at AS "askedAt", q.held_for AS "heldFor",
    q.state, q.reason, coalesce(c.title, q.decided_by) AS "decidedBy", q.decided_at AS "decidedAt", q.chosen, q.answer,
    (SELECT min(u.number) FROM interview_utterance u WHERE u.question_id = q.id AND u.state = 'published') AS "answeredIn"
  FROM interview_question q LEFT JOIN account c ON c.id::text = q.decided_by`;

/** Citizens' questions to an interview. */
export class QuestionsRepository {
  constructor(private readonly db: Database) {}

  /** In a transaction that has locked the interview: InterviewsRepository.questionsOpenLocked. */
  async add(
    question: Pick<
      InterviewQuestion,
      'id' | 'interviewId' | 'text' | 'nickname' | 'duringLive' | 'askedAt' | 'heldFor'
    >,
  ): Promise<void> {
    const { id, interviewId, text, nickname, duringLive, askedAt, heldFor } = question;
    await execute(
      this.db,
      sql`INSERT INTO interview_question (id, interview_id, text, nickname, during_live, asked_at, held_for, state)
        VALUES (${id}, ${interviewId}, ${text}, ${nickname}, ${duringLive}, ${askedAt}, ${heldFor}, 'waiting')`,
      { prepare: 'always' },
    );
  }

  /** Oldest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    interview: string,
    filter: QuestionFilter,
    view: (row: QuestionRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<QuestionRow, V>(this.db, query, {
      select: STAFF_VIEW,
      where: [sql`q.interview_id = ${interview}`, ...questionFilters(filter)],
      order: ascending(['q.asked_at', 'askedAt', 'instant'], ['q.id', 'id', 'uuid']),
      view,
    });
  }

  find({ id, interviewId }: InterviewedQuestion): Promise<QuestionRow | undefined> {
    return queryRow(this.db, sql`${STAFF_VIEW} WHERE q.id = ${id} AND q.interview_id = ${interviewId}`);
  }

  isApproved({ id, interviewId }: InterviewedQuestion): Promise<boolean> {
    return this.db.getRepository(InterviewQuestion).existsBy({ id, interviewId, state: 'approved' });
  }

  /**
   * Approves or drops a question. After the interview only a waiting one is decided.
   *
   * @returns false when it cannot be decided now
   */
  decide(
    question: InterviewedQuestion,
    decision: {
      readonly state: 'approved' | 'dropped';
      readonly reason: string | null;
      readonly by: string;
      readonly at: Date;
    },
  ): Promise<boolean> {
    const { state, reason, by, at } = decision;
    return this.change(
      question,
      sql`state = ${state}, reason = ${reason}, decided_by = ${by}, decided_at = ${at}, chosen = q.chosen AND ${state === 'approved'}`,
      sql`q.held_for IS NULL AND i.archived_at IS NULL AND (i.live_ended_at IS NULL OR q.state = 'waiting')`,
    );
  }

  /** Releases a question that was held for moderation. @returns false when it is not held, or the interview has ended */
  release(question: InterviewedQuestion): Promise<boolean> {
    return this.change(
      question,
      sql`held_for = NULL`,
      sql`q.held_for IS NOT NULL AND i.live_ended_at IS NULL`,
    );
  }

  /** @returns false when it is not approved, or the interview has ended */
  choose(question: InterviewedQuestion, chosen: boolean): Promise<boolean> {
    return this.change(
      question,
      sql`chosen = ${chosen}`,
      sql`q.state = 'approved' AND i.live_ended_at IS NULL`,
    );
  }

  /**
   * Stores the unit's later answer, while the unit has the task: a submitted answer stays as it was submitted.
   *
   * @returns false when it was answered live, or later answers are not written now
   */
  answer(
    question: InterviewedQuestion,
    { answer, by, at }: { readonly answer: string; readonly by: string; readonly at: Date },
  ): Promise<boolean> {
    return this.change(
      question,
      sql`answer = ${answer}, answered_by = ${by}, answered_at = ${at}`,
      sql`q.state = 'approved' AND i.live_ended_at IS NOT NULL AND i.answers_at IS NULL AND NOT ${ANSWERED_LIVE}
        AND EXISTS (SELECT 1 FROM task t
          WHERE t.process_id = q.interview_id AND t.name = 'answerRest' AND t.state = 'open')`,
    );
  }

  /** Whether the account wrote a later answer. */
  hasAnswerBy(interviewId: string, answeredBy: string): Promise<boolean> {
    return this.db.getRepository(InterviewQuestion).existsBy({ interviewId, answeredBy });
  }

  /** Locks the interview against its end. @param condition over the rows `q` of the question and `i` of the interview */
  private async change({ id, interviewId }: InterviewedQuestion, set: Sql, condition: Sql): Promise<boolean> {
    const changed = await execute(
      this.db,
      sql`UPDATE interview_question q SET ${set}
        FROM (SELECT live_ended_at, answers_at, archived_at FROM interview WHERE id = ${interviewId} FOR SHARE) i
        WHERE q.id = ${id} AND q.interview_id = ${interviewId} AND ${condition}`,
    );
    return changed > 0;
  }

  /** How many wait for a decision, are approved, are chosen, and are approved without any answer. */
  async count(
    interview: string,
  ): Promise<{ waiting: number; approved: number; chosen: number; unanswered: number }> {
    const counts = await queryRow<{ waiting: number; approved: number; chosen: number; unanswered: number }>(
      this.db,
      sql`SELECT count(*) FILTER (WHERE q.state = 'waiting' AND q.held_for IS NULL)::int AS waiting,
          count(*) FILTER (WHERE q.state = 'approved')::int AS approved,
          count(*) FILTER (WHERE q.chosen)::int AS chosen,
          count(*) FILTER (WHERE q.state = 'approved' AND q.answer IS NULL AND NOT ${ANSWERED_LIVE})::int AS unanswered
        FROM interview_question q WHERE q.interview_id = ${interview}`,
    );
    return counts!;
  }

  /** How many may still need an answer: approved ones, and waiting ones, which may yet be approved. */
  async countToAnswer(interview: string): Promise<number> {
    const row = await queryRow<{ unanswered: number }>(
      this.db,
      sql`SELECT count(*)::int AS unanswered FROM interview_question q
        WHERE q.interview_id = ${interview} AND q.held_for IS NULL AND q.state <> 'dropped' AND NOT ${ANSWERED_LIVE}`,
    );
    return row!.unanswered;
  }

  async figures(interview: string): Promise<InterviewFigures> {
    const figures = await queryRow<InterviewFigures>(
      this.db,
      sql`SELECT count(*)::int AS asked, count(*) FILTER (WHERE q.state = 'approved')::int AS approved,
          count(*) FILTER (WHERE q.state = 'approved' AND l.live)::int AS "answeredLive",
          count(*) FILTER (WHERE q.state = 'approved' AND NOT l.live AND q.answer IS NOT NULL)::int AS "answeredLater"
        FROM interview_question q CROSS JOIN LATERAL (SELECT ${ANSWERED_LIVE} AS live) l
        WHERE q.interview_id = ${interview}`,
    );
    return figures!;
  }

  /** Approved ones, those chosen first. */
  approved(interview: string): Promise<QuestionLine[]> {
    return queryRows(
      this.db,
      sql`SELECT text, coalesce(nickname, '网友') AS nickname, chosen, answer FROM interview_question
        WHERE interview_id = ${interview} AND state = 'approved' ORDER BY chosen DESC, asked_at, id`,
    );
  }
}

const questionFilters = ({ state, held, approvedOnly }: QuestionFilter): Condition[] => [
  approvedOnly && sql`q.state = 'approved'`,
  equal('q.state', state),
  held !== undefined && (held ? sql`q.held_for IS NOT NULL` : sql`q.held_for IS NULL`),
];
