import type { Finding } from '../campaigns-api.js';
import { awaitsRuling } from './finding-groups.js';

/** The findings that a task is about. */
export const judgedBy = (findings: readonly Finding[], task: string): readonly Finding[] =>
  choosable(findings, { task, outcome: '' });

/** Which findings a task's form is about: the server judges what is sent. */
export function choosable(
  findings: readonly Finding[],
  { task, outcome }: { readonly task: string; readonly outcome: string },
): readonly Finding[] {
  const open = findings.filter(({ state }) => state === 'open');
  switch (task) {
    case 'ruleFindings':
    case 'ruleNewFindings':
      return open.filter(awaitsRuling);
    case 'recheck':
      return open.filter(({ seenAgain }) => seenAgain !== null);
    case 'rectify':
      return outcome === 'contest' ? open.filter(({ asked }) => !asked) : open;
    default:
      return open;
  }
}
