import { z } from 'zod';
import { textIfKnown, type TextCode } from '../../messages/index.js';
import { key, oneLine, paragraphs, says } from '../../../workflows/fields/form-fields.js';
import { parseDay, parseTime } from '../../time/civil-time.js';

const passes = (check: (text: string) => unknown): ((text: string) => boolean) => {
  return (text) => {
    try {
      check(text);
      return true;
    } catch {
      return false;
    }
  };
};
/** A day of the calendar. */
export const civilDay = z.string().refine(passes(parseDay), says('fields.day')).meta({ format: 'date' });
const time = z
  .string()
  .refine(passes(parseTime), says('fields.time'))
  .meta({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const days = z.int().min(1).max(400);
const region = z.string().regex(/^(CN|(\d{2}){1,3})$/, 'fields.region' satisfies TextCode);
const units = { workingDays: days, workingHours: z.number().positive().max(400), calendarDays: days };

const LENGTH: TextCode = 'cases.duration';

/** A length of time with its unit, because one article of law may use both 日 and 工作日. */
const lengthSchema = z.union(
  [
    z.strictObject({ workingDays: units.workingDays }),
    z.strictObject({ workingHours: units.workingHours }),
    z.strictObject({ calendarDays: units.calendarDays }),
  ],
  LENGTH,
);

const dayLengthSchema = z.union(
  [z.strictObject({ workingDays: units.workingDays }), z.strictObject({ calendarDays: units.calendarDays })],
  'cases.durationInDays' satisfies TextCode,
);

/** How long a limit is; working days may be capped by the rest of another clock, but never below a minimum. */
const durationSchema = z.union(
  [
    z.strictObject({
      workingDays: units.workingDays,
      capByClock: key().optional(),
      minWorkingDays: days.optional(),
    }),
    z.strictObject({ workingHours: units.workingHours }),
    z.strictObject({ calendarDays: units.calendarDays }),
  ],
  LENGTH,
);

/** Source of a rule, for editors of policies; never printed as law. */
const sourceSchema = z.strictObject({
  basis: z.enum(['plan', 'regulation', 'practice', 'design', 'memory']),
  note: paragraphs(5000),
});

/**
 * How the clock of a limit may be extended. The process defines who requests and who decides; `extensionCheck` judges what a
 * decision grants.
 */
const extensionSchema = z.strictObject({
  /** Maximum number in one case. */
  max: z.int().min(1).max(10),
  /** What one decision grants: a maximum number of days, or a day of its own (`date`). */
  by: z.union(
    [
      z.strictObject({ workingDays: units.workingDays }),
      z.strictObject({ calendarDays: units.calendarDays }),
      z.literal('date'),
    ],
    'cases.extensionBy' satisfies TextCode,
  ),
  /** Limit and extensions together, in the unit of the limit; without it they have no cap. */
  totalCap: dayLengthSchema.optional(),
  /** Working days before the due day by which it must be requested; without it, at any time while the clock runs. */
  askBefore: z.strictObject({ workingDays: days }).optional(),
});

const limitSchema = z
  .strictObject({
    title: oneLine(200, { min: 1 }),
    /** Null: no limit. */
    duration: durationSchema.nullable().optional(),
    /** Instead of `duration`, when the class of the matter decides. */
    byClass: z.record(key(), durationSchema.nullable()).optional(),
    /**
     * Instead of a length: the case names the day. The plan of 2015 sets rest days; `none` keeps them, `next`
     * and `previous` move them to a working day. With `before` or `after` the case names the day of an event, and the limit
     * ends that long before or after it. A limit that starts late lasts `atLeast` that long, even beyond the day; with `before`
     * and without `atLeast`, one working day.
     */
    dated: z
      .strictObject({
        roll: z.enum(['none', 'next', 'previous']),
        before: dayLengthSchema.optional(),
        after: dayLengthSchema.optional(),
        atLeast: z.strictObject({ workingDays: days }).optional(),
      })
      .refine(({ before, after }) => !(before && after), says('cases.limitBeforeOrAfter'))
      .optional(),
    /** By class: the limit until the matter is recorded as complex, when the policy needs that decision. */
    beforeComplexDecision: z.record(key(), durationSchema).optional(),
    /**
     * 24:00 of the last day, when the office closes on it, or 00:00 of the working day after it, as cards count. Limits
     * in hours end when they end.
     */
    endsAt: z.enum(['midnight', 'closeOfBusiness', 'nextWorkingDay']),
    /** Without it the limit cannot be extended. */
    extension: extensionSchema.optional(),
    source: sourceSchema,
  })
  .refine(
    ({ duration, byClass, dated }) =>
      [duration, byClass, dated].filter((length) => length !== undefined).length === 1,
    says('cases.limitOneLength'),
  );

const threshold = z.strictObject({ after: lengthSchema });

const ladderSchema = z.strictObject({
  /** Its name in the supervision feed: a letter for the business and a number (`C3`). Limits may share one. */
  clock: key(),
  warning: z
    .strictObject({
      before: lengthSchema,
      /** Earlier warning for limits of a number of working days or more, extensions included. */
      longer: z.strictObject({ fromWorkingDays: days, before: lengthSchema }).optional(),
      /** A second one, closer to the due instant. */
      again: z.strictObject({ before: lengthSchema }).optional(),
    })
    .optional(),
  yellow: threshold.optional(),
  red: threshold
    .extend({
      /** Also when the unit owes the written statement (说明) to a yellow card: limit `statement`. */
      withoutStatement: z.boolean().optional(),
      /** Also with the second yellow card of one unit on one matter. */
      onSecondYellow: z.boolean().optional(),
      /** It starts a process of the supervising office: for the mailbox office (C1). */
      toSupervisor: z.boolean().optional(),
    })
    .optional(),
  urge: threshold.optional(),
  accountability: threshold.optional(),
  source: sourceSchema,
});

const officeHoursSchema = z
  .array(z.strictObject({ from: time, to: time }))
  .min(1)
  .refine((parts) => {
    const times = parts.flatMap(({ from, to }) => [from, to]);
    return times.every((at, index) => index === 0 || times[index - 1]! < at);
  }, says('cases.officeHoursOrder'));

const CARD_NUMBER_PARTS = ['{kind}', '{year}', '{n}'];

/** A whole policy. Relations between its parts are checked once the parts are valid. */
export const policySchema = z
  .strictObject({
    id: key(),
    /** Incremented with every change; a version that a clock is pinned to never changes. */
    version: z.int().min(1),
    title: oneLine(200, { min: 1 }),
    effectiveFrom: civilDay,
    /** Whose working days count. */
    region,
    /** Set: what arrives later than this, or on a rest day, counts as received on the next working day (rule B). */
    receiptCutoff: time.optional(),
    officeHours: officeHoursSchema,
    /**
     * True: `beforeComplexDecision` of the limits is in force, and a letter is of class COMPLEX only once the office has
     * decided so (认定为复杂).
     */
    complexNeedsDecision: z.boolean().default(false),
    limits: z.record(key(), limitSchema),
    /** By the key of the limit whose clock raises them. */
    cards: z.record(key(), ladderSchema),
    /** How long an automatic card is pending before it is issued, so that an operator can stop an obvious error. */
    pendingOfficeHours: z.number().min(0).max(40),
    points: z.strictObject({
      yellow: z.int().min(0),
      red: z.int().min(0),
      /** A yellow card and the red one of the same clock count once, as the red one. */
      absorb: z.boolean().default(true),
    }),
    /** Format of the number of a card (牌号): `{kind}` is its level, `{n}` counts by year and level. No rule prescribes it. */
    cardNumber: oneLine(60, { min: 1 })
      .refine(
        (format) => CARD_NUMBER_PARTS.every((part) => format.split(part).length === 2),
        says('cases.cardNumberParts', { parts: CARD_NUMBER_PARTS }),
      )
      .default('{kind}〔{year}〕{n}号'),
    /** Cards without a clock: C6, a false closure; `manual`: the supervisor issues it. */
    immediate: z.strictObject({ falseClosure: z.enum(['auto', 'manual']) }),
    /** How many days before an interview its preview is to be public; without the minimum it cannot go live. */
    interviewPreview: z
      .strictObject({ desiredDays: z.int().min(0).max(90), minimumDays: z.int().min(0).max(90) })
      .refine(({ desiredDays, minimumDays }) => minimumDays <= desiredDays, says('cases.previewMinimum'))
      .optional(),
  })
  .superRefine((policy, context) => {
    const report = (path: (string | number)[], why: ReturnType<typeof says>): void =>
      context.addIssue({ code: 'custom', path, ...why });
    for (const [key, limit] of Object.entries(policy.limits)) {
      const { duration: always, byClass = {}, beforeComplexDecision = {}, extension, dated } = limit;
      const lengths = [always, ...Object.values(byClass), ...Object.values(beforeComplexDecision)];
      if (extension?.totalCap) {
        const [unit] = unitOf(extension.totalCap);
        if (dated || lengths.some((length) => length && !(unit in length)))
          report(['limits', key, 'extension', 'totalCap'], says('cases.extensionCapUnit', { unit }));
      }
      for (const duration of lengths) {
        const cap = duration && 'workingDays' in duration ? duration.capByClock : undefined;
        if (cap !== undefined && !Object.hasOwn(policy.limits, cap))
          report(['limits', key], says('cases.capUnknown', { limit: cap }));
      }
      for (const name of Object.keys(beforeComplexDecision)) {
        if (!Object.hasOwn(byClass, name))
          report(['limits', key, 'beforeComplexDecision', name], says('cases.classWithoutLimit'));
      }
    }
    for (const [key, ladder] of Object.entries(policy.cards)) {
      if (!Object.hasOwn(policy.limits, key)) report(['cards', key], says('cases.cardsLimitUnknown'));
      if (ladder.red?.withoutStatement && !policy.limits['statement']) {
        report(['cards', key, 'red', 'withoutStatement'], says('cases.needsLimit', { limit: 'statement' }));
      }
      const thresholds = LATE_THRESHOLDS.flatMap((name) =>
        ladder[name] ? [{ name, after: ladder[name].after }] : [],
      );
      thresholds.forEach(({ name, after }, index) => {
        const before = thresholds[index - 1];
        if (!before) return;
        const [unit, amount] = unitOf(after);
        const [unitBefore, amountBefore] = unitOf(before.after);
        if (unit !== unitBefore)
          report(['cards', key, name], says('cases.countedLike', { other: before.name, unit: unitBefore }));
        else if (amount <= amountBefore)
          report(['cards', key, name], says('cases.mustComeAfter', { other: before.name }));
      });
      if (!ladder.warning?.again) continue;
      const [unit, amount] = unitOf(ladder.warning.again.before);
      const [unitFirst, amountFirst] = unitOf(ladder.warning.before);
      if (unit !== unitFirst)
        report(
          ['cards', key, 'warning', 'again'],
          says('cases.countedLike', { other: 'warning', unit: unitFirst }),
        );
      else if (amount >= amountFirst) report(['cards', key, 'warning', 'again'], says('cases.closerToDue'));
    }
  });

/** The thresholds after the due instant, mildest first. */
export const LATE_THRESHOLDS = ['yellow', 'red', 'urge', 'accountability'] as const;

/**
 * A version of a preset of time limits: data with an effective date. Nothing in the plan of 2015 sets a limit of its
 * own (it orders 州信访局 to set them), so every number is policy and a clock stays with the version it started under.
 */
export type Policy = z.infer<typeof policySchema>;
export type LimitRule = Policy['limits'][string];
export type Duration = z.infer<typeof durationSchema>;
export type Length = z.infer<typeof lengthSchema>;
export type DayLength = z.infer<typeof dayLengthSchema>;
export type ExtensionRule = z.infer<typeof extensionSchema>;

/**
 * Checks a policy that was read from a file, a request or the database.
 *
 * @throws {Error} naming every field at fault
 */
export function parsePolicy(value: unknown): Policy {
  const parsed = policySchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const id = typeof value === 'object' && value !== null && 'id' in value ? ` ${String(value.id)}` : '';
  const lines = parsed.error.issues.map(
    ({ path, message, ...issue }) =>
      `  ${path.join('.') || '(policy)'}: ${textIfKnown(message, ('params' in issue && issue.params) || {}) ?? message}`,
  );
  throw new Error(`policy${id} is not valid:\n${lines.join('\n')}`);
}

/**
 * How long a limit is for a class of matter; null when the policy sets none.
 *
 * @throws {Error} when the policy does not know the limit, or not for this class: no limit is ever guessed
 */
export function durationOf(policy: Policy, limit: string, caseClass?: string): Duration | null {
  const rule = limitOf(policy, limit);
  if (rule.dated) return null; // its length is the case's
  if (!rule.byClass) return rule.duration ?? null;
  const name = caseClass ?? '';
  const duration = Object.hasOwn(rule.byClass, name) ? rule.byClass[name] : undefined;
  if (duration === undefined)
    throw new Error(`policy ${policy.id} has no limit '${limit}' for class '${name}'`);
  return (policy.complexNeedsDecision && rule.beforeComplexDecision?.[name]) || duration;
}

/** @throws {Error} when the policy does not know the limit */
export function limitOf(policy: Policy, limit: string): LimitRule {
  const rule = Object.hasOwn(policy.limits, limit) ? policy.limits[limit] : undefined;
  if (!rule) throw new Error(`policy ${policy.id}, version ${policy.version}, has no limit '${limit}'`);
  return rule;
}

function unitOf(length: Length): [unit: string, amount: number] {
  return Object.entries(length)[0]!;
}
