import { t } from '../../messages/t.js';
import { fieldsOf, labelOf, present, type Field, type FieldSchema } from './schema.js';
import { isEmpty, valueAt, type Value } from './values.js';

/** Path of a field -> what is wrong with it, in Chinese. */
export type Faults = ReadonlyMap<string, string>;

/**
 * What can be seen without the server: missing fields, lengths, ranges, numbers of entries. The server remains the judge,
 * and checks more than this.
 */
export function check(schema: FieldSchema, values: Value): Faults {
  const faults = new Map<string, string>();
  const visit = (of: FieldSchema, path: string): void => {
    for (const field of fieldsOf(of, path)) {
      const value = valueAt(values, field.path);
      const fault = faultOf(field, value);
      if (fault !== undefined) faults.set(field.path, fault);
      else descend(field, value);
    }
  };
  const descend = ({ path, schema: field, isRequired }: Field, value: Value): void => {
    const { type, items } = present(field);
    if (type === 'object' && (isRequired || !isEmpty(value))) visit(present(field), path);
    if (type === 'array' && items?.type === 'object')
      (value as readonly Value[] | undefined)?.forEach((_, index) => visit(items, `${path}.${index}`));
  };
  visit(schema, '');
  return faults;
}

/** What is still shown once a field has been changed: its own fault goes with it, unless the field is still wrong. */
export function withoutMended(shown: Faults, path: string, found: Faults): Faults {
  if (!shown.has(path) || found.has(path)) return shown;
  return new Map([...shown].filter(([field]) => field !== path));
}

/** The fault of one field, without those of the fields in it. */
function faultOf(field: Field, value: Value): string | undefined {
  const schema = present(field.schema);
  const title = labelOf(field);
  const isHalf = schema.type === 'object';
  if (isEmpty(value)) {
    // Null is an answer where it may be given, silence is none.
    const mayBeNull = value === null && (field.schema.anyOf?.some(({ type }) => type === 'null') ?? false);
    const mustHave =
      field.isRequired && !mayBeNull && !isHalf && (schema.type !== 'array' || (schema.minItems ?? 0) > 0);
    if (!mustHave) return undefined;
    return schema.enum || schema.type === 'array' || schema.type === 'boolean'
      ? t('forms.choose', { title })
      : t('forms.fillIn', { title });
  }
  if (typeof value === 'string') return faultOfText(schema, value, title);
  if (typeof value === 'number') return faultOfNumber(schema, value, title);
  if (Array.isArray(value)) return faultOfList(schema, value.length, title);
  return undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function faultOfText(
  { minLength, maxLength, enum: codes, format }: FieldSchema,
  value: string,
  title: string,
): string | undefined {
  if (format === 'date' && !DAY.test(value)) return t('ui.notADay');
  // The server counts code points, as people count characters.
  const length = [...value.trim()].length;
  if (maxLength !== undefined && length > maxLength)
    return t('forms.tooLong', { title, max: maxLength, over: length - maxLength });
  if (minLength !== undefined && length < minLength) return t('forms.tooShort', { title, min: minLength });
  if (codes && !codes.includes(value)) return t('forms.choose', { title });
  return undefined;
}

function faultOfNumber({ minimum, maximum, type }: FieldSchema, value: number, title: string) {
  if (Number.isNaN(value) || (type === 'integer' && !Number.isInteger(value)))
    return t('forms.wholeNumber', { title });
  if (minimum !== undefined && value < minimum) return t('forms.atLeast', { title, min: minimum });
  if (maximum !== undefined && value > maximum) return t('forms.atMost', { title, max: maximum });
  return undefined;
}

function faultOfList({ minItems, maxItems }: FieldSchema, count: number, title: string) {
  if (minItems !== undefined && count < minItems) return t('forms.tooFew', { title, min: minItems });
  if (maxItems !== undefined && count > maxItems) return t('forms.tooMany', { title, max: maxItems });
  return undefined;
}
