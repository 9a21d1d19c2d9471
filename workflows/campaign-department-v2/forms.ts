/** As in version 1; contesting carries the same with the rectification as it does before. */
import { forms as version1 } from '../campaigns/department/forms.js';
import type { RuntimeForms } from '../fields/runtime-forms.js';

export { result } from '../campaigns/department/forms.js';

export const forms = {
  ...version1,
  tasks: {
    ...version1.tasks,
    rectify: { ...version1.tasks.rectify, contest: version1.tasks.confirmFindings.contest },
    ruleNewFindings: version1.tasks.ruleFindings,
  },
  steps: { ...version1.steps, settleNewFindings: version1.steps.settleFindings },
} satisfies RuntimeForms;
