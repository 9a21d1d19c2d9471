import type { Schemas } from '../../api/client.js';
import { t } from '../../messages/t.js';

export type PolicyBody = Schemas['TimeLimitPolicy'];
type Limit = PolicyBody['limits'][string];
type Ladder = PolicyBody['cards'][string];
const UNITS = ['workingDays', 'calendarDays', 'workingHours'] as const;
type LengthUnit = (typeof UNITS)[number];

/** One length of a limit; limits by class have several. */
export interface LimitRow {
  readonly limit: string;
  readonly title: string;
  /** Of the matter, where it decides. */
  readonly className: string | null;
  /** Where the number stands in the policy; null: it has none. */
  readonly path: readonly string[] | null;
  readonly unit: LengthUnit | null;
  readonly amount: number | null;
  readonly isDated: boolean;
  readonly ladder: Ladder | undefined;
}

const CLASSES = ['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'COMPLEX', 'URGENT', 'THANKS', 'REPORT'] as const;

/** The name of a class of matters. */
function classTitle(name: string): string {
  const known = CLASSES.find((one) => one === name);
  return known ? t(`rules.class_${known}`) : name;
}

/** Every length of every limit, in the order of the policy. */
export const limitRows = ({ limits, cards }: PolicyBody): LimitRow[] =>
  Object.entries(limits).flatMap(([key, limit]) =>
    lengthsOf(limit).map(([className, where, length]) => {
      const unit = UNITS.find((one) => length && one in length) ?? null;
      return {
        ...{ limit: key, title: limit.title, unit, className, ladder: cards[key] },
        path: unit && ['limits', key, ...where, unit],
        amount: unit && (length as Record<LengthUnit, number>)[unit],
        isDated: limit.dated !== undefined,
      };
    }),
  );

function lengthsOf({ duration, byClass }: Limit): [string | null, string[], object | null | undefined][] {
  if (!byClass) return [[null, ['duration'], duration]];
  return Object.entries(byClass).map(([name, length]) => [classTitle(name), ['byClass', name], length]);
}

/** `5个工作日` */
export function lengthText(length: object | null | undefined): string {
  const unit = UNITS.find((one) => length && one in length);
  if (!unit) return t('rules.notSet');
  const n = (length as Record<LengthUnit, number>)[unit];
  return t(`rules.${unit}`, { n });
}

/** What a row says without being edited. */
export function rowText({ unit, amount, isDated }: LimitRow): string {
  if (unit !== null) return lengthText({ [unit]: amount });
  return t(isDated ? 'rules.byCase' : 'rules.notSet');
}

/** A copy of a policy with other numbers. @param changes by path, joined with dots */
export function withAmounts(policy: PolicyBody, changes: ReadonlyMap<string, number>): PolicyBody {
  const copy = structuredClone(policy);
  for (const [path, amount] of changes) {
    const keys = path.split('.');
    const last = keys.pop()!;
    const part = keys.reduce<Record<string, unknown>>(
      (inner, key) => inner[key] as Record<string, unknown>,
      copy as unknown as Record<string, unknown>,
    );
    part[last] = amount;
  }
  return copy;
}

const STEPS = ['warning', 'yellow', 'red', 'urge', 'accountability'] as const;
const RULES = ['period', 'hearingPapers', 'legalReview', 'sorting', 'answer'] as const;
const HEADS = { title: 'rules.titleOfPolicy', effectiveFrom: 'rules.effectiveFrom' } as const;

/** What a part of a policy or of a consultation rule is called; null: it has no name. @param path keys joined with dots */
export function partTitle(path: string, limits: PolicyBody['limits'] | undefined): string | null {
  const [section, key = '', part = '', name = ''] = path.split('.');
  if (section === 'title' || section === 'effectiveFrom') return t(HEADS[section]);
  const rule = RULES.find((one) => one === section);
  if (rule) return t(`rules.rule_${rule}`);
  const limit = limits?.[key];
  if (!limit) return null;
  if (section === 'limits' && part === 'byClass') return `${limit.title}：${classTitle(name)}`;
  if (section === 'limits' && part === 'duration') return limit.title;
  const step = section === 'cards' && STEPS.find((one) => one === part);
  return step ? `${limit.title}：${t(`rules.${step}`)}` : null;
}

/** A value of a policy: with its unit where it is a length. @param path keys joined with dots */
export function partText(path: string, value: string | number | boolean | null): string {
  if (value === null) return t('rules.none');
  const unit = UNITS.find((one) => path.endsWith(`.${one}`));
  return unit && typeof value === 'number' ? t(`rules.${unit}`, { n: value }) : String(value);
}
