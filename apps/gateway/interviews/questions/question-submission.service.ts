import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { InterviewsRepository } from '../../../../domain/interviews/interviews.repository.js';
import { QuestionsRepository } from '../../../../domain/interviews/questions.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { PublicInput } from '../../platform/public-input/public-input.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import type { AskBody, AskedView } from './questions.dto.js';

/** Questions from one address to one interview in an hour; more are held for moderation. */
const PER_HOUR = 20;

/** Citizens' questions, before an interview and while it is live. */
@Injectable()
export class QuestionSubmissionService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly input: PublicInput,
  ) {}

  /**
   * Stores a question as plain text. Whether it is held for moderation is not in the answer.
   *
   * @param ip null where the address does not identify the sender
   * @throws {DubanError} NOT_FOUND, QUESTIONS_CLOSED, CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async submit(
    interviewId: string,
    { text, nickname, captcha }: AskBody,
    ip: string | null,
  ): Promise<AskedView> {
    const id = randomUUID();
    const askedAt = businessDate();
    await transaction(this.dataSource, async (tx) => {
      const state = await new InterviewsRepository(tx).questionsOpenLocked(interviewId);
      if (!state) throw new DubanError('NOT_FOUND', detail('interviews.noInterview'));
      if (!state.open) throw new DubanError('QUESTIONS_CLOSED', detail('interviews.questionsEnded'));
      const { heldFor } = await this.input.admit(
        { perHour: PER_HOUR, subject: interviewId, captcha, text, ip },
        tx,
      );
      await new QuestionsRepository(tx).add({
        ...{ id, interviewId, text, nickname: nickname ?? null },
        ...{ duringLive: state.live, askedAt, heldFor },
      });
    });
    return { id, askedAt: askedAt.toISOString() };
  }
}
