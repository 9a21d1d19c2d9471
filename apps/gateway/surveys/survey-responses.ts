import { Inject, Injectable } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import type { Answers } from '../../../domain/surveys/answer-checker.js';
import { freeTextOf, questionsOf } from '../../../domain/surveys/questions.js';
import { prepared } from '../../../infra/database/prepared.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { POOL } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { PublicInput, type Admitted } from '../platform/public-input/public-input.js';
import type { SurveyAnswerBody, AnswerReceipt } from './public-surveys.dto.js';
import { PublishedSurveys, type PublishedSurvey } from './published-surveys.js';
import { digestOf, SurveySecrets } from './survey-secrets.js';

/** From one address to one subject, before it is set aside. */
const PER_HOUR = 120;

/** Nobody reads and answers a question in less; a choice: RULES.md names no number. */
const SECONDS_A_QUESTION = 1;
const SHORTEST_SECONDS = 3;

export interface Sender {
  /** Null: this machine. */
  readonly ip: string | null;
  /** What its cookie holds. */
  readonly device: string | undefined;
  readonly key: string | undefined;
}
export interface Taken {
  readonly receipt: AnswerReceipt;
  /** For the cookie of a device that had none. */
  readonly device: string | null;
}

/** Takes answers: one transaction and no word to the process, whatever the rush. */
@Injectable()
export class AnswerIntake {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly surveys: PublishedSurveys,
    private readonly publicInput: PublicInput,
    private readonly secrets: SurveySecrets,
  ) {}

  /**
   * Whoever sends the same again under the same key hears of the answer that was taken. Suspicious answers are taken
   * like any other, and set aside.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, CAPTCHA_REQUIRED, CAPTCHA_INVALID, SURVEY_NOT_OPEN,
   * SURVEY_CLOSED, SURVEY_ANSWERED, IDEMPOTENCY_KEY_REUSED
   */
  async take(id: string, body: SurveyAnswerBody, sender: Sender): Promise<Taken> {
    const survey = await this.surveys.find(id);
    const once =
      sender.key === undefined ? null : await this.onceOf(id, body, { ip: sender.ip, key: sender.key });
    const earlier = once && (await this.earlier(id, once));
    if (earlier) return { receipt: earlier, device: null };
    if (survey.state !== 'open') throw refusalOf(await this.surveys.reload(id));

    const given = this.surveys.checkerOf(survey).check({ ...body.answers });
    if (given.issues.length > 0)
      throw invalid(
        ...given.issues.map(({ question, message }) => ({ field: `answers.${question}`, message })),
      );
    const { respondent, device } = await this.respondentOf(survey, body, sender);
    const seconds = await this.secrets.secondsSince(id, body.ticket, businessNow());
    const shortest = Math.max(SHORTEST_SECONDS, given.asked.length * SECONDS_A_QUESTION);
    const receipt = await this.store(survey, once, async (db) => {
      const admitted = await this.publicInput.admit(
        {
          perHour: PER_HOUR,
          subject: id,
          captcha: body.captcha,
          text: wordsOf(survey, given.answers),
          ip: sender.ip,
        },
        db,
      );
      return {
        answers: given.answers,
        respondent,
        seconds,
        cause: causeOf(admitted, seconds !== null && seconds >= shortest),
      };
    });
    return { receipt, device };
  }

  /** The key belongs to whom the survey can tell apart: many people may choose `1`. */
  private async onceOf(
    survey: string,
    { answers, phone, device }: SurveyAnswerBody,
    { ip, key }: { readonly ip: string | null; readonly key: string },
  ): Promise<Once> {
    const owner =
      device !== undefined
        ? await this.secrets.respondent(survey, 'device', device)
        : await this.secrets.respondent(survey, phone === undefined ? 'address' : 'phone', phone ?? ip ?? '');
    return {
      key: digestOf(survey, key, owner),
      body: digestOf(JSON.stringify([answers, phone ?? null, device ?? null])),
    };
  }

  /** The same request, taken before. @throws {DubanError} IDEMPOTENCY_KEY_REUSED */
  private async earlier(id: string, { key, body }: Once): Promise<AnswerReceipt | null> {
    const { rows } = await prepared<{ id: string; answered_at: Date; same: boolean }>(this.pool, EARLIER, [
      id,
      key,
      body,
    ]);
    const [row] = rows;
    if (!row) return null;
    if (!row.same) throw new DubanError('IDEMPOTENCY_KEY_REUSED', 'the key was used for another answer');
    return { id: row.id, answeredAt: row.answered_at.toISOString() };
  }

  /** By what the survey knows whoever answers; null: not at all. */
  private async respondentOf(
    { id, oneAnswer }: PublishedSurvey,
    body: SurveyAnswerBody,
    { ip, device: cookie }: Sender,
  ): Promise<{ respondent: string | null; device: string | null }> {
    switch (oneAnswer) {
      case 'none':
        return { respondent: null, device: null };
      case 'phone': {
        if (body.phone === undefined) throw invalid({ field: 'phone', message: '须填写手机号' });
        return { respondent: await this.secrets.respondent(id, 'phone', body.phone), device: null };
      }
      case 'address':
        return {
          respondent: ip === null ? null : await this.secrets.respondent(id, 'address', ip),
          device: null,
        };
      case 'device': {
        const known = body.device ?? cookie;
        const device = known ?? randomBytes(16).toString('base64url');
        const respondent = await this.secrets.respondent(id, 'device', device);
        return { respondent, device: known === undefined ? device : null };
      }
    }
  }

  /** @param admit what is to be stored; in the same transaction, so that a challenge is not used up for nothing */
  private async store(
    survey: PublishedSurvey,
    once: Once | null,
    admit: (db: PoolClient) => Promise<NewAnswer>,
  ): Promise<AnswerReceipt> {
    const db = await this.pool.connect();
    let stored: Stored;
    try {
      await db.query('BEGIN');
      const { answers, respondent, seconds, cause } = await admit(db);
      const { rows } = await prepared<Stored>(db, STORE, [
        ...[
          survey.id,
          survey.revision,
          respondent,
          survey.addressHours,
          randomUUID(),
          JSON.stringify(answers),
        ],
        ...[cause === null ? 'counted' : 'set-aside', cause, seconds, once?.key ?? null, once?.body ?? null],
        businessDate(),
      ]);
      stored = rows[0]!;
      await db.query(stored.id === null ? 'ROLLBACK' : 'COMMIT');
    } catch (error) {
      await db.query('ROLLBACK').catch(() => undefined); // the connection is gone, and what it had begun
      throw error;
    } finally {
      db.release();
    }
    const { id, answered_at: at } = stored;
    if (id !== null && at !== null) return { id, answeredAt: at.toISOString() };
    const earlier = once && (await this.earlier(survey.id, once));
    if (earlier) return earlier;
    throw stored.open
      ? new DubanError('SURVEY_ANSWERED', 'this survey takes one answer from each')
      : refusalOf(await this.surveys.reload(survey.id));
  }
}

