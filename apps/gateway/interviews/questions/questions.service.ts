import { Injectable } from '@nestjs/common';
import { QuestionsRepository, type QuestionRow } from '../../../../domain/interviews/questions.repository.js';
import { detail, issue } from '../../../../domain/messages/index.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { invalid } from '../../platform/problems/validation.js';
import { InterviewAccess } from '../access/interview-access.js';
import type { QuestionDecisionBody, QuestionPage, QuestionsQuery, QuestionView } from './questions.dto.js';

/** Moderation of questions by the office, and later answers by the unit. */
@Injectable()
export class QuestionsService {
  constructor(
    private readonly questions: QuestionsRepository,
    private readonly access: InterviewAccess,
  ) {}

  /** Oldest first. The unit sees approved questions only. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async list(actor: Actor, interview: string, query: QuestionsQuery): Promise<QuestionPage> {
    const { isOffice } = await this.access.standing(actor, interview);
    const { state, setAside } = query;
    return this.questions.page(
      query,
      interview,
      {
        state,
        held: setAside === undefined ? undefined : setAside === 'true',
        approvedOnly: !isOffice && !actor.roles.includes('supervisor'),
      },
      toView,
    );
  }

  /**
   * Approves or drops a question. A decision may be changed until the interview ends; afterwards only waiting questions
   * are decided, because nobody would answer others any more.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, QUESTIONS_CLOSED
   */
  async decide(
    actor: Actor,
    interviewId: string,
    { question: id, body }: { question: string; body: QuestionDecisionBody },
  ): Promise<QuestionView> {
    await this.access.asOffice(actor, interviewId);
    if (body.verdict === 'drop' && !body.reason?.trim()) throw invalid(issue('reason', 'fields.required'));
    const state = body.verdict === 'drop' ? 'dropped' : 'approved';
    const decision = { state, reason: body.reason ?? null, by: actor.id, at: businessDate() } as const;
    return this.changed(interviewId, id, await this.questions.decide({ id, interviewId }, decision));
  }

  /**
   * Releases a question that was held for moderation; it then waits for a decision.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, QUESTIONS_CLOSED
   */
  async restore(actor: Actor, interviewId: string, id: string): Promise<QuestionView> {
    await this.access.asOffice(actor, interviewId);
    return this.changed(interviewId, id, await this.questions.release({ id, interviewId }));
  }

  /** Chooses an approved question for the interview. @throws {DubanError} NOT_FOUND, FORBIDDEN, QUESTIONS_CLOSED */
  async choose(
    actor: Actor,
    interviewId: string,
    { question: id, chosen }: { question: string; chosen: boolean },
  ): Promise<QuestionView> {
    await this.access.asOffice(actor, interviewId);
    return this.changed(interviewId, id, await this.questions.choose({ id, interviewId }, chosen));
  }

  /**
   * Stores the unit's answer to a question that was not answered live; public once the answers are signed.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, QUESTIONS_CLOSED
   */
  async answer(
    actor: Actor,
    interviewId: string,
    { question: id, answer }: { question: string; answer: string },
  ): Promise<QuestionView> {
    await this.access.asUnit(actor, interviewId);
    const stored = { answer, by: actor.id, at: businessDate() };
    return this.changed(interviewId, id, await this.questions.answer({ id, interviewId }, stored));
  }

  private async changed(interviewId: string, id: string, isChanged: boolean): Promise<QuestionView> {
    const row = await this.questions.find({ id, interviewId });
    if (!row) throw new DubanError('NOT_FOUND', detail('interviews.noQuestion'));
    if (isChanged) return toView(row);
    throw new DubanError(
      'QUESTIONS_CLOSED',
      detail('interviews.questionState', { state: STATE_NAMES[row.state] }),
    );
  }
}

/** What refusals call the states of a question. */
const STATE_NAMES = { waiting: '待审核', approved: '已通过', dropped: '不用' } as const;

const toView = ({ heldFor, ...row }: QuestionRow): QuestionView => ({
  ...row,
  setAside: heldFor,
  askedAt: row.askedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});
