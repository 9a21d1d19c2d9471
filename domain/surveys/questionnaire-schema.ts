import { z } from 'zod';
import { textFault, tidied, type TextFault } from '../../workflows/fields/written-text.js';

/**
 * The part of SurveyJS's JSON (survey-core 3.1) that questionnaires are written in: single and multiple choice, scale,
 * matrix, text; pages and conditions. Whatever else SurveyJS could do with a definition (HTML, scripts in expressions of
 * events, requests to other addresses) does not pass.
 */
const MARKUP = /<\s*[a-z!/?]|&#?\w{1,31};|javascript:/i;

const plain = (max: number) =>
  z
    .string('须为文本')
    .overwrite(tidied)
    .superRefine((text, context) => {
      const fault = textFault(text, { min: 1, max, multiline: true });
      if (fault !== null) context.addIssue({ code: 'custom', message: faultText(fault, max) });
    })
    .refine((text) => !MARKUP.test(text), '须为纯文本,不得含 HTML、脚本或字符实体');

const faultText = (fault: TextFault, max: number): string =>
  ({
    CHARACTER: '不得含控制字符或无法正常显示的字符',
    TOO_SHORT: '不得为空',
    TOO_LONG: `不得超过${max}个字符`,
  })[fault];

const name = z
  .string('须有名称')
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, '名称须以字母开头,只含字母、数字、下划线,不超过40个字符')
  // SurveyJS keeps answers in plain objects.
  .refine((text) => !(text in {}), '该名称不可使用');

const item = z.union(
  [plain(100), z.strictObject({ value: plain(100), text: plain(200).optional() })],
  '须为文本或 { value, text },且不得含 HTML',
);
const items = (most: number) => z.array(item, '须为列表').min(1, '至少一项').max(most, `不得超过${most}项`);

const condition = z
  .string('须为表达式')
  .max(500, '不得超过500个字符')
  .refine((text) => textFault(text, { min: 1, max: 500, multiline: false }) === null, '须为一行表达式')
  .optional();
const flag = z.boolean('须为 true 或 false').optional();
const count = z.int('须为整数').min(1, '不得小于1').max(100, '不得大于100').optional();
const scaleEnd = z.int('须为整数').min(0, '不得小于0').max(10, '不得大于10');

const common = {
  name,
  title: plain(500),
  description: plain(500).optional(),
  isRequired: flag,
  visibleIf: condition,
};

export const questionSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('radiogroup'), ...common, choices: items(50) }),
    z.strictObject({
      type: z.literal('checkbox'),
      ...common,
      choices: items(50),
      minSelectedChoices: count,
      maxSelectedChoices: count,
    }),
    z.strictObject({
      type: z.literal('rating'),
      ...common,
      rateMin: scaleEnd,
      rateMax: scaleEnd,
      minRateDescription: plain(50).optional(),
      maxRateDescription: plain(50).optional(),
    }),
    z.strictObject({
      type: z.literal('matrix'),
      ...common,
      columns: items(20),
      rows: items(50),
      eachRowRequired: flag,
    }),
    z.strictObject({
      type: z.literal('text'),
      ...common,
      maxLength: z.int().min(1).max(500, '不得大于500').optional(),
      placeholder: plain(100).optional(),
    }),
    z.strictObject({
      type: z.literal('comment'),
      ...common,
      maxLength: z.int().min(1).max(5000, '不得大于5000').optional(),
      placeholder: plain(100).optional(),
    }),
  ],
  '题型须为 radiogroup、checkbox、rating、matrix、text、comment 之一',
);

export const questionnaireSchema = z.strictObject(
  {
    title: plain(200).optional(),
    description: plain(2000).optional(),
    locale: z.literal('zh-cn', '只可为 zh-cn').optional(),
    showProgressBar: flag,
    pages: z
      .array(
        z.strictObject({
          name,
          title: plain(200).optional(),
          description: plain(2000).optional(),
          visibleIf: condition,
          elements: z.array(questionSchema, '须为题目列表').min(1, '至少一题').max(100, '不得超过100题'),
        }),
        '须为页面列表',
      )
      .min(1, '至少一页')
      .max(30, '不得超过30页'),
  },
  '须为 SurveyJS 的问卷',
);

export type Questionnaire = z.infer<typeof questionnaireSchema>;
export type QuestionJson = z.infer<typeof questionSchema>;
