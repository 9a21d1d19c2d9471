import { z } from 'zod';
import type { RuntimeForms } from '../../../workflows/fields/runtime-forms.js';

const nothing = { example: {} };
const words = z.strictObject({ text: z.string() });

/** Forms of the permit process. */
export const permitForms: RuntimeForms = {
  tasks: {
    check: { pass: nothing, longer: nothing, wait: nothing },
    approve: { approve: nothing, back: nothing },
    answer: { answer: { content: words, example: { content: { text: '已补正' } } } },
  },
  messages: { withdraw: nothing },
};
