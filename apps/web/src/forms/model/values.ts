import { fieldsOf, present, type FieldSchema } from './schema.js';

export type Value =
  string | number | boolean | null | undefined | readonly Value[] | { readonly [name: string]: Value };
export type FormValues = { readonly [name: string]: Value };

/** The value at a path such as `content.note` or `decision.rows.0.kind`. */
export function valueAt(values: Value, path: string): Value {
  let current: Value = values;
  for (const part of path.split('.')) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as { readonly [name: string]: Value })[part];
  }
  return current;
}

/** A copy with another value at a path; objects and arrays on the way are made when they are missing. */
export function withValue(values: Value, path: string, value: Value): Value {
  const [first = '', ...rest] = path.split('.');
  const next = rest.length === 0 ? value : withValue(valueAt(values, first), rest.join('.'), value);
  if (Array.isArray(values) || (values === undefined && /^\d+$/.test(first))) {
    const items = [...((values as readonly Value[] | undefined) ?? [])];
    items[Number(first)] = next;
    return items;
  }
  return { ...(values as FormValues | undefined), [first]: next };
}

/** What a form holds before anybody has typed: the defaults of its schema. */
export function initialValues(schema: FieldSchema): FormValues {
  const entries = fieldsOf(schema).flatMap(({ path, schema: field }) => {
    if (field.default !== undefined) return [[path, field.default as Value] as const];
    if (field.type === 'object') return [[path, initialValues(field)] as const];
    return [];
  });
  return Object.fromEntries(entries);
}

/**
 * What a form holds: its defaults, over them what the page knows, over them what was typed.
 *
 * @param schema of an outcome: decision and content
 */
export function filled(schema: FieldSchema, typed: FormValues, known: FormValues): FormValues {
  const defaults = initialValues(schema);
  const halves = fieldsOf(schema).flatMap(({ path: half, schema: fields }) => {
    const names = new Set(fieldsOf(fields).map(({ path }) => path));
    const ofPage = Object.entries((known[half] ?? {}) as FormValues).filter(([name]) => names.has(name));
    return ofPage.length > 0 ? [[half, Object.fromEntries(ofPage)] as const] : [];
  });
  const all = [defaults, Object.fromEntries(halves) as FormValues, typed];
  const keys = new Set(all.flatMap((values) => Object.keys(values)));
  return Object.fromEntries(
    [...keys].map((half) => [half, Object.assign({}, ...all.map((values) => values[half]))] as const),
  ) as FormValues;
}

/**
 * What is sent: empty texts, lists and objects of optional fields are left out, because the server takes them for mistakes.
 * Required ones stay, so that it says what is missing.
 */
export function toSend(schema: FieldSchema, values: Value): Value {
  const { type, items } = present(schema);
  if (type === 'array' && Array.isArray(values))
    return values.map((value: Value) => (items ? toSend(items, value) : value));
  if (type !== 'object') return values;
  const entries = fieldsOf(schema).flatMap(({ path, schema: field, isRequired }) => {
    const value = toSend(field, valueAt(values, path));
    if (isEmpty(value) && !(isRequired && value !== undefined)) return [];
    return [[path, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Whether nothing was filled in. `false` and 0 are answers. */
export function isEmpty(value: Value): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
