import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import 'reflect-metadata';
import { ruleSchema } from '../../domain/consultations/rules.js';
import { policySchema } from '../../domain/cases/time-limits/policy.js';
import { jsonSchema } from '../../apps/gateway/cases/definitions/task-forms.js';
import { formsByType } from '../../workflows/forms.js';

// jest can load @nestjs/throttler, which is CommonJS, only when the ES modules it needs are linked already.
await import('@nestjs/core');
await import('../../apps/gateway/create-gateway.js'); // every controller, and so every body and query

/** Constraints that leave no room for what cannot be seen, because they say which characters there are. */
const EXACT = ['writtenText', 'matches', 'isIn', 'isUuid', 'isEmail', 'isUrl', 'equals', 'day', 'instant'];

/** Strings that nobody reads as text. */
const EXEMPT: Readonly<Record<string, string>> = {
  'LoginBody.password': 'compared with a digest, never stored',
  'UseCodeBody.password': 'kept as a digest only; any character may be in it',
  'ChangePasswordBody.current': 'compared with a digest, never stored',
  'ChangePasswordBody.password': 'kept as a digest only; any character may be in it',
  'ProveOneselfBody.password': 'compared with a digest, never stored',
  'PageQuery.cursor': 'decoded, with CURSOR_INVALID for anything else',
  'FeedQuery.after': 'read as a number, with CURSOR_INVALID for anything else',
};

interface Property {
  readonly name: string;
  readonly constraints: readonly string[];
  readonly isText: boolean;
}

function propertiesOfBodies(): Property[] {
  const { validationMetadatas } = getMetadataStorage() as unknown as {
    validationMetadatas: Map<Function, { propertyName: string; name?: string; type: string }[]>;
  };
  return [...validationMetadatas].flatMap(([target, all]) =>
    [...new Set(all.map(({ propertyName }) => propertyName))].map((property): Property => {
      const own = all.filter(({ propertyName }) => propertyName === property);
      const constraints = own.map(({ name, type }) => name ?? type);
      const type: unknown = Reflect.getMetadata('design:type', target.prototype as object, property);
      return {
        name: `${target.name}.${property}`,
        constraints,
        isText:
          type === String ||
          constraints.some((name) => /^(isString|isLength|minLength|maxLength)$/.test(name)),
      };
    }),
  );
}

interface Schema {
  readonly type?: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly enum?: unknown;
  readonly const?: unknown;
}

/** Paths of strings that may be any string. */
function looseStrings(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, pattern, format, enum: values, const: value } = schema as Schema;
  const loose = type === 'string' && !pattern && !format && !values && value === undefined;
  const below = Object.entries(schema).flatMap(([key, part]) => looseStrings(part, `${path}.${key}`));
  return loose ? [path, ...below] : below;
}

function looseStringsOfForms(): string[] {
  return Object.entries(formsByType).flatMap(([type, { tasks, messages = {}, steps = {} }]) => {
    const halves = Object.entries({ ...tasks, message: messages }).flatMap(([task, outcomes]) =>
      Object.entries(outcomes).flatMap(([outcome, { decision, content }]) =>
        [decision, content].map((half) => ({ half, path: `${type}.${task}.${outcome}` })),
      ),
    );
    const results = Object.entries(steps).map(([step, { result }]) => ({
      half: result,
      path: `${type}.${step}`,
    }));
    return [...halves, ...results].flatMap(({ half, path }) =>
      half ? looseStrings(jsonSchema(half), path) : [],
    );
  });
}

describe('texts that people write', () => {
  it('every text in a request has the rule for texts or a stricter one', () => {
    const texts = propertiesOfBodies().filter(({ isText }) => isText);

    const loose = texts.filter(
      ({ name, constraints }) =>
        !(name in EXEMPT) && !constraints.some((constraint) => EXACT.includes(constraint)),
    );

    expect(texts.length).toBeGreaterThan(100);
    expect(loose.map(({ name }) => name)).toEqual([]);
  });

  it('every exemption from the rule for texts names an existing field', () => {
    const names = propertiesOfBodies().map(({ name }) => name);

    expect(Object.keys(EXEMPT).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('every text in a form has the rule for texts or a stricter one', () => {
    expect(looseStringsOfForms()).toEqual([]);
  });

  it('every text in a policy or rule of consultations has the rule for texts or a stricter one', () => {
    expect([policySchema, ruleSchema].flatMap((schema) => looseStrings(jsonSchema(schema), ''))).toEqual([]);
  });

  it('an invisible text in a form is rejected', () => {
    const content = formsByType['mailbox-letter.v1']!.tasks['draft']!['submit']!.content!;

    const refusals = ['\u200b', '   ', '\u2060', '\u3164', '\u2800'].map((reply) =>
      content.safeParse({ reply }).error?.issues.map(({ path, message }) => [path, message]),
    );

    expect(refusals).toEqual(Array(5).fill([[['reply'], 'fields.fillIn']]));
  });

  it('a text in a form with a character that cannot be stored or shown is rejected', () => {
    const content = formsByType['mailbox-letter.v1']!.tasks['draft']!['submit']!.content!;

    const accepted = ['半\ud83d个', 'a\u0000b', 'a\u0007b', '公告\u202egpj.exe', 'a\ufffeb'].filter(
      (reply) => content.safeParse({ reply }).success,
    );

    expect(accepted).toEqual([]);
  });
});
