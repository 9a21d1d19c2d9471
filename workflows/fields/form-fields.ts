/** Fields that the forms of several processes have, with the rules that hold for all of them. */
import { z } from 'zod';
import { describeFault, textFault, textPattern, tidied, type TextRule } from './written-text.js';

/** A text in one line: a title, a name, a telephone. `empty` is what is said when nothing can be seen in it. */
export const oneLine = (max: number, { min = 0, empty }: TextOptions = {}) =>
  written({ min, max, multiline: false }, empty);

/** A text that may have line breaks: a reason, an answer. */
export const paragraphs = (max: number, { min = 0, empty }: TextOptions = {}) =>
  written({ min, max, multiline: true }, empty);

/** A key of definitions and policies: of a limit, a clock, a class. */
export const key = () =>
  z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/, 'must be 1 to 100 letters, digits, dots, hyphens');

/** The code of a unit. */
export const unitCode = () => z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, '单位代码只含字母、数字、连字符');

/**
 * An instant as ISO 8601, to the second or finer; a day alone is none. Without an offset it is read as Asia/Shanghai,
 * and is given on with one.
 */
export const instant = () =>
  z.iso
    .datetime({ offset: true, local: true })
    .overwrite((text) => (/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}+08:00`))
    .meta({ format: 'date-time' });

/** A list of codes or ids in which none may stand twice, however it is written; `uniqueItems` in its JSON Schema. */
export const distinct = <T extends z.ZodArray>(list: T): T =>
  list
    .refine(
      (items) => new Set(items.map((item) => String(item).toLowerCase())).size === items.length,
      '不得重复',
    )
    .meta({ uniqueItems: true }) as T;

interface TextOptions {
  readonly min?: number;
  readonly empty?: string;
}

const written = (rule: TextRule, empty?: string) =>
  z
    .string()
    .overwrite(tidied)
    .superRefine((text, context) => {
      const fault = textFault(text, rule);
      if (fault === null) return;
      const message = fault === 'TOO_SHORT' && empty !== undefined ? empty : describeFault(fault, rule);
      context.addIssue({ code: 'custom', message });
    })
    .meta({
      ...(rule.min > 0 && { minLength: rule.min }),
      maxLength: rule.max,
      pattern: textPattern(rule),
    });
