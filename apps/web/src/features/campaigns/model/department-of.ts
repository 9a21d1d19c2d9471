import type { LinkedCase } from '../../../lib/case-links.js';

/** The campaign that a process belongs to, and the department whose part it is. */
export interface PartOf {
  readonly campaign: string;
  /** Undefined: the campaign itself. */
  readonly unit: string | undefined;
}

/** Undefined for processes of other businesses. */
export function departmentOf({ id, key, facts }: LinkedCase): PartOf | undefined {
  if (key === 'service-item-campaign') return { campaign: id, unit: undefined };
  if (key !== 'campaign-department') return undefined;
  const { campaign, unit } = facts;
  return typeof campaign === 'string' && typeof unit === 'string' ? { campaign, unit } : undefined;
}
