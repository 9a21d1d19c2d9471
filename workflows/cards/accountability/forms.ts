import { z } from 'zod';
import { paragraphs } from '../../fields/form-fields.js';
import type { RuntimeForms } from '../../fields/runtime-forms.js';

const reason = z.strictObject({
  reason: paragraphs(20_000, { min: 1, title: '理由' }).describe('理由'),
});
const reasoned = (text: string) => ({ content: reason, example: { content: { reason: text } } });

export const forms = {
  tasks: {
    propose: {
      talk: reasoned('逾期较长且未书面说明，建议约谈主要负责人。'),
      notice: reasoned('多次逾期，建议通报批评。'),
      recommendation: reasoned('拒不整改，建议制发监察建议书。'),
      none: reasoned('已查明非该单位原因，不予追究。'),
    },
  },
} satisfies RuntimeForms;
