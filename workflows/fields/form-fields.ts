/** Fields that the forms of several processes have, with the rules that hold for all of them. */
import { z } from 'zod';
import type { ParamsFor, TextCode } from '../../domain/messages/index.js';
import { reasonOf, textFault, textPattern, tidied, type TextRule } from './written-text.js';

/** A text in one line: a title, a name, a telephone. `title` names it when it is left empty. */
export const oneLine = (max: number, { min = 0, title }: TextOptions = {}) =>
  written({ min, max, multiline: false }, title);

/** A text that may have line breaks: a reason, an answer. */
export const paragraphs = (max: number, { min = 0, title }: TextOptions = {}) =>
  written({ min, max, multiline: true }, title);

/** A key of definitions and policies: of a limit, a clock, a class. */
export const key = () => z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/, 'fields.key' satisfies TextCode);

/** The code of a unit. */
export const unitCode = () => z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'fields.unitCode' satisfies TextCode);

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
