/** Fields that the forms of several processes have, with the rules that hold for all of them. */
import { z } from 'zod';
import type { ParamsFor, TextCode } from '../../domain/messages/index.js';
import { hint } from './form-hints.js';
import { reasonOf, textFault, textPattern, tidied, type TextRule } from './written-text.js';

/** A text in one line: a title, a name, a telephone. `title` names it when it is left empty. */
export const oneLine = (max: number, { min = 0, title }: TextOptions = {}) =>
  written({ min, max, multiline: false }, title).meta({ 'x-widget': 'line' });

/** A text that may have line breaks: a reason, an answer. */
export const paragraphs = (max: number, { min = 0, title }: TextOptions = {}) =>
  written({ min, max, multiline: true }, title).meta({ 'x-widget': 'paragraphs' });

/** A key of definitions and policies: of a limit, a clock, a class. */
export const key = () => z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/, 'fields.key' satisfies TextCode);

/** The code of a unit. */
export const unitCode = () =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, 'fields.unitCode' satisfies TextCode)
    .meta({ 'x-widget': 'unit' });

/** A code of a decision, with the titles that timelines and consoles show. Titles may change at any time. */
export const coded = <const Titles extends Readonly<Record<string, string>>>(
  description: string,
  titles: Titles,
) => z.enum(Object.keys(titles) as (keyof Titles & string)[]).meta({ description, 'x-titles': titles });

/** An optional remark for colleagues. */
export const note = (max = 2000) =>
  paragraphs(max).meta({ description: '说明', 'x-widget': 'note' }).optional();

/** Ids of uploaded files. */
export const attachmentIds = (max = 5, title = '附件') =>
  distinct(z.array(z.uuid()).max(max))
    .meta(hint({ title, widget: 'attachments' }))
    .optional();

/** A supervisor's order (督办) to a process. @param replyBy last day or instant of the reply */
export const orderForm = <R extends z.ZodType<string>>(replyBy: R, text: string) => ({
  decision: z.strictObject({ kind: coded('督办方式', { URGE: '催办', ORDER: '督办单' }) }),
  content: z.strictObject({
    text: paragraphs(20_000, { min: 1, title: '督办要求' }).describe('督办要求'),
    replyBy: replyBy.meta({ description: '回复期限' }).optional(),
  }),
  example: { decision: { kind: 'URGE' }, content: { text } },
});

/**
 * An instant in ISO 8601, to the second or finer; a day alone is rejected. Without an offset it is read as Asia/Shanghai.
 * The parsed value always has an offset.
 */
export const instant = () =>
  z.iso
    .datetime({ offset: true, local: true })
    .overwrite((text) => (/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}+08:00`))
    .meta({ format: 'date-time' });

/** Reason of a refinement: `.refine(check, says('fields.day'))`. The issue carries the code of the text as its message. */
export const says = <C extends TextCode>(code: C, ...[params]: ParamsFor<C>) => ({
  message: code as string,
  params: (params ?? {}) as Record<string, unknown>,
});

/** A list of codes or ids without duplicates (ignoring case); `uniqueItems` in its JSON Schema. */
export const distinct = <T extends z.ZodArray>(list: T): T =>
  list
    .refine(
      (items) => new Set(items.map((item) => String(item).toLowerCase())).size === items.length,
      'fields.unique' satisfies TextCode,
    )
    .meta({ uniqueItems: true }) as T;

interface TextOptions {
  readonly min?: number;
  /** Of the field, in Chinese. */
  readonly title?: string;
}

const written = (rule: TextRule, title?: string) =>
  z
    .string()
    .overwrite(tidied)
    .superRefine((text, context) => {
      const fault = textFault(text, rule);
      if (fault === null) return;
      const isEmpty = fault === 'TOO_SHORT' && title !== undefined;
      const { code, params } = reasonOf(fault, rule);
      context.addIssue({
        code: 'custom',
        ...(isEmpty ? says('fields.fillIn', { title }) : { message: code satisfies TextCode, params }),
      });
    })
    .meta({
      ...(rule.min > 0 && { minLength: rule.min }),
      maxLength: rule.max,
      pattern: textPattern(rule),
    });
