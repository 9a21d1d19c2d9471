import type { Guest } from '../../../infra/database/entities/interviews.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Issue } from '../platform/problems/validation.js';

/** What a unit hands in before the office looks at it (RULES.md 5.6, I1). */
export interface Preparation {
  readonly plan: string;
  readonly guests: readonly Guest[];
  readonly outline: readonly string[];
  readonly background: string;
}

const TITLES: Readonly<Record<keyof Preparation, string>> = {
  plan: '访谈方案',
  guests: '嘉宾',
  outline: '访谈提纲',
  background: '背景材料',
};

/** @throws {DubanError} INTERVIEW_INCOMPLETE naming everything that is missing */
export function assertComplete(preparation: Preparation): void {
  const names = Object.keys(TITLES) as (keyof Preparation)[];
  missing(
    names.filter((name) => preparation[name].length === 0).map((name) => [name, TITLES[name]] as const),
  );
}

/** @throws {DubanError} INTERVIEW_INCOMPLETE unless nothing is missing */
export function missing(what: readonly (readonly [field: string, title: string])[]): void {
  if (what.length === 0) return;
  const issues: Issue[] = what.map(([field, title]) => ({ field, message: `缺少${title}` }));
  throw new DubanError('INTERVIEW_INCOMPLETE', `missing: ${what.map(([field]) => field).join(', ')}`, {
    issues,
  });
}
