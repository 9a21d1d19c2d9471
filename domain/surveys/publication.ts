import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import { DubanError } from '../../workflows/engine/errors.js';
import type { ApprovedSurvey, ClosedSurvey, ExtendedSurvey } from '../../workflows/surveys/behaviour.js';
import type { TimeLimitService } from '../cases/time-limits/time-limit-service.js';
import { detail } from '../messages/index.js';
import { businessDate } from '../time/business-clock.js';
import { formatDay, lastDayOf } from '../time/civil-time.js';
import { periodOf } from './period.js';
import { ResponsesRepository } from './responses.repository.js';
import { recordFacts } from './survey-facts.js';
import { SurveysRepository, type StoredSurvey } from './surveys.repository.js';

/** Returns the instant at which a task timeout of the policy ends. */
export type TimeoutInstants = Pick<TimeLimitService, 'timeoutInstant'>;

export interface Published {
  readonly waitsUntil: string | null;
  readonly closesOn: string;
  readonly results: StoredSurvey['results'];
}

/**
 * S2: makes the survey public. It opens and closes at the instants that the process waits for, by the same policy.
 * Idempotent.
 */
export async function publish(
  dataSource: DataSource,
  timeLimits: TimeoutInstants,
  { process: id, argument: { revision } }: { process: string; argument: ApprovedSurvey },
): Promise<Published> {
  return transaction(dataSource, async (tx) => {
    const surveys = new SurveysRepository(tx);
    const survey = await surveys.getLocked(id);
    const { publishedAt, opensAt, closesAt, results } = survey;
    if (publishedAt)
      return {
        waitsUntil: opensAt! > publishedAt ? formatDay(lastDayOf(opensAt!.getTime())) : null,
        closesOn: formatDay(lastDayOf(closesAt!.getTime())),
        results,
      };
    if (survey.revision !== revision)
      throw new Error(`survey ${id} was approved as revision ${revision} and is ${survey.revision}`);
    const now = Date.now();
    const period = periodOf(survey, now);
    const opens =
      period.waitsUntil === null
        ? now
        : await instantOf(timeLimits, { limit: 'surveyOpening', due: period.waitsUntil, from: now });
    const closes = await instantOf(timeLimits, { limit: 'surveyPeriod', due: period.closesOn, from: opens });
    const instants = { publishedAt: new Date(now), opensAt: new Date(opens), closesAt: new Date(closes) };
    await surveys.publish(id, instants);
    return { ...period, results };
  });
}

/** Makes the survey private again. Responses of its first moments do not count: they answered another text. */
export async function withdraw(dataSource: DataSource, { process: id }: { process: string }): Promise<void> {
  await transaction(dataSource, async (tx) => {
    await new SurveysRepository(tx).withdraw(id);
    await new ResponsesRepository(tx).withdrawAll(id);
  });
}

/** S3: keeps the survey open until another day. */
export async function extend(
  dataSource: DataSource,
  timeLimits: TimeoutInstants,
  { process: id, argument: { closesOn } }: { process: string; argument: ExtendedSurvey },
): Promise<void> {
  const limit = { limit: 'surveyPeriod', due: closesOn, from: Date.now() };
  await new SurveysRepository(dataSource).extend(id, new Date(await instantOf(timeLimits, limit)));
}

/**
 * S4: closes the survey and counts its responses. The update waits for responses that are being stored. The digests of
 * respondents are deleted.
 */
export async function close(
  dataSource: DataSource,
  { process: id, argument: { early } }: { process: string; argument: ClosedSurvey },
): Promise<{ answers: number; setAside: number }> {
  return transaction(dataSource, async (tx) => {
    const at = businessDate();
    const responses = new ResponsesRepository(tx);
    await new SurveysRepository(tx).close(id, at, early !== null);
    await responses.deleteRespondents(id);
    const counts = await responses.count(id);
    await recordFacts(tx, id, { held: true, answers: counts.answers }, at);
    return counts;
  });
}

/** S1: the unit does not hold the survey. Its topic of the year can become another one. */
export async function abandon(dataSource: DataSource, { process: id }: { process: string }): Promise<void> {
  await transaction(dataSource, async (tx) => {
    await new SurveysRepository(tx).freeTopic(id);
    await recordFacts(tx, id, { held: false }, new Date());
  });
}

/** Step: makes the figures of the survey public. Idempotent. */
export async function publishFigures(
  dataSource: DataSource,
  { process: id }: { process: string },
): Promise<void> {
  await new SurveysRepository(dataSource).publishFigures(id, businessDate());
}

/** @throws {DubanError} POLICY_MISSING when the policy lacks the limit */
async function instantOf(
  timeLimits: TimeoutInstants,
  request: { limit: string; due: string; from: number },
): Promise<number> {
  const at = await timeLimits.timeoutInstant(request);
  if (at === null)
    throw new DubanError('POLICY_MISSING', detail('surveys.limitMissing', { limit: request.limit }));
  return at;
}
