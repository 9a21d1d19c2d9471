/** Forms of an arrangement. Topics are rows: a decision only says that they are complete. */
import { z } from 'zod';
import { coded, note as remark, oneLine, paragraphs, unitCode } from '../fields/form-fields.js';
import { hint } from '../fields/form-hints.js';
import type { RuntimeForms } from '../fields/runtime-forms.js';

const note = remark();
const reason = paragraphs(2000, { min: 1, title: '理由' }).describe('理由');
const noteOnly = { content: z.strictObject({ note }), example: { content: {} } };
const reasonOnly = (text: string) => ({
  content: z.strictObject({ reason }),
  example: { content: { reason: text } },
});
const count = z.int().min(0);

export const forms = {
  tasks: {
    propose: {
      propose: {
        content: z.strictObject({
          note,
          officer: oneLine(50, { min: 1, title: '专人' }).describe('负责此项工作的专人').optional(),
          officerPhone: oneLine(50, { min: 1, title: '专人电话' }).describe('专人电话').optional(),
        }),
        example: { content: { officer: '专人', officerPhone: '0855-8000000' } },
      },
      none: reasonOnly('本年无适合公开访谈的工作。'),
    },
    closeProposals: { close: noteOnly },
    arrange: {
      submit: noteOnly,
      return: {
        decision: z.strictObject({ unit: unitCode().describe('退回的单位') }),
        content: z.strictObject({ reason }),
        example: { decision: { unit: 'JYJ' }, content: { reason: '请明确受访人级别和月份。' } },
      },
    },
    revise: { revise: noteOnly },
    approve: { publish: noteOnly, return: reasonOnly('十月选题过于集中，请调整。') },
    conclude: { conclude: noteOnly },
  },
  messages: {
    change: {
      decision: z.strictObject({
        entry: z.uuid().meta(hint({ title: '选题', widget: 'arrangementEntry' })),
        kind: coded('调整事项', {
          MONTH: '月份',
          DAY: '日期',
          TOPIC: '主题',
          GUESTS: '受访人',
          CONTACT: '联系人',
          CANCEL: '取消',
        }),
      }),
      content: z.strictObject({ reason }),
      example: {
        decision: { entry: '00000000-0000-4000-8000-000000000000', kind: 'MONTH' },
        content: { reason: '与全州会议冲突，顺延一个月。' },
      },
    },
  },
  steps: {
    settle: {
      result: z.strictObject({ answered: count, silent: count }),
      example: { answered: 2, silent: 1 },
    },
    publish: { result: z.strictObject({ entries: count }), example: { entries: 3 } },
  },
} satisfies RuntimeForms;
