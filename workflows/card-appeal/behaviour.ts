import { cardAppeal } from './definition.js';

export interface CardAppealInput {
  readonly card: string;
  /** The process the card belongs to. */
  readonly process: string;
}
/** Argument of the step `applyDecision`. */
export interface CardAppealDecision {
  readonly card: string;
  readonly decision: 'revoke' | 'uphold' | 'escalate';
  /** Epoch ms at which it was taken. */
  readonly at: number;
}

const GOVERNMENT_OFFICE = 'ZFB';

export const cardAppealProcess = cardAppeal.implement<CardAppealInput>(async (p, input) => {
  p.facts({ card: input.card, of: input.process });
  const decided = await p.task.decide({ to: GOVERNMENT_OFFICE });
  const decision: CardAppealDecision = { card: input.card, decision: decided.outcome, at: decided.at };
  await p.step.applyDecision(decision);
  p.facts({ decision: decided.outcome });
  p.stage('decided');
  return 'decided';
});
