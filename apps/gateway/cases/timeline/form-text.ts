import { limitText } from '../../../../domain/time/civil-time.js';
import { formSchema, jsonSchema, messageForm, stepResult } from '../definitions/task-forms.js';

/** The parts of a field's JSON Schema that a reader's text is made of. */
interface FieldSchema {
  readonly description?: string;
  readonly format?: string;
  /** Code -> title, where the field is a code (`meta({ 'x-titles': … })` in the forms). */
  readonly 'x-titles'?: Readonly<Record<string, string>>;
}
interface Fields {
  readonly properties?: Readonly<Record<string, FieldSchema>>;
}
/** The two halves of a form, as JSON Schema. */
export interface FormSchema {
  readonly decision?: Fields;
  readonly content?: Fields;
}

const messageSchemas = new Map<string, FormSchema>();

/** The form of a message, computed once. */
export function messageSchema(key: string, version: number, name: string): FormSchema {
  const id = `${key}.${version}.${name}`;
  const known = messageSchemas.get(id);
  if (known) return known;
  const { properties } = formSchema(messageForm(key, version, name)) as { properties: FormSchema };
  messageSchemas.set(id, properties);
  return properties;
}

/** The described fields of a step's result. Not cached: few steps appear in timelines. */
export function stepSchema(key: string, version: number, name: string): Fields | undefined {
  const result = stepResult(key, version, name);
  return result && jsonSchema(result);
}

/** A decision for readers: titles of codes, numbers and flags. Leaves out codes without a title, such as units. */
export function codesIn(decision: Readonly<Record<string, unknown>>, schema: Fields | undefined): string {
  return Object.entries(schema?.properties ?? {})
    .map(([name, field]) => code(decision[name], field))
    .filter(Boolean)
    .join('，');
}

function code(value: unknown, { description = '', 'x-titles': titles }: FieldSchema): string {
  if (typeof value === 'string') return titles?.[value] ?? '';
  if (typeof value === 'number') return description && `${description}：${value}`;
  return value === true ? description : '';
}

/** All free text of a content, in its own order. */
export function wordsIn(content: Readonly<Record<string, unknown>>, schema?: Fields): string {
  return Object.entries(content)
    .map(([name, value]) => words(value, schema?.properties?.[name]))
    .filter(Boolean)
    .join(' ');
}

function words(value: unknown, field?: FieldSchema): string {
  if (typeof value !== 'string') return '';
  if (field?.format !== 'date-time') return value.trim();
  const at = Date.parse(value);
  return Number.isNaN(at) ? '' : `${field.description ?? ''}${limitText(at)}`;
}
