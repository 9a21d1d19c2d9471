/** Forms of a consultation. Decisions hold days only; reasons and minutes stay in PostgreSQL. */
import { z } from 'zod';
import { note as remark, orderForm, paragraphs } from '../fields/form-fields.js';
import type { RuntimeForms } from '../fields/runtime-forms.js';

const note = remark(20_000);
const reason = paragraphs(2000, { min: 1, title: '理由' }).describe('理由');
const noteOnly = { content: z.strictObject({ note }), example: { content: {} } };
const reasonOnly = (text: string) => ({
  content: z.strictObject({ reason }),
  example: { content: { reason: text } },
});
const day = z.iso.date();
const count = z.int().min(0);

const postpone = {
  decision: z.strictObject({ on: day.describe('新的听证日期') }),
  content: z.strictObject({ reason }),
  example: { decision: { on: '2030-01-15' }, content: { reason: '场地调整。' } },
};
const cancel = reasonOnly('报名人数不足，不再举行听证。');

export const forms = {
  tasks: {
    classify: {
      major: reasonOnly('涉及群众切身利益，依法须公开征求意见。'),
      ordinary: reasonOnly('属内部管理事项，不涉及群众切身利益。'),
    },
    choose: { consult: noteOnly, without: reasonOnly('属内部管理事项，无须公开征求意见。') },
    prepare: { submit: noteOnly },
    checkDraft: { accept: noteOnly, return: reasonOnly('起草说明未写明依据，请补充。') },
    publish: { publish: noteOnly, return: reasonOnly('征求意见方式缺少联系电话，请补充。') },
    collect: {
      finish: noteOnly,
      extend: {
        decision: z.strictObject({ closesOn: day.describe('新的截止日期') }),
        content: z.strictObject({ reason }),
        example: {
          decision: { closesOn: '2030-01-31' },
          content: { reason: '社会关注度高，延长征求意见期限。' },
        },
      },
    },
    sendPapers: { send: noteOnly },
    moveHearing: { postpone, cancel },
    holdHearing: {
      hold: {
        content: z.strictObject({
          summary: paragraphs(20_000, { min: 1, title: '听证情况' }).describe('听证情况'),
        }),
        example: { content: { summary: '听证如期举行，参加人就主要条款发表了意见。' } },
      },
      postpone,
      cancel,
    },
    sortOpinions: { submit: noteOnly },
    signAdoption: { publish: noteOnly, return: reasonOnly('部分不采纳的理由不充分，请补充。') },
    submitReview: { submit: noteOnly },
    legalReview: { pass: noteOnly, return: reasonOnly('第五条缺少上位法依据，请修改。') },
    awaitDecision: { proceed: noteOnly, reopen: reasonOnly('上位法有新规定，须重新审查。') },
    decide: {
      adopt: noteOnly,
      return: reasonOnly('请进一步修改后再报。'),
      consult: reasonOnly('涉及群众切身利益，请先公开征求意见。'),
      reject: reasonOnly('条件尚不成熟。'),
    },
    issue: { issue: noteOnly, return: reasonOnly('印发前发现重要问题，提请重新决定。') },
  },
  messages: {
    withdraw: reasonOnly('政策依据已变化，撤回。'),
    order: orderForm(z.iso.date(), '请抓紧公布采纳情况。'),
  },
  steps: {
    publish: {
      result: z.strictObject({
        published: z.boolean(),
        closesOn: day,
        hearing: z.strictObject({ on: day, papersBy: day }).nullable(),
      }),
      example: {
        published: true,
        closesOn: '2030-01-07',
        hearing: { on: '2030-01-04', papersBy: '2029-12-28' },
      },
    },
    extend: { result: z.strictObject({ closesOn: day }), example: { closesOn: '2030-01-31' } },
    planHearing: {
      result: z.strictObject({ on: day, papersBy: day }),
      example: { on: '2030-01-15', papersBy: '2030-01-08' },
    },
    postponeHearing: { result: z.strictObject({ on: day }), example: { on: '2030-01-15' } },
    close: {
      result: z.strictObject({ over: z.boolean(), opinions: count, sortBy: day, answerBy: day }),
      example: { over: true, opinions: 12, sortBy: '2030-01-21', answerBy: '2030-01-28' },
    },
    countVerdicts: { result: z.strictObject({ unanswered: count }), example: { unanswered: 0 } },
    publishAdoption: {
      result: z.strictObject({ unanswered: count, opinions: count, adopted: count }),
      example: { unanswered: 0, opinions: 12, adopted: 5 },
    },
    beginReview: { result: z.strictObject({ until: day }), example: { until: '2030-02-18' } },
    decide: { result: z.strictObject({ decided: z.boolean() }), example: { decided: true } },
    issue: { result: z.strictObject({ issued: z.boolean() }), example: { issued: true } },
  },
} satisfies RuntimeForms;
