import type { Finding } from '../campaigns-api.js';

/** What a reader of a unit's findings looks for. */
export const FINDING_GROUPS = ['toReview', 'contested', 'open', 'done'] as const;
export type FindingGroup = (typeof FINDING_GROUPS)[number];

/** Whether an objection to it waits for its ruling. */
export const awaitsRuling = ({ objection, state }: Finding): boolean =>
  state === 'open' && objection !== null && objection.ruling?.verdict == null;

export function findingGroupOf(finding: Finding): FindingGroup {
  if (finding.state === 'found') return 'toReview';
  if (awaitsRuling(finding)) return 'contested';
  return finding.state === 'open' ? 'open' : 'done';
}

/** What is said of a finding in one word. */
export const STATE_WORDS = [
  'suspected',
  'ambiguous',
  'unissued',
  'noUnit',
  'contested',
  'upheld',
  'declaredGone',
  'declaredStill',
  'bounced',
  'open',
  'withdrawn',
  'dismissed',
  'rectified',
] as const;
export type StateWord = (typeof STATE_WORDS)[number];

export function stateWordOf(finding: Finding): StateWord {
  const { state, certainty, seenAgain, bounces, objection } = finding;
  if (state === 'found' && finding.unit === null) return 'noUnit';
  if (state === 'found') return certainty === 'certain' ? 'unissued' : certainty;
  if (state !== 'open') return state;
  if (awaitsRuling(finding)) return 'contested';
  if (seenAgain !== null) return seenAgain ? 'declaredStill' : 'declaredGone';
  if (bounces > 0) return 'bounced';
  return objection?.ruling?.verdict === 'upheld' ? 'upheld' : 'open';
}

/** The finding after one that has just been decided; undefined: it was the last one. */
export function nextAfter(findings: readonly Finding[], id: string): Finding | undefined {
  const index = findings.findIndex((finding) => finding.id === id);
  return findings[index + 1] ?? findings[index - 1];
}
