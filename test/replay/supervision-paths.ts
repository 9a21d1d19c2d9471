import type { Paths } from './paths.js';

const input = {
  card: '0198c0de-0000-4000-8000-000000000001',
  process: '0198c0de-0000-4000-8000-000000000002',
};

const appeal = (decision: string): Paths[string] => ({
  input,
  result: 'decided',
  steps: (process) => process.complete('decide', decision),
});

export const cardAppealPaths: Paths = {
  revoked: appeal('revoke'),
  upheld: appeal('uphold'),
  escalated: appeal('escalate'),
};

const proposal = (outcome: string): Paths[string] => ({
  input: { ...input, unit: '522601' },
  result: outcome,
  steps: (process) => process.complete('propose', outcome),
});

export const accountabilityPaths: Paths = {
  talk: proposal('talk'),
  notice: proposal('notice'),
  recommendation: proposal('recommendation'),
  none: proposal('none'),
};
