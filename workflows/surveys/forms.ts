/**
 * Forms of a survey. Questionnaire, notices and responses are rows; a decision names the revision that was read, so that
 * the reviewed revision is the published one.
 */
import { z } from 'zod';
import { forms as department } from '../campaigns/department/forms.js';
import { coded, note as remark, paragraphs } from '../fields/form-fields.js';
import type { RuntimeForms } from '../fields/runtime-forms.js';

const reason = paragraphs(2000, { min: 1, title: '理由' }).describe('理由');
const note = remark();
const day = z.iso.date();
const count = z.int().min(0);

/** The revision that was read. */
const revision = z.strictObject({
  revision: z.int().min(1).meta({ description: '问卷修订号', 'x-widget': 'revision' }),
});
const ofRevision = {
  decision: revision,
  content: z.strictObject({ note }),
  example: { decision: { revision: 1 }, content: {} },
};
const reasoned = (text: string) => ({
  content: z.strictObject({ reason }),
  example: { content: { reason: text } },
});
const noteOnly = { content: z.strictObject({ note }), example: { content: {} } };

const submission = { submit: ofRevision, abandon: reasoned('相关政策已调整，不再开展本次调查。') };
const returnIt = reasoned('第二题选项有重叠，请修改。');
const text = (what: string) => paragraphs(20_000, { min: 1, title: what }).describe(what);

const verdict = coded('采用情况', { ADOPTED: '采用', PARTLY: '部分采用', NOT_ADOPTED: '未采用' });

export const forms = {
  tasks: {
    submit: submission,
    revise: submission,
    review: { pass: ofRevision, return: returnIt },
    approve: { publish: ofRevision, return: returnIt },
    awaitOpening: { withdraw: reasoned('发现题目有误，撤回修改。') },
    collect: {
      close: reasoned('已达到所需样本量，提前结束。'),
      extend: {
        decision: z.strictObject({ closesOn: day.describe('延长至') }),
        content: z.strictObject({ reason }),
        example: { decision: { closesOn: '2015-08-31' }, content: { reason: '参与人数较少，延长征集。' } },
      },
    },
    publishFigures: { publish: noteOnly },
    report: {
      submit: {
        content: z.strictObject({
          findings: text('调查结论'),
          suggestions: z.array(text('建议')).min(1, '请填写至少一条建议').max(50).describe('建议'),
        }),
        example: {
          content: {
            findings: '多数受访者认为办事大厅环境较好，等候时间偏长。',
            suggestions: ['增设周末窗口。', '推行预约叫号。'],
          },
        },
      },
    },
    signReport: { sign: noteOnly, return: reasoned('请补充对等候时间的分析。') },
    adoption: {
      submit: {
        content: z.strictObject({
          items: z
            .array(
              z.strictObject({
                suggestion: text('意见建议'),
                verdict,
                explanation: text('采用措施或未采用理由'),
              }),
            )
            .min(1, '请填写至少一条采用结果')
            .max(100)
            .describe('采用结果'),
        }),
        example: {
          content: {
            items: [
              { suggestion: '增设周末窗口。', verdict: 'ADOPTED', explanation: '自下月起周六上午开放。' },
              {
                suggestion: '推行预约叫号。',
                verdict: 'NOT_ADOPTED',
                explanation: '叫号系统明年更新后再推行。',
              },
            ],
          },
        },
      },
    },
    signAdoption: { sign: noteOnly, return: reasoned('未采用的理由不充分，请补充。') },
  },
  messages: { order: department.messages.order },
  steps: {
    publish: {
      result: z.strictObject({
        waitsUntil: day.nullable(),
        closesOn: day,
        results: z.enum(['never', 'afterwards', 'always']),
      }),
      example: { waitsUntil: '2015-06-30', closesOn: '2015-07-15', results: 'afterwards' as const },
    },
    close: {
      result: z.strictObject({ answers: count, setAside: count }),
      example: { answers: 120, setAside: 3 },
    },
    publishAdoption: {
      result: z.strictObject({ items: count, adopted: count }),
      example: { items: 2, adopted: 1 },
    },
  },
} satisfies RuntimeForms;
