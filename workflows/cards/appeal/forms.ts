import { z } from 'zod';
import { paragraphs } from '../../fields/form-fields.js';
import type { RuntimeForms } from '../../fields/runtime-forms.js';

const reason = z.strictObject({
  reason: paragraphs(20_000, { min: 1, title: '理由' }).describe('理由'),
});
const reasoned = (text: string) => ({ content: reason, example: { content: { reason: text } } });

export const forms = {
  tasks: {
    decide: {
      revoke: reasoned('经核实，逾期系转办材料缺失所致，撤销该牌。'),
      uphold: reasoned('申诉理由不成立，维持该牌。'),
      escalate: reasoned('情况复杂，上报研究决定。'),
    },
  },
} satisfies RuntimeForms;
