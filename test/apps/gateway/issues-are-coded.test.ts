/** Every field of every request body, query and form, with wrong values: each refusal has a known code and a Chinese text. */
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import '../../../apps/gateway/app.module.js';
import { problemOf } from '../../../apps/gateway/platform/problems/problem.js';
import { parseForm, validationPipe } from '../../../apps/gateway/platform/problems/validation.js';
import { isTextCode } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { formsByType } from '../../../workflows/forms.js';
import type { RuntimeForm } from '../../../workflows/fields/runtime-forms.js';

const WRONG: readonly unknown[] = [
  undefined,
  null,
  7,
  -1e9,
  1e9,
  1.5,
  true,
  '',
  'x',
  '\u0000',
  'x'.repeat(30_000),
  '2026-02-30',
  {},
  { no: 1 },
  [],
  [''],
  [7],
  ['x'.repeat(30_000), 'a', 'a'],
  [null],
  Array.from({ length: 1000 }, (_, index) => `${index}`),
];

/** What is wrong with the issues of a refusal: those without a known code, with a parameter missing, or not in Chinese. */
async function faultsOf(refuse: () => unknown): Promise<object[]> {
  try {
    await refuse();
    return [];
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    const problem = problemOf(error, { id: '', url: '/' });
    const issues = problem.issues ?? [];
    if (issues.length === 0 || !/\p{Script=Han}/u.test(problem.detail)) return [problem];
    return issues.filter(
      ({ code, message, params }) =>
        !isTextCode(code) ||
        !/\p{Script=Han}/u.test(message) ||
        (/\{\w+(:\w+)?\}/.test(message) && !JSON.stringify(params).includes('{')),
    );
  }
}

const { validationMetadatas } = getMetadataStorage() as unknown as {
  validationMetadatas: ReadonlyMap<new () => object, readonly { propertyName: string }[]>;
};
const bodies = [...validationMetadatas].map(([type, constraints]) => ({
  type,
  properties: [...new Set(constraints.map(({ propertyName }) => propertyName))],
}));

describe('the issues of a wrong', () => {
  const pipe = validationPipe();

  it.each(bodies.map(({ type, properties }) => [type.name, type, properties] as const))(
    'the issues of a wrong %s have known codes and Chinese texts',
    async (_, metatype, properties) => {
      for (const property of [...properties, 'noSuchField'])
        for (const wrong of WRONG) {
          const given = wrong === undefined ? {} : { [property]: wrong };
          expect(await faultsOf(() => pipe.transform(given, { type: 'body', metatype }))).toEqual([]);
        }
    },
  );

  const forms = Object.entries(formsByType).flatMap(([type, { tasks, messages = {} }]) => [
    ...Object.entries(tasks).flatMap(([task, outcomes]) =>
      Object.entries(outcomes).map(([outcome, form]) => [`${type} ${task}/${outcome}`, form] as const),
    ),
    ...Object.entries(messages).map(([name, form]) => [`${type} ${name}`, form] as const),
  ]);

  it.each(forms)('the issues of a wrong form %s have known codes and Chinese texts', async (_, form) => {
    for (const half of ['decision', 'content'] as const)
      for (const given of wrongHalves(form, half))
        expect(await faultsOf(() => parseForm(form[half], given, half))).toEqual([]);
  });
});

/** The example of a form with each of its fields wrong in turn, and everything that is no object. */
function wrongHalves(form: RuntimeForm, half: 'decision' | 'content'): unknown[] {
  const example = (form.example[half] ?? {}) as Record<string, unknown>;
  const shape = (form[half] as { shape?: object } | undefined)?.shape ?? {};
  const fields = [...new Set([...Object.keys(shape), ...Object.keys(example), 'noSuchField'])];
  return [
    ...WRONG.filter((wrong) => wrong !== undefined),
    ...fields.flatMap((field) => WRONG.map((wrong) => ({ ...example, [field]: wrong }))),
  ];
}
