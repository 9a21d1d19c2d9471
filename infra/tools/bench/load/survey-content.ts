/** A survey of average length, with a branch. */
const choices = (...texts: string[]): { value: string; text: string }[] =>
  texts.map((text, index) => ({ value: `c${index + 1}`, text }));

export const SURVEY = {
  title: '政务服务满意度调查',
  purpose: '了解群众办事体验,改进服务。',
  notice: '本问卷不收集姓名、电话;答卷仅用于统计分析。',
  anonymity: 'ANONYMOUS',
  retentionMonths: 12,
  oneAnswer: 'device',
  results: 'always',
  questionnaire: {
    pages: [
      {
        name: 'visit',
        elements: [
          {
            ...{
              type: 'radiogroup',
              name: 'visited',
              title: '近半年您是否到过政务服务大厅?',
              isRequired: true,
            },
            choices: choices('是', '否'),
          },
          {
            ...{ type: 'checkbox', name: 'services', title: '您办理了哪些事项?', maxSelectedChoices: 3 },
            visibleIf: "{visited} = 'c1'",
            choices: choices('许可', '税务', '社保', '证照', '户籍', '其他'),
          },
          {
            ...{ type: 'radiogroup', name: 'waiting', title: '您等候了多久?', isRequired: true },
            visibleIf: "{visited} = 'c1'",
            choices: choices('10 分钟以内', '10 到 30 分钟', '30 分钟以上'),
          },
        ],
      },
      {
        name: 'opinion',
        elements: [
          {
            ...{ type: 'rating', name: 'satisfaction', title: '总体满意程度', isRequired: true },
            ...{ rateMin: 1, rateMax: 5 },
          },
          {
            ...{ type: 'matrix', name: 'windows', title: '窗口服务', eachRowRequired: true },
            rows: choices('速度', '态度', '指引', '环境'),
            columns: choices('好', '一般', '差'),
          },
          { type: 'comment', name: 'advice', title: '您的建议', maxLength: 500 },
        ],
      },
    ],
  },
};

/** The mark is given by whoever sends it. */
export const ANSWERS = {
  visited: 'c1',
  services: ['c1', 'c3'],
  waiting: 'c2',
  windows: { c1: 'c1', c2: 'c2', c3: 'c1', c4: 'c3' },
};
