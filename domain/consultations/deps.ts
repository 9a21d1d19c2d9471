import type { DataSource } from 'typeorm';
import type { TimeLimitService } from '../cases/time-limits/time-limit-service.js';
import { ConsultationDays, ruleAt } from './rules.js';

export interface Deps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
}

/** What a step is asked with. */
export interface Request<A = unknown> {
  readonly process: string;
  readonly argument: A;
}

/**
 * The law in force at an instant, with calendar and office hours of then.
 *
 * @param at epoch ms
 * @throws {DubanError} POLICY_MISSING
 */
export async function daysAt({ dataSource, timeLimits }: Deps, at: number): Promise<ConsultationDays> {
  await timeLimits.ready();
  return new ConsultationDays(await ruleAt(dataSource, at), timeLimits.basisAt(at));
}
