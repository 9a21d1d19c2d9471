import { PERIOD_LIMITS } from '../../surveys/period.js';
import type { ExtensionRule, LimitRule, Policy } from './policy.js';

/** What is missing or wrong in a policy that processes rely on: its path, and how to correct it. */
export interface PolicyGap {
  readonly field: string;
  readonly message: string;
}

/**
 * What a policy lacks for the processes of this release. Only one policy is in force at a time, so it must hold every
 * limit that any process uses; the preset that comes with the processes lists them.
 *
 * @param preset has every limit of every process, with whether cases have a class or name a day for it
 */
export function policyGaps(policy: Policy, preset: Policy): PolicyGap[] {
  const limits = new Map(Object.entries(policy.limits));
  const missing = Object.entries(preset.limits).flatMap(([name, known]) => {
    const limit = limits.get(name);
    if (limit) return gapsOfLimit(`limits.${name}`, limit, known);
    const message = `is missing: processes use it (${known.title}); take it from the preset ${preset.id}`;
    return [{ field: `limits.${name}`, message }];
  });
  const unknown = [...limits.keys()].filter((name) => !Object.hasOwn(preset.limits, name));
  return [
    ...missing,
    ...unknown.map((name) => ({
      field: `limits.${name}`,
      message: 'no process uses a limit of this name: correct it, or leave it out',
    })),
    ...gapsOfSurveys(policy),
  ];
}

function gapsOfLimit(field: string, limit: LimitRule, known: LimitRule): PolicyGap[] {
  return [...gapsOfLength(field, limit, known), ...gapsOfExtension(`${field}.extension`, limit, known)];
}

/** A process requests extensions in one form, and at most as often as its preset allows. */
function gapsOfExtension(field: string, { extension: own }: LimitRule, known: LimitRule): PolicyGap[] {
  if (!own) return [];
  const expected = known.extension;
  if (!expected) return [{ field, message: 'no process extends this limit: leave it out' }];
  const formOf = ({ by }: ExtensionRule): string => (by === 'date' ? by : Object.keys(by)[0]!);
  return [
    ...(own.max > expected.max
      ? [{ field: `${field}.max`, message: `is more than the process requests: at most ${expected.max}` }]
      : []),
    ...(formOf(own) === formOf(expected)
      ? []
      : [{ field: `${field}.by`, message: `must be given as the process requests it: ${formOf(expected)}` }]),
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
