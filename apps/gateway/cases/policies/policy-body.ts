import { policyGaps } from '../../../../domain/cases/time-limits/policy-gaps.js';
import {
  parsePolicy,
  policySchema,
  type Duration,
  type Policy,
} from '../../../../domain/cases/time-limits/policy.js';
import { DEFAULT_POLICY, policySeeds } from '../../../../infra/database/seeds/policies.js';
import { issue } from '../../../../domain/messages/index.js';
import type { Issue } from '../../../../workflows/engine/errors.js';
import type { Businesses } from '../registration/businesses.js';
import { invalid, parseBody } from '../../platform/problems/validation.js';

/** Ids are part of URLs and of the rows of clocks. */
const ID = /^[A-Z0-9][A-Z0-9-]{0,39}$/;

const presets = policySeeds();
const defaultPreset = parsePolicy(presets.find(({ id }) => id === DEFAULT_POLICY)!.body);

/**
 * Parses and checks a new version of a policy.
 *
 * @param options.isDemo a demonstration may have limits of seconds
 * @throws {DubanError} VALIDATION_FAILED naming every fault that can be found
 */
export function readPolicy(
  body: unknown,
  businesses: Pick<Businesses, 'policyGaps'>,
  { isDemo }: { readonly isDemo: boolean },
): Policy {
  const policy = parseBody(policySchema, body);
  const faults = [
    ...idFaults(policy.id),
    ...policyGaps(policy, defaultPreset),
    ...businesses.policyGaps(policy),
    ...(isDemo ? [] : hastyLimits(policy)),
  ];
  if (faults.length > 0) throw invalid(...faults);
  return policy;
}

/** Releases add versions of presets, so an installation must not add its own under their ids. */
function idFaults(id: string): Issue[] {
  if (!ID.test(id)) return [issue('id', 'cases.policyId')];
  if (presets.some((preset) => preset.id === id)) return [issue('id', 'cases.policyIdOfPreset', { id })];
  return [];
}

/** Limits below one working hour: nobody could keep them. */
const hastyLimits = ({ limits }: Policy): Issue[] =>
  Object.entries(limits).flatMap(([key, { duration, byClass = {}, beforeComplexDecision = {} }]) => {
    const lengths: [string, Duration | null | undefined][] = [
      ['duration', duration],
      ...Object.entries(byClass).map(([name, length]) => [`byClass.${name}`, length] as [string, Duration]),
      ...Object.entries(beforeComplexDecision).map(
        ([name, length]) => [`beforeComplexDecision.${name}`, length] as [string, Duration],
      ),
    ];
    return lengths.flatMap(([path, length]) =>
      length && 'workingHours' in length && length.workingHours < 1
        ? [issue(`limits.${key}.${path}.workingHours`, 'cases.limitBelowHour')]
        : [],
    );
  });
