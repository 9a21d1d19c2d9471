import { cardAppeal } from './definition.js';

export interface CardAppealInput {
  readonly card: string;
  /** The process the card belongs to. */
  readonly process: string;
  /** The supervising office that decides. @default 州人民政府办公室 */
  readonly office?: string;
}
/** Argument of the step `applyDecision`. */
export interface CardAppealDecision {
  readonly card: string;
  readonly decision: 'revoke' | 'uphold' | 'escalate';
  /** Epoch ms at which it was taken. */
  readonly at: number;
}

const GOVERNMENT_OFFICE = 'ZFB';

export const cardAppealProcess = cardAppeal.implement(async (p, input) => {
  p.facts({ card: input.card, of: input.process });
  const decided = await p.task.decide({ to: input.office ?? GOVERNMENT_OFFICE });
  const decision: CardAppealDecision = { card: input.card, decision: decided.outcome, at: decided.at };
  await p.step.applyDecision(decision);
  p.facts({ decision: decided.outcome });
  p.stage('decided');
  return 'decided';
});
