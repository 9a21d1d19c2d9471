import type { z } from 'zod';
import { detail, isTextCode, type Text } from '../../../../domain/messages/index.js';
import type { Issue } from '../../../../workflows/engine/errors.js';

type Found = z.core.$ZodIssue;
type Of<Code extends Found['code']> = Extract<Found, { code: Code }>;

/**
 * Converts an issue of zod. A refinement has the code of its text as its message, and the parameters in `params`. An unknown
 * field is one issue by its own name.
 *
 * @param found of a schema that reports inputs
 * @param above path of the value in the request body
 */
export function schemaIssue(found: Found, above: readonly string[]): Issue[] {
  const path = [...above, ...found.path];
  if (found.code === 'unrecognized_keys')
    return found.keys.map((key) => ({ field: [...path, key].join('.'), ...detail('fields.unknown') }));
  const field = path.join('.') || '(body)';
  if (isTextCode(found.message)) {
    const params = 'params' in found ? found.params : undefined;
    return [{ field, code: found.message, params: params ?? {} } as Issue];
  }
  const reason = reasonOf(found);
  return [{ field, ...reason } as Issue];
}

function reasonOf(found: Found): Text {
  if (found.input === undefined && MISSING.has(found.code)) return detail('fields.required');
  switch (found.code) {
    case 'invalid_type':
      return TYPES[found.expected] ?? detail('fields.invalid');
    case 'invalid_value':
      return detail('fields.enum', { values: found.values.map(String) });
    case 'too_small':
      return tooSmall(found);
    case 'too_big':
      return tooBig(found);
    case 'invalid_format':
      return FORMATS[found.format] ?? detail('fields.pattern', { pattern: found.pattern ?? found.format });
    case 'not_multiple_of':
      return detail('fields.multiple', { of: found.divisor });
    default:
      return detail('fields.invalid');
  }
}

const MISSING = new Set<Found['code']>(['invalid_type', 'invalid_value', 'invalid_union']);

const TYPES: Readonly<Partial<Record<string, Text>>> = {
  string: detail('fields.text'),
  number: detail('fields.number'),
  int: detail('fields.integer'),
  boolean: detail('fields.boolean'),
  array: detail('fields.list'),
  object: detail('fields.object'),
  record: detail('fields.object'),
};

const FORMATS: Readonly<Partial<Record<string, Text>>> = {
  datetime: detail('fields.instant'),
  date: detail('fields.day'),
  time: detail('fields.time'),
  uuid: detail('fields.uuid'),
  url: detail('fields.url'),
  email: detail('fields.email'),
};

function tooSmall({ origin, minimum, inclusive }: Of<'too_small'>): Text {
  const min = Number(minimum);
  if (origin === 'string') return detail('fields.minLength', { min });
  if (origin === 'array' || origin === 'set') return detail('fields.minItems', { min });
  return inclusive === false ? detail('fields.above', { min }) : detail('fields.min', { min });
}

function tooBig({ origin, maximum, inclusive }: Of<'too_big'>): Text {
  const max = Number(maximum);
  if (origin === 'string') return detail('fields.maxLength', { max });
  if (origin === 'array' || origin === 'set') return detail('fields.maxItems', { max });
  return inclusive === false ? detail('fields.below', { max }) : detail('fields.max', { max });
}
