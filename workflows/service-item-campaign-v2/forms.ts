/** As in version 1, with what the centre brings where a unit has reported nothing and no list stands in for it. */
import { z } from 'zod';
import { unitCode } from '../fields/form-fields.js';
import type { RuntimeForms } from '../fields/runtime-forms.js';
import { forms as version1 } from '../campaigns/forms.js';

const count = z.int().min(0);
/** Counts are shown in the timeline under these names. */
const inspected = {
  result: z.strictObject({ pages: count.describe('页面'), findings: count.describe('发现问题') }),
  example: { pages: 40, findings: 3 },
};

export const forms = {
  ...version1,
  tasks: {
    ...version1.tasks,
    supplyFallback: {
      supply: {
        decision: z.strictObject({ list: z.uuid().describe('已上传的依据清单的编号') }),
        content: version1.tasks.freezeCatalogue.freeze.content,
        example: { decision: { list: '00000000-0000-4000-8000-000000000000' }, content: {} },
      },
    },
  },
  steps: {
    ...version1.steps,
    compileCatalogue: {
      result: z.strictObject({
        items: count.describe('事项'),
        reported: count.describe('已报送单位'),
        fallback: count.describe('未报送单位'),
        /** Units of which the catalogue has no item. */
        without: z.array(unitCode()),
      }),
      example: { items: 30, reported: 2, fallback: 1, without: [] },
    },
    inspect: inspected,
    inspectAgain: inspected,
  },
} satisfies RuntimeForms;
