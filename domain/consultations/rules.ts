import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { oneLine, paragraphs } from '../../workflows/fields/form-fields.js';
import { DubanError } from '../../workflows/engine/errors.js';
import { dayOf, formatDay, lastDayOf, parseDay, type CivilDay } from '../time/civil-time.js';
import { DueInstants } from '../cases/time-limits/due-instant.js';
import type { TimeLimitBasis } from '../cases/time-limits/ladder.js';
import { civilDay } from '../cases/time-limits/policy.js';

const amount = z.int().min(1).max(400);
const workingDays = z.strictObject({ workingDays: amount });
const calendarDays = z.strictObject({ calendarDays: amount });

/** What the law in force from a day on asks of the consultations that are published under it. */
export const ruleSchema = z
  .strictObject({
    effectiveFrom: civilDay,
    title: oneLine(200, { min: 1 }),
    /** The shortest period without a published reason. */
    period: z.union(
      [workingDays, calendarDays],
      'must be { workingDays } or { calendarDays }, from 1 to 400',
    ),
    /** So long before a hearing its papers must be out. */
    hearingPapers: calendarDays,
    /** The time that the legal review is given. */
    legalReview: workingDays,
    /** After the last day of the period: until opinions are sorted, and until their adoption is public. */
    sorting: workingDays,
    answer: workingDays,
    source: z.strictObject({
      basis: z.enum(['plan', 'regulation', 'practice', 'design', 'memory']),
      note: paragraphs(5000),
    }),
  })
  .refine(({ sorting, answer }) => sorting.workingDays <= answer.workingDays, {
    path: ['sorting'],
    message: 'must not end after answer: opinions are sorted before their adoption is public',
  });

export type ConsultationRule = z.infer<typeof ruleSchema>;

/** @throws {Error} naming the field at fault */
export const parseRule = (effectiveFrom: CivilDay, title: string, body: object): ConsultationRule =>
  ruleSchema.parse({ ...body, effectiveFrom, title });

/**
 * The law in force at an instant.
 *
 * @param at epoch milliseconds
 * @throws {DubanError} POLICY_MISSING before the first one
 */
export async function ruleAt(db: DataSource | EntityManager, at: number): Promise<ConsultationRule> {
  const day = formatDay(dayOf(at));
  const [row]: { from: string; title: string; body: object }[] = await db.query(
    `SELECT effective_from::text AS from, title, body FROM consultation_rule
     WHERE effective_from <= $1 ORDER BY effective_from DESC LIMIT 1`,
    [day],
  );
  if (!row) throw new DubanError('POLICY_MISSING', `no rule for consultations is in force on ${day}`);
  return parseRule(row.from, row.title, row.body);
}

/** Days that follow from a rule, by the calendar of the policy in force. Instants are epoch ms, days of Asia/Shanghai. */
export class ConsultationDays {
  constructor(
    readonly rule: ConsultationRule,
    private readonly basis: TimeLimitBasis,
  ) {}

  /** The earliest last day of a period that is published at an instant; the day of publication is not counted. */
  minimumClose(publishedAt: number): CivilDay {
    return this.endOf(publishedAt, this.rule.period);
  }

  /** The last day on which papers of a hearing are in time. */
  papersBy(hearingOn: CivilDay): CivilDay {
    return formatDay(parseDay(hearingOn) - this.rule.hearingPapers.calendarDays);
  }

  sortBy(closesOn: CivilDay): CivilDay {
    return this.workingDaysAfter(closesOn, this.rule.sorting.workingDays);
  }

  answerBy(closesOn: CivilDay): CivilDay {
    return this.workingDaysAfter(closesOn, this.rule.answer.workingDays);
  }

  /** The last day of the time for a legal review that begins at an instant; decided is later. */
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
