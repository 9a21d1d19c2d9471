import type { Questionnaire } from '../../../domain/surveys/questionnaire-schema.js';

/** One question of every kind; who has visited the hall is asked what for. */
export const questionnaire: Questionnaire = {
  title: '政务服务大厅满意度调查',
  locale: 'zh-cn',
  pages: [
    {
      name: 'visit',
      elements: [
        {
          type: 'radiogroup',
          name: 'visited',
          title: '近半年您是否到过政务服务大厅？',
          isRequired: true,
          choices: [
            { value: 'yes', text: '是' },
            { value: 'no', text: '否' },
          ],
        },
        {
          type: 'checkbox',
          name: 'services',
          title: '您办理了哪些事项？',
          isRequired: true,
          visibleIf: "{visited} = 'yes'",
          choices: [
            { value: 'permit', text: '许可' },
            { value: 'tax', text: '税务' },
            { value: 'card', text: '证照' },
          ],
          maxSelectedChoices: 2,
        },
      ],
    },
    {
      name: 'opinion',
      title: '评价',
      elements: [
        {
          type: 'rating',
          name: 'satisfaction',
          title: '总体满意程度',
          isRequired: true,
          rateMin: 1,
          rateMax: 5,
          minRateDescription: '不满意',
          maxRateDescription: '满意',
        },
        {
          type: 'matrix',
          name: 'windows',
          title: '窗口服务',
          eachRowRequired: true,
          rows: [
            { value: 'speed', text: '速度' },
            { value: 'manner', text: '态度' },
          ],
          columns: [
            { value: 'good', text: '好' },
            { value: 'fair', text: '一般' },
            { value: 'bad', text: '差' },
          ],
        },
        { type: 'comment', name: 'advice', title: '您的建议', maxLength: 200 },
      ],
    },
  ],
};

/** The same with one more question, `extra`, changed. */
export function withQuestion(change: object): unknown {
  const { type = 'radiogroup' } = change as { type?: string };
  const choices = type === 'radiogroup' || type === 'checkbox' ? { choices: ['a', 'b'] } : {};
  const extra = { type, name: 'extra', title: '附加题', ...choices, ...change };
  const [first, second] = questionnaire.pages;
  return { ...questionnaire, pages: [first, { ...second, elements: [...second!.elements, extra] }] };
}

/** What a survey lacks nothing with. */
export const complete = {
  questionnaire,
  purpose: '了解群众办事体验,改进服务。',
  notice: '本问卷不收集姓名、电话;答卷仅用于统计分析。',
  anonymity: 'ANONYMOUS',
  retentionMonths: 12,
} as const;

/** Answers along the longer branch. */
export const answers = {
  visited: 'yes',
  services: ['permit', 'tax'],
  satisfaction: 4,
  windows: { speed: 'good', manner: 'fair' },
};
