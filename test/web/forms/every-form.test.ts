import { describe, expect, it } from '@jest/globals';
import '../../../apps/web/src/console/texts.js';
import { check } from '../../../apps/web/src/forms/model/check.js';
import {
  KNOWN_KEYWORDS,
  fieldsOf,
  present,
  type FieldSchema,
} from '../../../apps/web/src/forms/model/schema.js';
import { toSend, type Value } from '../../../apps/web/src/forms/model/values.js';
import { formSchema } from '../../../apps/gateway/cases/definitions/task-forms.js';
import type { RuntimeForm } from '../../../workflows/fields/runtime-forms.js';
import { formsByType } from '../../../workflows/forms.js';

const forms: [string, RuntimeForm][] = Object.entries(formsByType).flatMap(
  ([type, { tasks, messages = {} }]) => [
    ...Object.entries(tasks).flatMap(([task, outcomes]) =>
      Object.entries(outcomes).map(([outcome, form]): [string, RuntimeForm] => [
        `${type} ${task}/${outcome}`,
        form,
      ]),
    ),
    ...Object.entries(messages).map(([name, form]): [string, RuntimeForm] => [`${type} ${name}`, form]),
  ],
);

/** Keywords of a schema and of everything in it. */
function keywordsOf(schema: FieldSchema): string[] {
  const inside = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
  ];
  return [...Object.keys(schema), ...inside.flatMap(keywordsOf)];
}

/** A half without fields, and an empty list, may be sent or left out. */
function compact(form: Value): object {
  const halves = Object.entries(form as object).map(([half, fields]) => [
    half,
    Object.fromEntries(
      Object.entries(fields as object).filter(([, value]) => !Array.isArray(value) || value.length > 0),
    ),
  ]);
  return Object.fromEntries(
    halves.filter(([, fields]) => Object.keys(fields as object).length > 0),
  ) as object;
}

/** Paths of all required texts, choices and numbers outside of lists. */
const requiredOf = (schema: FieldSchema, path = ''): string[] =>
  fieldsOf(schema, path).flatMap((field) => {
    const { type } = present(field.schema);
    if (type === 'object') return field.isRequired ? requiredOf(present(field.schema), field.path) : [];
    const mustHave = field.isRequired && field.schema.anyOf === undefined;
    return mustHave && type !== 'array' && type !== 'boolean' ? [field.path] : [];
  });

describe.each(forms)('the form %s', (_, form) => {
  const schema = formSchema(form) as FieldSchema;
  const example = form.example as Value;

  it('the keywords of a form are known to the renderer', () => {
    expect(keywordsOf(schema).filter((keyword) => !KNOWN_KEYWORDS.has(keyword))).toEqual([]);
  });

  it('the example of a form has no fault', () => {
    expect([...check(schema, example)]).toEqual([]);
  });

  it('the example of a form is sent as it is', () => {
    expect(compact(toSend(schema, example))).toEqual(compact(example));
  });

  it('an empty form names every required field', () => {
    const faults = check(schema, {});
    expect(requiredOf(schema).filter((path) => !faults.has(path))).toEqual([]);
  });
});
