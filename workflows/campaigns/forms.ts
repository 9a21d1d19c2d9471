/** Forms of a campaign's own tasks: mostly notes for people; decisions are few. */
import { z } from 'zod';
import { forms as department, result } from './department/forms.js';
import { note as remark, paragraphs, unitCode } from '../fields/form-fields.js';
import { hint } from '../fields/form-hints.js';
import type { RuntimeForms } from '../fields/runtime-forms.js';

const note = remark(20_000);
const noteOnly = { content: z.strictObject({ note }), example: { content: {} } };
const reason = paragraphs(20_000, { min: 1, title: '理由' }).describe('理由');
const count = z.int().min(0);

/** Findings of each department. */
const perUnit = z.strictObject({
  findings: count,
  units: z.array(z.strictObject({ unit: unitCode(), findings: count })),
});
const example = { findings: 3, units: [{ unit: 'FGW', findings: 3 }] };
/** Counts are shown in the timeline under these names. */
const inspected = {
  result: z.strictObject({ pages: count.describe('页面'), findings: count.describe('发现问题') }),
  example: { pages: 40, findings: 3 },
};

export const forms = {
  tasks: {
    issueNotice: { issue: noteOnly },
    supplyFallback: {
      supply: {
        decision: z.strictObject({
          list: z
            .uuid()
            .meta(hint({ title: '依据清单', widget: 'itemList', description: '已上传的依据清单的编号' })),
        }),
        content: z.strictObject({ note }),
        example: { decision: { list: '00000000-0000-4000-8000-000000000000' }, content: {} },
      },
    },
    freezeCatalogue: { freeze: noteOnly },
    reviewFindings: { handDown: noteOnly },
    submitReport: { submit: noteOnly },
    approvePlan: {
      approve: noteOnly,
      return: {
        content: z.strictObject({ reason }),
        example: { content: { reason: '整改方案未明确责任单位和时限，请补充。' } },
      },
    },
    reviewResiduals: { confirm: noteOnly },
    reportProblems: { submit: noteOnly },
    issueBulletin: {
      issue: noteOnly,
      return: {
        content: z.strictObject({ reason }),
        example: { content: { reason: '请补充各单位整改率。' } },
      },
    },
  },
  messages: { order: department.messages.order },
  signals: department.reports,
  children: { department: { signals: department.signals, result } },
  steps: {
    compileCatalogue: {
      result: z.strictObject({
        items: count.describe('事项'),
        reported: count.describe('已报送单位'),
        fallback: count.describe('未报送单位'),
        /** Units without an item in the catalogue. */
        without: z.array(unitCode()),
      }),
      example: { items: 30, reported: 2, fallback: 1, without: [] },
    },
    inspect: inspected,
    handDown: { result: perUnit, example },
    openRectification: { result: perUnit, example },
    inspectAgain: inspected,
    carryOver: { result: z.strictObject({ open: count }), example: { open: 1 } },
  },
} satisfies RuntimeForms;
