import { accountability } from './definition.js';

export interface AccountabilityInput {
  readonly card: string;
  /** The process the card belongs to. */
  readonly process: string;
  readonly unit: string | null;
}

const GOVERNMENT_OFFICE = 'ZFB';

export const accountabilityProcess = accountability.implement<AccountabilityInput>(async (p, input) => {
  p.facts({ card: input.card, of: input.process, unit: input.unit });
  const proposed = await p.task.propose({ to: GOVERNMENT_OFFICE });
  p.stage('proposed');
  return proposed.outcome;
});
