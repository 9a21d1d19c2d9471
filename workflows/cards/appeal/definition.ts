import { defineProcess, role } from '../../engine/definition/process.js';
import type { CardAppealInput } from './behaviour.js';
import type { forms } from './forms.js';

/** Facts that lists show and filter by. */
export type CardAppealFacts = {
  readonly card: string;
  /** The process the card belongs to. */
  readonly of: string;
  /** revoke, uphold or escalate. */
  readonly decision: string;
};

/**
 * 申诉: a unit contests a card. The supervisor decides, never the mailbox office; the unit's evidence is the content of the
 * command that begins the process.
 */
export const cardAppeal = defineProcess<typeof forms, CardAppealFacts, CardAppealInput>()({
  key: 'card-appeal',
  version: 1,
  title: '牌的申诉',
  stages: { deciding: '申诉中', decided: '已决定' },
  tasks: {
    decide: {
      title: '申诉决定',
      stage: 'deciding',
      by: role('supervisor'),
      limit: 'cardDecision',
      outcomes: { revoke: '撤销', uphold: '维持', escalate: '上报' },
    },
  },
  steps: { applyDecision: { title: '按决定更新牌的状态' } },
  ends: { decided: '已决定' },
});
