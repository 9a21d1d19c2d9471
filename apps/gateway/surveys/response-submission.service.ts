import { Inject, Injectable } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { detail, issue } from '../../../domain/messages/index.js';
import type { Answers } from '../../../domain/surveys/answer-checker.js';
import type { AnswerableSurvey } from '../../../domain/surveys/public-surveys.repository.js';
import { freeTextOf, questionsOf } from '../../../domain/surveys/questions.js';
import {
  ResponsesRepository,
  type NewResponse,
  type Receipt,
  type RequestDigest,
} from '../../../domain/surveys/responses.repository.js';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { invalid } from '../platform/problems/validation.js';
import { PublicInput, type Admitted } from '../platform/public-input/public-input.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import type { AnswerReceipt, SurveyAnswerBody } from './public-surveys.dto.js';
import { PublishedSurveysService } from './published-surveys.service.js';
import { digestOf, SurveySecrets } from './survey-secrets.js';

/** Responses from one address to one survey in an hour; more are held for moderation. */
const PER_HOUR = 120;

/** Faster responses are held for moderation. The plan sets no number. */
const SECONDS_A_QUESTION = 1;
const SHORTEST_SECONDS = 3;

export interface Sender {
  /** Null: this machine. */
  readonly ip: string | null;
  /** Content of its cookie. */
  readonly device: string | undefined;
  /** Idempotency-Key. */
  readonly key: string | undefined;
}
export interface Submitted {
  readonly receipt: AnswerReceipt;
  /** For the cookie of a device that had none. */
  readonly device: string | null;
}

/** Stores responses: one transaction each; the workflow is not notified. */
@Injectable()
export class ResponseSubmissionService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly responses: ResponsesRepository,
    private readonly surveys: PublishedSurveysService,
    private readonly publicInput: PublicInput,
    private readonly secrets: SurveySecrets,
  ) {}

  /**
   * Stores a response. The same request under the same key returns the stored response. Suspicious responses are stored,
   * and held for moderation.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, CAPTCHA_REQUIRED, CAPTCHA_INVALID, SURVEY_NOT_OPEN,
   * SURVEY_CLOSED, SURVEY_ANSWERED, IDEMPOTENCY_KEY_REUSED
   */
  async submit(id: string, body: SurveyAnswerBody, sender: Sender): Promise<Submitted> {
    const survey = await this.surveys.find(id);
    const request =
      sender.key === undefined ? null : await this.requestOf(id, body, { ip: sender.ip, key: sender.key });
    const earlier = request && (await this.earlier(id, request));
    if (earlier) return { receipt: earlier, device: null };
    if (survey.state !== 'open') throw refusalOf(await this.surveys.reload(id));

    const { answers, issues, asked } = this.surveys.checkerOf(survey).check({ ...body.answers });
    if (issues.length > 0)
      throw invalid(...issues.map(({ question, fault }) => ({ field: `answers.${question}`, ...fault })));
    const { respondent, device } = await this.respondentOf(survey, body, sender);
    const seconds = await this.secrets.secondsSince(id, body.ticket, businessNow());
    const shortest = Math.max(SHORTEST_SECONDS, asked.length * SECONDS_A_QUESTION);
    const receipt = await this.store(survey, request, async (tx) => {
      const admitted = await this.publicInput.admit(
        {
          perHour: PER_HOUR,
          subject: id,
          captcha: body.captcha,
          text: writtenText(survey, answers),
          ip: sender.ip,
        },
        tx,
      );
      const cause = causeOf(admitted, seconds !== null && seconds >= shortest);
      return { answers, respondent, seconds, cause };
    });
    return { receipt, device };
  }

  /** The key is scoped to its sender as far as the survey can tell senders apart: many people may choose `1`. */
  private async requestOf(
    survey: string,
    { answers, phone, device }: SurveyAnswerBody,
    { ip, key }: { readonly ip: string | null; readonly key: string },
  ): Promise<RequestDigest> {
    const owner =
      device !== undefined
        ? await this.secrets.respondent(survey, 'device', device)
        : await this.secrets.respondent(survey, phone === undefined ? 'address' : 'phone', phone ?? ip ?? '');
    return {
      key: digestOf(survey, key, owner),
      body: digestOf(JSON.stringify([answers, phone ?? null, device ?? null])),
    };
  }

  /** The response that the same request has stored. @throws {DubanError} IDEMPOTENCY_KEY_REUSED */
  private async earlier(id: string, request: RequestDigest): Promise<AnswerReceipt | null> {
    const stored = await this.responses.findByKey(id, request);
    if (!stored) return null;
    if (!stored.same) throw new DubanError('IDEMPOTENCY_KEY_REUSED', detail('surveys.keyReused'));
    return toReceipt(stored);
  }

  /** Digest by which the survey recognises the sender; null: it does not. */
  private async respondentOf(
    { id, oneAnswer }: AnswerableSurvey,
    body: SurveyAnswerBody,
    { ip, device: cookie }: Sender,
  ): Promise<{ respondent: string | null; device: string | null }> {
    switch (oneAnswer) {
      case 'none':
        return { respondent: null, device: null };
      case 'phone': {
        if (body.phone === undefined) throw invalid(issue('phone', 'surveys.phoneNeeded'));
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

  /**
   * @param admit in the same transaction, which is rolled back when nothing is stored, so that the challenge is not used up
   */
  private async store(
    survey: AnswerableSurvey,
    request: RequestDigest | null,
    admit: (tx: EntityManager) => Promise<Omit<NewResponse, 'id' | 'request' | 'answeredAt'>>,
  ): Promise<AnswerReceipt> {
    const stored = await transaction(this.dataSource, async (tx): Promise<Receipt> => {
      const response = { ...(await admit(tx)), id: randomUUID(), request, answeredAt: businessDate() };
      const { open, id, answeredAt } = await new ResponsesRepository(tx).add(survey, response);
      if (id === null) throw new NotStored(open);
      return { id, answeredAt };
    }).catch((error: unknown) => {
      if (error instanceof NotStored) return error;
      throw error;
    });
    if (!(stored instanceof NotStored)) return toReceipt(stored);
    const earlier = request && (await this.earlier(survey.id, request));
    if (earlier) return earlier;
    throw stored.wasOpen
      ? new DubanError('SURVEY_ANSWERED')
      : refusalOf(await this.surveys.reload(survey.id));
  }
}

/** Rolls the transaction back. */
class NotStored extends Error {
  constructor(readonly wasOpen: boolean) {
    super('no response was stored');
  }
}

const toReceipt = ({ id, answeredAt }: Receipt): AnswerReceipt => ({
  id,
  answeredAt: answeredAt.toISOString(),
});

/** Free text only: equal choices are no sign of a repetition. */
function writtenText({ questionnaire }: AnswerableSurvey, answers: Answers): string | undefined {
  const texts = freeTextOf(questionsOf(questionnaire)).flatMap(({ name }) => answers[name] ?? []);
  return texts.length === 0 ? undefined : texts.join('\n');
}

const causeOf = ({ heldFor }: Admitted, tookTime: boolean): string | null =>
  heldFor ?? (tookTime ? null : 'TOO_FAST');

const NOT_OPEN = {
  open: 'surveys.beingChanged', // its revision differs from the cached one
  upcoming: 'surveys.upcoming',
  paused: 'surveys.paused',
} as const;

const refusalOf = ({ state }: AnswerableSurvey): DubanError =>
  state === 'closed'
    ? new DubanError('SURVEY_CLOSED')
    : new DubanError('SURVEY_NOT_OPEN', detail(NOT_OPEN[state]));
