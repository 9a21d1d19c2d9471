import type { ExtensionRule, LimitRule, Policy } from './policy.js';
import { issue } from '../../messages/index.js';
import type { Issue } from '../../../workflows/engine/errors.js';

/**
 * The gaps of a policy for the processes of this release. Only one policy is in force at a time, so it must hold every
 * limit that any process uses; the preset that comes with the processes lists them.
 *
 * @param preset has every limit of every process, with whether cases have a class or name a day for it
 * @returns where, as a path in the policy, and what to do about it
 */
export function policyGaps(policy: Policy, preset: Policy): Issue[] {
  const limits = new Map(Object.entries(policy.limits));
  const missing = Object.entries(preset.limits).flatMap(([name, known]) => {
    const limit = limits.get(name);
    if (limit) return gapsOfLimit(`limits.${name}`, limit, known);
    return [issue(`limits.${name}`, 'cases.limitMissing', { title: known.title, preset: preset.id })];
  });
  const unknown = [...limits.keys()].filter((name) => !Object.hasOwn(preset.limits, name));
  return [...missing, ...unknown.map((name) => issue(`limits.${name}`, 'cases.limitUnused'))];
}

function gapsOfLimit(field: string, limit: LimitRule, known: LimitRule): Issue[] {
  return [...gapsOfLength(field, limit, known), ...gapsOfExtension(`${field}.extension`, limit, known)];
}

/** A process requests extensions in one form, and at most as often as its preset allows. */
function gapsOfExtension(field: string, { extension: own }: LimitRule, known: LimitRule): Issue[] {
  if (!own) return [];
  const expected = known.extension;
  if (!expected) return [issue(field, 'cases.limitNotExtended')];
  const formOf = ({ by }: ExtensionRule): string => (by === 'date' ? by : Object.keys(by)[0]!);
  return [
    ...(own.max > expected.max
      ? [issue(`${field}.max`, 'cases.extensionTooOften', { max: expected.max })]
      : []),
    ...(formOf(own) === formOf(expected)
      ? []
      : [issue(`${field}.by`, 'cases.extensionForm', { form: formOf(expected) })]),
  ];
}

function gapsOfLength(field: string, { dated, byClass }: LimitRule, known: LimitRule): Issue[] {
  if (dated && !known.dated) return [issue(`${field}.dated`, 'cases.limitNotDated')];
  if (!byClass) return [];
  if (!known.byClass) return [issue(`${field}.byClass`, 'cases.limitNotByClass')];
  const [own, expected] = [Object.keys(byClass), Object.keys(known.byClass)];
  return [
    ...expected
      .filter((name) => !own.includes(name))
      .map((name) => issue(`${field}.byClass.${name}`, 'cases.limitClassMissing')),
    ...own
      .filter((name) => !expected.includes(name))
      .map((name) => issue(`${field}.byClass.${name}`, 'cases.limitClassUnknown', { classes: expected })),
  ];
}
