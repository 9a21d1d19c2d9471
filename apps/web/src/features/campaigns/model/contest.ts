import type { CaseTask } from '../../../api/case-queries.js';
import type { Finding } from '../campaigns-api.js';

/** The open task in which a finding can be contested, or why there is none. */
export type Contest = { readonly task: string } | { readonly why: 'Later' | 'Over' };

/**
 * A finding is contested once: with the confirmation that its unit is asked for, or with the rectification if it was not
 * asked. Undefined: it is not open, or contested already.
 */
export function contestOf(
  { state, objection, asked }: Pick<Finding, 'state' | 'objection' | 'asked'>,
  tasks: readonly Pick<CaseTask, 'id' | 'name' | 'state'>[],
): Contest | undefined {
  if (state !== 'open' || objection !== null) return undefined;
  const open = (name: string) => tasks.find((task) => task.state === 'open' && task.name === name);
  const task = open('confirmFindings') ?? (asked ? undefined : open('rectify'));
  if (task) return { task: task.id };
  return { why: asked ? 'Over' : 'Later' };
}