/** Digests of a key and of what was sent under it; the solved challenge may be another one. */
interface Once {
  readonly key: string;
  readonly body: string;
}
interface NewAnswer {
  readonly answers: Answers;
  readonly respondent: string | null;
  readonly seconds: number | null;
  readonly cause: string | null;
}
interface Stored {
  readonly open: boolean;
  readonly id: string | null;
  readonly answered_at: Date | null;
}

/** What was written in words; none where only choices were made, because those are alike in good faith. */
function wordsOf({ questionnaire }: PublishedSurvey, answers: Answers): string | undefined {
  const words = freeTextOf(questionsOf(questionnaire)).flatMap(({ name }) => answers[name] ?? []);
  return words.length === 0 ? undefined : words.join('\n');
}

const causeOf = ({ setAside }: Admitted, takenTime: boolean): string | null =>
  setAside ?? (takenTime ? null : 'TOO_FAST');

const refusalOf = ({ state }: PublishedSurvey): DubanError =>
  state === 'closed'
    ? new DubanError('SURVEY_CLOSED', 'the survey has closed')
    : new DubanError('SURVEY_NOT_OPEN', `the survey is ${state === 'open' ? 'being changed' : state}`);

const EARLIER = `
  SELECT id, answered_at, body_hash = $3 AS same FROM survey_answer WHERE survey_id = $1 AND idempotency_key = $2`;

/**
 * Takes an answer while the survey is open at the instant of the request, and still the one that was judged. Closing it waits
 * for the shared lock, so that whatever was taken is counted. A respondent who is known takes nothing.
 */
const STORE = `
  WITH taking AS (
    SELECT s.id FROM survey s JOIN process p ON p.id = s.id
    WHERE s.id = $1 AND s.revision = $2 AND s.published_at IS NOT NULL AND s.closed_at IS NULL
      AND $12::timestamptz >= s.opens_at AND $12 < s.closes_at AND p.state = 'running'
    FOR SHARE OF s
  ), respondent AS (
    INSERT INTO survey_respondent (survey_id, respondent, last_at)
    SELECT id, $3::text, $12::timestamptz FROM taking WHERE $3 IS NOT NULL
    ON CONFLICT (survey_id, respondent) DO UPDATE SET last_at = $12
      WHERE survey_respondent.last_at <= $12 - make_interval(hours => $4::int)
    RETURNING 1
  ), stored AS (
    INSERT INTO survey_answer (id, survey_id, data, state, cause, seconds, idempotency_key, body_hash,
      answered_at)
    SELECT $5::uuid, id, $6::jsonb, $7::text, $8::text, $9::integer, $10::uuid, $11::uuid,
      $12::timestamptz
    FROM taking WHERE $3 IS NULL OR EXISTS (SELECT 1 FROM respondent)
    ON CONFLICT (survey_id, idempotency_key) DO NOTHING
    RETURNING id, answered_at
  )
  SELECT EXISTS (SELECT 1 FROM taking) AS open, (SELECT id FROM stored) AS id,
    (SELECT answered_at FROM stored) AS answered_at`;
