/** What the messages to a letter's process carry, and the form of a rating, which is also a task. */
import { z } from 'zod';
import { coded, instant, key, orderForm, paragraphs, unitCode } from '../fields/form-fields.js';
import { hint } from '../fields/form-hints.js';
import type { RuntimeForm } from '../fields/runtime-forms.js';

const unit = unitCode().describe('单位代码');

export const messages = {
  withdraw: {
    content: z.strictObject({
      reason: paragraphs(500)
        .meta(hint({ title: '理由' }))
        .optional(),
    }),
    example: { content: {} },
  },
  rate: {
    decision: z.strictObject({
      rating: coded('评价', {
        SATISFIED: '满意',
        BASICALLY_SATISFIED: '基本满意',
        DISSATISFIED: '不满意',
      }),
    }),
    ...ratingForm(),
    example: { decision: { rating: 'SATISFIED' }, content: {} },
  },
  followUp: {
    content: z.strictObject({ text: paragraphs(20_000, { min: 1, title: '追问' }).describe('追问') }),
    example: { content: { text: '窗口说还要交居住证明，请问到哪里开？' } },
  },
  parent: {
    decision: z.strictObject({
      stands: coded('并入的信件', {
        answered: '已答复',
        explained: '已说明情况办结',
        rejected: '不予受理',
        petition: '已转信访程序',
        discipline: '已按规定移送',
        transferred: '已按规定移送上级机关',
        gone: '已终止，恢复单独办理',
        goesOn: '继续办理',
      }),
      source: z
        .strictObject({
          letter: z.uuid().meta(hint({ title: '信件', widget: 'id' })),
          task: z
            .int()
            .meta(hint({ title: '任务' }))
            .optional(),
        })
        .describe('答复、理由所在的信件和任务')
        .optional(),
      reason: key().describe('不予受理的原因').optional(),
      answer: z
        .strictObject({
          class: key().meta(hint({ title: '来信类别' })),
          lead: unit,
          repliedAt: z.int().meta(hint({ title: '签发时间', description: '毫秒' })),
        })
        .describe('答复的来信类别、主办单位和签发时间')
        .optional(),
    }),
    example: { decision: { stands: 'goesOn' } },
  },
  order: orderForm(instant(), '请于三个工作日内报告办理情况。'),
} satisfies Readonly<Record<string, RuntimeForm>>;

export function ratingForm() {
  const stars = (title: string) =>
    z
      .int()
      .min(1)
      .max(5)
      .meta(hint({ title, widget: 'stars', group: '分项评价' }))
      .optional();
  return {
    content: z.strictObject({
      reason: paragraphs(1000)
        .meta(hint({ title: '评价理由' }))
        .optional(),
      attitude: stars('服务态度'),
      speed: stars('办理速度'),
      solved: stars('问题解决'),
    }),
    example: { content: {} },
  };
}
