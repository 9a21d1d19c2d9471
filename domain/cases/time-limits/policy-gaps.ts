import { PERIOD_LIMITS } from '../../surveys/period.js';
import type { ExtensionRule, LimitRule, Policy } from './policy.js';

/** What keeps a policy from being followed: where, as a path in it, and what to do about it. */
export interface PolicyGap {
  readonly field: string;
  readonly message: string;
}

/**
 * Where a policy would leave processes without an answer. Each is a policy of its own and only one is in force, so it
 * must say whatever processes ask; what they ask, the preset says that comes with them.
 *
 * @param preset knows every limit of every process, and whether cases have a class or name a day for it
 */
export function policyGaps(policy: Policy, preset: Policy): PolicyGap[] {
  const limits = new Map(Object.entries(policy.limits));
  const missing = Object.entries(preset.limits).flatMap(([name, known]) => {
    const limit = limits.get(name);
    if (limit) return gapsOfLimit(`limits.${name}`, limit, known);
    const message = `is missing: processes ask for it (${known.title}); take it from the preset ${preset.id}`;
    return [{ field: `limits.${name}`, message }];
  });
  const unknown = [...limits.keys()].filter((name) => !Object.hasOwn(preset.limits, name));
  return [
    ...missing,
    ...unknown.map((name) => ({
      field: `limits.${name}`,
      message: 'no process asks for a limit of this name: correct it, or leave it out',
    })),
    ...gapsOfSurveys(policy),
  ];
}

function gapsOfLimit(field: string, limit: LimitRule, known: LimitRule): PolicyGap[] {
  return [...gapsOfLength(field, limit, known), ...gapsOfExtension(`${field}.extension`, limit, known)];
}

/** A process asks for an extension in one form, and no more often than it comes with. */
function gapsOfExtension(field: string, { extension: own }: LimitRule, known: LimitRule): PolicyGap[] {
  if (!own) return [];
  const expected = known.extension;
  if (!expected) return [{ field, message: 'no process extends this limit: leave it out' }];
  const formOf = ({ by }: ExtensionRule): string => (by === 'date' ? by : Object.keys(by)[0]!);
  return [
    ...(own.max > expected.max
      ? [{ field: `${field}.max`, message: `is more than the process asks for: at most ${expected.max}` }]
      : []),
    ...(formOf(own) === formOf(expected)
      ? []
      : [{ field: `${field}.by`, message: `must be given as the process asks for it: ${formOf(expected)}` }]),
  ];
}

function gapsOfLength(field: string, { dated, byClass }: LimitRule, known: LimitRule): PolicyGap[] {
  if (dated && !known.dated)
    return [{ field: `${field}.dated`, message: 'no case names a day for it: give its duration' }];
  if (!byClass) return [];
  if (!known.byClass)
    return [{ field: `${field}.byClass`, message: 'cases have no class here: give its duration' }];
  const [own, expected] = [Object.keys(byClass), Object.keys(known.byClass)];
  return [
    ...expected
      .filter((name) => !own.includes(name))
      .map((name) => ({
        field: `${field}.byClass.${name}`,
        message: 'is missing: give the duration of this class, or null for none',
      })),
    ...own
      .filter((name) => !expected.includes(name))
      .map((name) => ({
        field: `${field}.byClass.${name}`,
        message: `is no class: these are ${expected.join(', ')}`,
      })),
  ];
}

/** Days of surveys are counted with, not only waited for. */
function gapsOfSurveys({ limits }: Policy): PolicyGap[] {
  const gaps: PolicyGap[] = [];
  const days = new Map<string, number>();
  for (const [name, unit] of Object.entries(PERIOD_LIMITS)) {
    const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
    if (!limit) continue;
    const { duration } = limit;
    if (duration && unit in duration) days.set(name, (duration as Record<string, number>)[unit]!);
    else gaps.push({ field: `limits.${name}.duration`, message: `must be given in ${unit}` });
  }
  const [least, usual, most] = ['surveyPeriodMin', 'surveyPeriodDefault', 'surveyPeriodMax'].map((name) =>
    days.get(name),
  );
  if (least !== undefined && usual !== undefined && usual < least)
    gaps.push({ field: 'limits.surveyPeriodDefault.duration', message: 'is shorter than surveyPeriodMin' });
  if (usual !== undefined && most !== undefined && usual > most)
    gaps.push({ field: 'limits.surveyPeriodDefault.duration', message: 'is longer than surveyPeriodMax' });
  return gaps;
}
