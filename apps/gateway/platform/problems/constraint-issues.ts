import { getMetadataStorage, type ValidationError } from 'class-validator';
import { detail, type ParamsFor, type Text, type TextCode } from '../../../../domain/messages/index.js';
import type { Issue } from '../../../../workflows/engine/errors.js';

/** Encodes a text as the message of a decorator: `@Matches(TIME, { message: because('fields.time') })`. */
export const because = <C extends TextCode>(code: C, ...params: ParamsFor<C>): string =>
  JSON.stringify(detail(code, ...params));

/**
 * Converts the errors of class-validator to issues. A missing field is one issue, however many constraints it has.
 *
 * @param errors with `target` and `value`
 */
export function constraintIssues(errors: readonly ValidationError[], prefix = ''): Issue[] {
  return errors.flatMap((error) => {
    const field = `${prefix}${error.property ?? '(body)'}`;
    const reasons = reasonsOf(error).map(({ code, params }) => ({ field, code, params }) as Issue);
    return [...reasons, ...constraintIssues(error.children ?? [], `${field}.`)];
  });
}

function reasonsOf(error: ValidationError): Text[] {
  const failed = Object.entries(error.constraints ?? {});
  if (failed.length === 0) return [];
  if (failed.some(([name]) => name === UNKNOWN_FIELD)) return [detail('fields.unknown')];
  if (error.value === undefined) return [detail('fields.required')];
  // A wrong type is reported alone: length and range do not matter then.
  const ofType = failed.filter(([name]) => TYPES.has(name));
  return (ofType.length > 0 ? ofType.slice(0, 1) : failed).map(([name, message]) =>
    message.startsWith('{') ? (JSON.parse(message) as Text) : builtIn(error, name),
  );
}

const UNKNOWN_FIELD = 'whitelistValidation';
const TYPES = new Set([
  'isString',
  'isInt',
  'isNumber',
  'isBoolean',
  'isArray',
  'isObject',
  'nestedValidation',
]);

/** Decorator of class-validator -> text. Functions receive the arguments of the decorator. */
const BUILT_IN: Readonly<Record<string, (...given: never[]) => Text>> = {
  isString: () => detail('fields.text'),
  isInt: () => detail('fields.integer'),
  isNumber: () => detail('fields.number'),
  isBoolean: () => detail('fields.boolean'),
  isArray: () => detail('fields.list'),
  isObject: () => detail('fields.object'),
  nestedValidation: () => detail('fields.object'),
  isIn: (values: readonly unknown[]) => detail('fields.enum', { values: values.map(String) }),
  isUuid: () => detail('fields.uuid'),
  isUrl: () => detail('fields.url'),
  isEmail: () => detail('fields.email'),
  equals: (value: unknown) => detail('fields.equals', { value: String(value) }),
  matches: (pattern: RegExp) => detail('fields.pattern', { pattern: pattern.source }),
  isLength: (min: number, max: number) => detail('fields.length', { min, max }),
  minLength: (min: number) => detail('fields.minLength', { min }),
  maxLength: (max: number) => detail('fields.maxLength', { max }),
  min: (min: number) => detail('fields.min', { min }),
  max: (max: number) => detail('fields.max', { max }),
  arrayMinSize: (min: number) => detail('fields.minItems', { min }),
  arrayMaxSize: (max: number) => detail('fields.maxItems', { max }),
  arrayUnique: () => detail('fields.unique'),
};

function builtIn({ target, property }: ValidationError, name: string): Text {
  const given = target ? constraintsOf(target.constructor, property, name) : [];
  return BUILT_IN[name]?.(...(given as never[])) ?? detail('fields.invalid');
}

interface Constraint {
  readonly propertyName: string;
  readonly name?: string;
  readonly constraints?: readonly unknown[];
}

/** Arguments of the decorator of that name, on the class or one that it extends. */
function constraintsOf(type: unknown, property: string, name: string): readonly unknown[] {
  const all = (
    getMetadataStorage() as unknown as { validationMetadatas: ReadonlyMap<unknown, readonly Constraint[]> }
  ).validationMetadatas;
  for (let owner = type; typeof owner === 'function'; owner = Object.getPrototypeOf(owner) as unknown) {
    const found = all
      .get(owner)
      ?.find((constraint) => constraint.propertyName === property && constraint.name === name);
    if (found) return found.constraints ?? [];
  }
  return [];
}
