import { policyGaps } from '../../../../domain/cases/time-limits/policy-gaps.js';
import { parsePolicy, policySchema, type Policy } from '../../../../domain/cases/time-limits/policy.js';
import { DEFAULT_POLICY, policySeeds } from '../../../../infra/database/seeds/policies.js';
import { issue } from '../../../../domain/messages/index.js';
import type { Issue } from '../../../../workflows/engine/errors.js';
import type { Businesses } from '../registration/businesses.js';
import { invalid, parseBody } from '../../platform/problems/validation.js';

/** It stands in addresses, and in the rows of clocks. */
const ID = /^[A-Z0-9][A-Z0-9-]{0,39}$/;

const presets = policySeeds();
const defaultPreset = parsePolicy(presets.find(({ id }) => id === DEFAULT_POLICY)!.body);

/**
 * A policy that somebody wants to enter.
 *
 * @throws {DubanError} VALIDATION_FAILED naming everything that is wrong with it, as far as it can be read
 */
export function readPolicy(body: unknown, businesses: Pick<Businesses, 'policyGaps'>): Policy {
  const policy = parseBody(policySchema, body);
  const faults = [
    ...idFaults(policy.id),
    ...policyGaps(policy, defaultPreset),
    ...businesses.policyGaps(policy),
  ];
  if (faults.length > 0) throw invalid(...faults);
  return policy;
}

/** A release brings the next version of its presets: one of an installation's own would be in its place, or give way to it. */
function idFaults(id: string): Issue[] {
  if (!ID.test(id)) return [issue('id', 'cases.policyId')];
  if (presets.some((preset) => preset.id === id)) return [issue('id', 'cases.policyIdOfPreset', { id })];
  return [];
}
