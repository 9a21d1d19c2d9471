import { defineProcess, role } from '../../engine/definition/process.js';
import type { AccountabilityInput } from './behaviour.js';
import type { forms } from './forms.js';

/** Facts that lists show and filter by. */
export type AccountabilityFacts = {
  readonly card: string;
  /** The process the card belongs to. */
  readonly of: string;
  /** The unit that is late; null where naming it could give an accusation away. */
  readonly unit: string | null;
};

/** 责任追究建议: follows from the last threshold of a ladder. People decide; the system only opens the task. */
export const accountability = defineProcess<typeof forms, AccountabilityFacts, AccountabilityInput>()({
  key: 'accountability',
  version: 1,
  title: '责任追究建议',
  stages: { proposing: '研究建议', proposed: '已提出' },
  tasks: {
    propose: {
      title: '提出处理建议',
      stage: 'proposing',
      by: role('supervisor'),
      limit: 'accountability',
      outcomes: { talk: '约谈', notice: '通报批评', recommendation: '监察建议书', none: '不予追究' },
    },
  },
  ends: { talk: '约谈', notice: '通报批评', recommendation: '监察建议书', none: '不予追究' },
});
