import type { TimeLimitBasis } from '../time-limits/ladder.js';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';

/** Time limits as cards use them. Synchronous once `ready`. */
export type CardPolicies = Pick<TimeLimitService, 'ready' | 'policy' | 'policyAt' | 'calendar'>;

export interface PolicyRef {
  readonly policy_id: string;
  readonly policy_version: number;
}

/** The policy that a clock or card is pinned to, with the current calendar. */
export const basisOf = (
  policies: Pick<CardPolicies, 'policy' | 'calendar'>,
  ref: PolicyRef,
): TimeLimitBasis => ({
  policy: policies.policy(ref.policy_id, ref.policy_version),
  calendar: policies.calendar(),
});
