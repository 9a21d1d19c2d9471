import { z } from 'zod';
import type { TextCode } from '../messages/index.js';
import { oneLine, paragraphs, says } from '../../workflows/fields/form-fields.js';
import { civilDay } from '../cases/time-limits/policy.js';
import type { CivilDay } from '../time/civil-time.js';

const amount = z.int().min(1).max(400);
const workingDays = z.strictObject({ workingDays: amount });
const calendarDays = z.strictObject({ calendarDays: amount });

/** What the law requires of consultations published from its effective date until the next rule. */
export const ruleSchema = z
  .strictObject({
    effectiveFrom: civilDay,
    title: oneLine(200, { min: 1 }),
    /** The shortest period without a published reason. */
    period: z.union([workingDays, calendarDays], 'cases.durationInDays' satisfies TextCode),
    /** Minimum time between the papers of a hearing and the hearing. */
    hearingPapers: calendarDays,
    /** Length of the legal review. */
    legalReview: workingDays,
    /** From the last day of the period until opinions are sorted, and until the feedback is public. */
    sorting: workingDays,
    answer: workingDays,
    source: z.strictObject({
      basis: z.enum(['plan', 'regulation', 'practice', 'design', 'memory']),
      note: paragraphs(5000),
    }),
  })
  .refine(({ sorting, answer }) => sorting.workingDays <= answer.workingDays, {
    ...says('cases.longerThan', { other: 'answer' }), // opinions are sorted before their feedback is public
    path: ['sorting'],
  });

export type ConsultationRule = z.infer<typeof ruleSchema>;

/** @throws {ZodError} naming each invalid field */
export const parseRule = (effectiveFrom: CivilDay, title: string, body: object): ConsultationRule =>
  ruleSchema.parse({ ...body, effectiveFrom, title });

type Amount = ConsultationRule['period'];
/** A week has five working days. */
const inCalendarDays = (length: Amount): number =>
  'workingDays' in length ? (length.workingDays * 7) / 5 : length.calendarDays;

/** Fields in which a rule gives citizens, or the legal review, less time than the one before. */
export const shortened = (before: ConsultationRule, rule: ConsultationRule): string[] =>
  (['period', 'hearingPapers', 'legalReview'] as const).filter(
    (field) => inCalendarDays(rule[field]) < inCalendarDays(before[field]),
  );
