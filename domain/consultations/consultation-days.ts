import type { DataSource } from 'typeorm';
import { DubanError } from '../../workflows/engine/errors.js';
import { DueInstants } from '../cases/time-limits/due-instant.js';
import type { TimeLimitBasis } from '../cases/time-limits/ladder.js';
import type { TimeLimitService } from '../cases/time-limits/time-limit-service.js';
import { detail } from '../messages/index.js';
import { dayOf, formatDay, lastDayOf, parseDay, type CivilDay } from '../time/civil-time.js';
import { ConsultationRulesRepository } from './consultation-rules.repository.js';
import type { ConsultationRule } from './rules.js';

export interface Deps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
}

/**
 * Reads the law in force at an instant, with the calendar and the office hours in force then.
 *
 * @param at epoch ms
 * @throws {DubanError} POLICY_MISSING
 */
export async function daysAt({ dataSource, timeLimits }: Deps, at: number): Promise<ConsultationDays> {
  await timeLimits.ready();
  const rule = await ruleAt(new ConsultationRulesRepository(dataSource), at);
  return new ConsultationDays(rule, timeLimits.basisAt(at));
}

/**
 * Reads the law in force at an instant.
 *
 * @param at epoch ms
 * @throws {DubanError} POLICY_MISSING before the first rule
 */
export async function ruleAt(rules: ConsultationRulesRepository, at: number): Promise<ConsultationRule> {
  const day = formatDay(dayOf(at));
  const rule = await rules.inForce(day);
  if (!rule) throw new DubanError('POLICY_MISSING', detail('consultations.noRuleInForce', { on: day }));
  return rule;
}

/** Days that follow from a rule, by the calendar of the policy in force. Instants are epoch ms, days of Asia/Shanghai. */
export class ConsultationDays {
  constructor(
    readonly rule: ConsultationRule,
    private readonly basis: TimeLimitBasis,
  ) {}

  /** The earliest last day of a period; the day of publication does not count. */
  minimumClose(publishedAt: number): CivilDay {
    return this.endOf(publishedAt, this.rule.period);
  }

  /** The last day for the papers of a hearing. */
  papersBy(hearingOn: CivilDay): CivilDay {
    return formatDay(parseDay(hearingOn) - this.rule.hearingPapers.calendarDays);
  }

  sortBy(closesOn: CivilDay): CivilDay {
    return this.workingDaysAfter(closesOn, this.rule.sorting.workingDays);
  }

  answerBy(closesOn: CivilDay): CivilDay {
    return this.workingDaysAfter(closesOn, this.rule.answer.workingDays);
  }

  /** Whether a day is counted across a year whose holidays are not published. */
  isProvisional(from: CivilDay, to: CivilDay): boolean {
    return this.region().isProvisional(parseDay(from), parseDay(to));
  }

  /** The last day of a legal review; the policy is decided on a later day. */
  reviewUntil(submittedAt: number): CivilDay {
    return this.endOf(submittedAt, this.rule.legalReview);
  }

  private endOf(from: number, length: ConsultationRule['period']): CivilDay {
    const { policy } = this.basis;
    const instants = new DueInstants(policy, this.region());
    return formatDay(lastDayOf(instants.dueAfter(from, length, 'midnight')));
  }

  private workingDaysAfter(day: CivilDay, n: number): CivilDay {
    return formatDay(this.region().addWorkingDays(parseDay(day), n));
  }

  private region() {
    return this.basis.calendar.region(this.basis.policy.region);
  }
}
