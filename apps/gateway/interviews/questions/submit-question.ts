import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { preparedIn } from '../../../../infra/database/prepared.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { clientOf } from '../../../../infra/database/tuning.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { PublicInput } from '../../platform/public-input/public-input.js';
import type { AskBody, AskedView } from './questions.dto.js';

/** From one address to one subject, before it is set aside. */
const PER_HOUR = 20;

/** Citizens' questions, before an interview and while it is live. */
@Injectable()
export class Asking {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly input: PublicInput,
  ) {}

  /**
   * Kept as it came, as plain text. What was noticed about it is for the office, not for whoever asks.
   *
   * @param ip null where the address says nothing of who asks
   * @throws {DubanError} NOT_FOUND, QUESTIONS_CLOSED, CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async ask(interview: string, { text, nickname, captcha }: AskBody, ip: string | null): Promise<AskedView> {
    const id = randomUUID();
    const askedAt = businessDate();
    await transaction(this.dataSource, async (tx) => {
      const [row] = await preparedIn<{ open: boolean; live: boolean }>(tx, OPEN, [interview]);
      if (!row) throw new DubanError('NOT_FOUND', 'no such interview');
      if (!row.open) throw new DubanError('QUESTIONS_CLOSED', 'no questions are taken any more');
      const client = await clientOf(tx);
      const admission = { perHour: PER_HOUR, subject: interview, captcha, text, ip } as const;
      const { setAside } = await this.input.admit(admission, client);
      await preparedIn(tx, INSERT, [id, interview, text, nickname ?? null, row.live, askedAt, setAside]);
    });
    return { id, askedAt: askedAt.toISOString() };
  }
}

/** In the way of whoever ends the interview, not of others who ask: when it ends, every question is there to be counted. */
const OPEN = `
  SELECT i.live_ended_at IS NULL AND i.called_off_at IS NULL AND p.state <> 'cancelled' AS open,
    i.live_started_at IS NOT NULL AS live
  FROM interview i JOIN process p ON p.id = i.id WHERE i.id = $1 AND i.preview_at IS NOT NULL FOR SHARE OF i`;

const INSERT = `
  INSERT INTO interview_question (id, interview_id, text, nickname, during_live, asked_at, set_aside, state)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting')`;
