import { z } from 'zod';
import type { TextCode } from '../messages/index.js';
import { paragraphs, says } from '../../workflows/fields/form-fields.js';
import { textFault } from '../../workflows/fields/written-text.js';

/**
 * The allowed part of SurveyJS's JSON (survey-core 3.1): single and multiple choice, scale, matrix, text; pages and
 * conditions. Everything else that SurveyJS can do with a definition (HTML, scripts in expressions of events, requests to
 * other addresses) is rejected.
 */
const MARKUP = /<\s*[a-z!/?]|&#?\w{1,31};|javascript:/i;

const plain = (max: number) =>
  paragraphs(max, { min: 1 }).refine((text) => !MARKUP.test(text), says('surveys.plainText'));

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'surveys.name' satisfies TextCode)
  // SurveyJS keeps answers in plain objects.
  .refine((text) => !(text in {}), says('surveys.nameReserved'));

const item = z.union(
  [plain(100), z.strictObject({ value: plain(100), text: plain(200).optional() })],
  'surveys.item' satisfies TextCode,
);
const items = (most: number) => z.array(item).min(1).max(most);

const condition = z
  .string()
  .max(500)
  .refine(
    (text) => textFault(text, { min: 1, max: 500, multiline: false }) === null,
    says('surveys.expression'),
  )
  .optional();
const flag = z.boolean().optional();
const count = z.int().min(1).max(100).optional();
const scaleEnd = z.int().min(0).max(10);

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
      maxLength: z.int().min(1).max(500).optional(),
      placeholder: plain(100).optional(),
    }),
    z.strictObject({
      type: z.literal('comment'),
      ...common,
      maxLength: z.int().min(1).max(5000).optional(),
      placeholder: plain(100).optional(),
    }),
  ],
  'surveys.kind' satisfies TextCode,
);

export const questionnaireSchema = z.strictObject({
  title: plain(200).optional(),
  description: plain(2000).optional(),
  locale: z.literal('zh-cn').optional(),
  showProgressBar: flag,
  pages: z
    .array(
      z.strictObject({
        name,
        title: plain(200).optional(),
        description: plain(2000).optional(),
        visibleIf: condition,
        elements: z.array(questionSchema).min(1).max(100),
      }),
    )
    .min(1)
    .max(30),
});

export type Questionnaire = z.infer<typeof questionnaireSchema>;
export type QuestionJson = z.infer<typeof questionSchema>;
