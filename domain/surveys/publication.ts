import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import { businessDate } from '../time/business-clock.js';
import type { ApprovedSurvey, ClosedSurvey, ExtendedSurvey } from '../../workflows/surveys/behaviour.js';
import { DubanError } from '../../workflows/engine/errors.js';
import { formatDay, lastDayOf } from '../time/civil-time.js';
import type { TimeLimitService } from '../cases/time-limits/time-limit-service.js';
import { periodOf } from './period.js';
import { tellFacts } from './survey-facts.js';
import { readSurvey, type SurveyRow } from './survey-row.js';

/** Asks for the instant at which a limit of the policy runs out. */
export type CourseInstants = Pick<TimeLimitService, 'timeoutInstant'>;

export interface Published {
  readonly waitsUntil: string | null;
  readonly closesOn: string;
  readonly results: SurveyRow['results'];
}

/**
 * S2: from now on everybody may read it, and answer it from its first instant to its last: the same instants that the
 * process waits for, by the same policy.
 */
export async function publish(
  dataSource: DataSource,
  timeLimits: CourseInstants,
  { process: id, argument: { revision } }: { process: string; argument: ApprovedSurvey },
): Promise<Published> {
  return transaction(dataSource, async (tx) => {
    const row = await readSurvey(tx, id, true);
    const { publishedAt, opensAt, closesAt, results } = row;
    if (publishedAt)
      return {
        waitsUntil: opensAt! > publishedAt ? formatDay(lastDayOf(opensAt!.getTime())) : null,
        closesOn: formatDay(lastDayOf(closesAt!.getTime())),
        results,
      };
    if (row.revision !== revision)
      throw new Error(`survey ${id} was approved as revision ${revision} and is ${row.revision}`);
    const now = Date.now();
    const period = periodOf(row, now);
    const opens =
      period.waitsUntil === null
        ? now
        : await instantOf(timeLimits, { limit: 'surveyOpening', due: period.waitsUntil, from: now });
    const closes = await instantOf(timeLimits, { limit: 'surveyPeriod', due: period.closesOn, from: opens });
    await tx.query('UPDATE survey SET published_at = $2, opens_at = $3, closes_at = $4 WHERE id = $1', [
      id,
      new Date(now),
      new Date(opens),
      new Date(closes),
    ]);
    return { ...period, results };
  });
}

/** Nobody may read it any longer; whoever has answered in its first moments has answered something else. */
export async function withdraw(dataSource: DataSource, { process: id }: { process: string }): Promise<void> {
  await transaction(dataSource, async (tx) => {
    await tx.query('UPDATE survey SET published_at = NULL, opens_at = NULL, closes_at = NULL WHERE id = $1', [
      id,
    ]);
    await tx.query(
      `UPDATE survey_answer SET state = 'set-aside', cause = 'WITHDRAWN' WHERE survey_id = $1 AND state = 'counted'`,
      [id],
    );
  });
}

/** S3: open until another day. */
export async function extend(
  dataSource: DataSource,
  timeLimits: CourseInstants,
  { process: id, argument: { closesOn } }: { process: string; argument: ExtendedSurvey },
): Promise<void> {
  const from = Date.now();
  const closes = await instantOf(timeLimits, { limit: 'surveyPeriod', due: closesOn, from });
  await dataSource.query('UPDATE survey SET closes_at = $2 WHERE id = $1 AND closed_at IS NULL', [
    id,
    new Date(closes),
  ]);
}

/**
 * S4: no answer is taken any more, and all that were taken are counted: the update waits for those that are being
 * written. By what somebody was known who had answered is forgotten.
 */
export async function close(
  dataSource: DataSource,
  { process: id, argument: { early } }: { process: string; argument: ClosedSurvey },
): Promise<{ answers: number; setAside: number }> {
  return transaction(dataSource, async (tx) => {
    const at = businessDate();
    await tx.query(
      `UPDATE survey SET closed_at = $3, closes_at = CASE WHEN $2 THEN least(closes_at, $3) ELSE closes_at END
       WHERE id = $1 AND closed_at IS NULL`,
      [id, early !== null, at],
    );
    await tx.query('DELETE FROM survey_respondent WHERE survey_id = $1', [id]);
    const [counts]: { answers: number; setAside: number }[] = await tx.query(COUNT, [id]);
    await tellFacts(tx, id, { held: true, answers: counts!.answers }, at);
    return counts!;
  });
}

/** S1: the unit does not hold it after all; its topic of the year is still to be carried out. */
export async function abandon(dataSource: DataSource, { process: id }: { process: string }): Promise<void> {
  await transaction(dataSource, async (tx) => {
    await tx.query('UPDATE arrangement_entry SET process_id = NULL WHERE process_id = $1', [id]);
    await tellFacts(tx, id, { held: false }, new Date());
  });
}

export async function publishFigures(
  dataSource: DataSource,
  { process: id }: { process: string },
): Promise<void> {
  await dataSource.query('UPDATE survey SET figures_at = coalesce(figures_at, $2) WHERE id = $1', [
    id,
    businessDate(),
  ]);
}

const COUNT = `
  SELECT count(*) FILTER (WHERE state = 'counted')::int AS answers,
    count(*) FILTER (WHERE state = 'set-aside')::int AS "setAside"
  FROM survey_answer WHERE survey_id = $1`;

/** @throws {DubanError} POLICY_MISSING: a survey is open from one instant to another */
async function instantOf(
  timeLimits: CourseInstants,
  request: { limit: string; due: string; from: number },
): Promise<number> {
  const at = await timeLimits.timeoutInstant(request);
  if (at === null) throw new DubanError('POLICY_MISSING', `the policy sets no '${request.limit}'`);
  return at;
}
