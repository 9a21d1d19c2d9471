import { describe, expect, it } from '@jest/globals';
import { formSchema } from '../../apps/gateway/cases/definitions/task-forms.js';
import { WIDGETS } from '../../workflows/fields/form-hints.js';
import type { RuntimeForm } from '../../workflows/fields/runtime-forms.js';
import { formsByType } from '../../workflows/forms.js';
import { forms as leaveRequest } from '../fixtures/leave-request/forms.js';

interface Schema {
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly [hint: `x-${string}`]: unknown;
}

const forms: [string, RuntimeForm][] = Object.entries({
  ...formsByType,
  'leave-request.v1': leaveRequest,
}).flatMap(([type, { tasks, messages = {} }]) => [
  ...Object.entries(tasks).flatMap(([task, outcomes]) =>
    Object.entries(outcomes).map(([outcome, form]): [string, RuntimeForm] => [
      `${type} ${task}/${outcome}`,
      form,
    ]),
  ),
  ...Object.entries(messages).map(([name, form]): [string, RuntimeForm] => [`${type} ${name}`, form]),
]);

/** Every field of a schema with its path, those of rows included. */
function fieldsOf(schema: Schema, above = ''): [string, Schema][] {
  const own = Object.entries(schema.properties ?? {}).map(([name, field]): [string, Schema] => [
    `${above}${name}`,
    field,
  ]);
  const nested = own.flatMap(([path, field]) => fieldsOf(field.items ?? field, `${path}.`));
  return [...own, ...nested];
}

describe.each(forms)('the form %s', (_, form) => {
  const { properties = {} } = formSchema(form) as Schema;
  const fields = Object.values(properties).flatMap((half) => fieldsOf(half));
  const without = (isShown: (field: Schema) => boolean): string[] =>
    fields.filter(([, field]) => !isShown(field)).map(([path]) => path);

  it('every field of a form has a short title', () => {
    expect(without((field) => /^\S.{0,19}$/.test(String(field['x-title'] ?? '')))).toEqual([]);
  });

  it('every field of a form has a known widget', () => {
    expect(without((field) => (WIDGETS as readonly unknown[]).includes(field['x-widget']))).toEqual([]);
  });

  it('every code of a form has a title', () => {
    const titlesOf = (field: Schema): object => (field['x-titles'] ?? {}) as object;
    expect(
      without(({ enum: codes = [], ...field }) => codes.every((code) => code in titlesOf(field))),
    ).toEqual([]);
  });
});
