/** Surveys of the demonstration: the open one, the one that is over, and the one that waits for its review. */
const QUESTIONNAIRE = {
  title: '政务服务大厅办事体验调查',
  locale: 'zh-cn',
  pages: [
    {
      name: 'visit',
      title: '办事经历',
      elements: [
        {
          type: 'radiogroup',
          name: 'visited',
          title: '近半年您到过哪一级政务大厅？',
          isRequired: true,
          choices: [
            { value: 'prefecture', text: '州政务大厅' },
            { value: 'county', text: '县（市）政务大厅' },
            { value: 'none', text: '没有去过' },
          ],
        },
        {
          type: 'checkbox',
          name: 'services',
          title: '您办的是什么事？（最多选三项）',
          isRequired: true,
          visibleIf: "{visited} <> 'none'",
          maxSelectedChoices: 3,
          choices: [
            { value: 'licence', text: '营业执照' },
            { value: 'house', text: '不动产登记' },
            { value: 'insurance', text: '社保医保' },
            { value: 'tax', text: '税务' },
            { value: 'vehicle', text: '车辆驾照' },
          ],
        },
      ],
    },
    {
      name: 'opinion',
      title: '您的评价',
      elements: [
        {
          type: 'rating',
          name: 'satisfaction',
          title: '总体满意程度',
          isRequired: true,
          rateMin: 1,
          rateMax: 5,
          minRateDescription: '很不满意',
          maxRateDescription: '很满意',
        },
        {
          type: 'matrix',
          name: 'windows',
          title: '窗口服务',
          eachRowRequired: true,
          rows: [
            { value: 'speed', text: '办理速度' },
            { value: 'manner', text: '服务态度' },
            { value: 'guide', text: '一次性告知' },
          ],
          columns: [
            { value: 'good', text: '好' },
            { value: 'fair', text: '一般' },
            { value: 'bad', text: '差' },
          ],
        },
        { type: 'comment', name: 'advice', title: '您的建议', maxLength: 300 },
      ],
    },
  ],
};

const content = (purpose: string) => ({
  questionnaire: QUESTIONNAIRE,
  purpose,
  notice: '本问卷不收集姓名和电话，请不要在建议中填写个人信息；答卷只用于统计分析，保存十二个月。',
  anonymity: 'ANONYMOUS',
  retentionMonths: 12,
  oneAnswer: 'none',
});

export const OPEN_SURVEY = {
  unit: 'JYJ',
  title: '农村学生营养午餐满意度调查',
  content: { ...content('了解学生和家长对营养午餐的看法，改进供餐。'), kind: 'HOT_TOPIC' },
};
export const FINISHED_SURVEY = {
  unit: 'FGW',
  title: '政务大厅办事体验调查',
  content: { ...content('了解群众办事体验，改进大厅服务。'), results: 'afterwards' },
  report: {
    findings: '多数受访者对服务态度满意，对等候时间和一次性告知评价偏低；周末办事需求集中。',
    suggestions: ['周六上午开放服务窗口。', '推行网上预约取号。', '窗口张贴一次性告知清单。'],
  },
  adoption: [
    {
      suggestion: '周六上午开放服务窗口。',
      verdict: 'ADOPTED',
      explanation: '自下月起，州、县两级大厅周六上午开放。',
    },
    {
      suggestion: '推行网上预约取号。',
      verdict: 'PARTLY',
      explanation: '不动产、车驾管窗口先行，其余明年三月上线。',
    },
    {
      suggestion: '窗口张贴一次性告知清单。',
      verdict: 'ADOPTED',
      explanation: '已在全部 86 个窗口张贴，并附二维码。',
    },
  ],
};
export const WAITING_SURVEY = {
  unit: 'LFW',
  title: '冬季旅游出行意愿调查',
  content: content('了解冬季出行意愿，安排接待力量。'),
};

/** Free texts of respondents, in turn; most write none. */
export const ADVICE = [
  '周六能开半天就好了，上班的人请不了假。',
  undefined,
  '窗口态度好，就是排队太久。',
  undefined,
  undefined,
  '取号机旁边最好有个人教老人。',
  undefined,
  '希望把要带的材料写在网上，别让人跑两趟。',
] as const;

export const VISITED = ['prefecture', 'county', 'county', 'none', 'prefecture', 'county'] as const;
export const SERVICES = ['licence', 'house', 'insurance', 'tax', 'vehicle'] as const;
export const MARKS = [5, 4, 4, 3, 5, 2, 4, 5] as const;
export const COLUMNS = ['good', 'good', 'fair', 'good', 'bad', 'fair'] as const;
