import { accountability } from './definition.js';

export interface AccountabilityInput {
  readonly card: string;
  /** The process the card belongs to. */
  readonly process: string;
  readonly unit: string | null;
  /** The supervising office that proposes. @default 州人民政府办公室 */
  readonly office?: string;
}

const GOVERNMENT_OFFICE = 'ZFB';

export const accountabilityProcess = accountability.implement(async (p, input) => {
  p.facts({ card: input.card, of: input.process, unit: input.unit });
  const proposed = await p.task.propose({ to: input.office ?? GOVERNMENT_OFFICE });
  p.stage('proposed');
  return proposed.outcome;
});
