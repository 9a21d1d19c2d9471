/**
 * Decorators of fields of request bodies and queries: check and OpenAPI schema. They follow `@ApiProperty`, which says
 * whether the field is required and what it means.
 */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayUnique,
  Matches,
  MaxLength,
  ValidateBy,
  ValidateIf,
  type ValidationOptions,
} from 'class-validator';
import { isDay, parseInstant } from '../../../../domain/time/civil-time.js';
import {
  reasonOf,
  textFault,
  textPattern,
  tidied,
  type TextRule,
} from '../../../../workflows/fields/written-text.js';
import { because } from '../problems/constraint-issues.js';

/** An optional field. Unlike `@IsOptional` it rejects null, as the OpenAPI document does. */
export const IfPresent = () => ValidateIf((_body, value) => value !== undefined);

/** A text of one line: a title, a name. Lengths as in `TextRule`. `each`: a list of such texts. */
export const OneLine = (min: number, max: number, options?: ValidationOptions) =>
  written({ min, max, multiline: false }, options);

/** A text with line breaks: a reason, a letter. */
export const Paragraphs = (min: number, max: number, options?: ValidationOptions) =>
  written({ min, max, multiline: true }, options);

/**
 * A solved challenge in base64.
 *
 * @param when description of when it is required. Left out: always; the OpenAPI document says so, and the route itself
 * refuses a request without it with CAPTCHA_REQUIRED.
 */
export const SolvedChallenge = (when?: string) =>
  applyDecorators(
    ApiProperty({
      description: when ?? 'A solved challenge of GET /api/v1/public/captcha',
      required: when === undefined,
      maxLength: MAX_CHALLENGE,
      pattern: BASE64.source,
    }),
    IfPresent(),
    MaxLength(MAX_CHALLENGE),
    Matches(BASE64, { message: because('fields.challenge') }),
  );

/** A code of the authenticator application, or a recovery code. */
export const FactorCode = () =>
  applyDecorators(
    ApiPropertyOptional({
      example: '492039',
      description: 'Of an account with a second factor: a code of its application, or a recovery code',
    }),
    IfPresent(),
    OneLine(6, 40),
  );
/** A challenge with its solution has about 700 characters. */
const MAX_CHALLENGE = 4000;
const BASE64 = /^[A-Za-z0-9+/_=-]*$/;

/** A code of ours: of a unit, a stage, a process. Anything that cannot be a code is rejected before it is searched for. */
export const Code = (max: number, options?: ValidationOptions) => {
  const pattern = `^[A-Za-z0-9_.-]{1,${max}}$`;
  return applyDecorators(
    ApiProperty({ pattern, minLength: 1, maxLength: max }),
    Matches(new RegExp(pattern), { message: because('fields.code', { max }), ...options }),
  );
};

/** A list of distinct ids; upper and lower case are the same. */
export const DistinctIds = () =>
  ArrayUnique((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id), {
    message: because('fields.unique'),
  });

/** A calendar day, `YYYY-MM-DD`. */
export const Day = () =>
  applyDecorators(
    ApiProperty({ format: 'date' }),
    ValidateBy({
      name: 'day',
      validator: {
        validate: (value) => typeof value === 'string' && isDay(value),
        defaultMessage: () => because('fields.day'),
      },
    }),
  );

/** A month, `YYYY-MM`. */
export const Month = () =>
  applyDecorators(
    ApiProperty({ pattern: MONTH.source }),
    Matches(MONTH, { message: because('fields.month') }),
  );
const MONTH = /^20[0-9]{2}-(0[1-9]|1[0-2])$/;

const INSTANT_OR_DAY = {
  anyOf: [
    { type: 'string', format: 'date-time' },
    { type: 'string', format: 'date' },
  ],
};
const NEITHER = because('fields.instantOrDay');
const INSTANT = 'An ISO 8601 instant; without an offset it is in Asia/Shanghai.';

/**
 * An ISO 8601 instant; without an offset it is in Asia/Shanghai. Handlers receive it as `…Z`.
 *
 * @param meaning description in the OpenAPI document
 */
export const Instant = (meaning?: string) =>
  read(
    { format: 'date-time', description: sentences(meaning, INSTANT) },
    because('fields.instant'),
    (text) => (isDay(text) ? undefined : instantOf(text)),
  );

/** For filters: an instant as above, or a day, which means its 00:00 in Asia/Shanghai. */
export const InstantOrDay = (meaning?: string) =>
  read(
    { ...INSTANT_OR_DAY, description: sentences(meaning, INSTANT, 'A day means its 00:00 there.') },
    NEITHER,
    instantOf,
  );

/** For orders: an instant or a day. The form of the process says which. */
export const ReplyBy = () =>
  read(INSTANT_OR_DAY, NEITHER, (text) => (isDay(text) || instantOf(text) ? text : undefined));

function written(rule: TextRule, options?: ValidationOptions) {
  const tidy = (value: unknown): unknown => (typeof value === 'string' ? tidied(value) : value);
  return applyDecorators(
    ApiProperty({
      ...(rule.min > 0 && { minLength: rule.min }),
      maxLength: rule.max,
      pattern: textPattern(rule),
    }),
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(tidy) : tidy(value))),
    ValidateBy(
      {
        name: 'writtenText',
        validator: {
          validate: (value) => typeof value === 'string' && textFault(value, rule) === null,
          defaultMessage: (args) => reasonFor(args?.value, rule),
        },
      },
      options,
    ),
  );
}

function reasonFor(value: unknown, rule: TextRule): string {
  const texts = [value].flat();
  if (!texts.every((text) => typeof text === 'string')) return because('fields.text');
  const fault = texts.map((text) => textFault(text, rule)).find((found) => found !== null);
  const { code, params } = reasonOf(fault ?? 'TOO_SHORT', rule);
  return JSON.stringify({ code, params });
}

/** Transforms a text by `reader`. Unreadable text becomes an object, which the check rejects. */
function read(documented: object, message: string, reader: (text: string) => string | undefined) {
  return applyDecorators(
    ApiProperty(documented),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (reader(value) ?? new Unreadable()) : value,
    ),
    ValidateBy({
      name: 'instant',
      validator: { validate: (value) => typeof value === 'string', defaultMessage: () => message },
    }),
  );
}

class Unreadable {}

/** PostgreSQL has no year 0, and its years of more than four digits differ from JavaScript's. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

function instantOf(text: string): string | undefined {
  try {
    const at = parseInstant(text);
    return at >= FIRST && at <= LAST ? new Date(at).toISOString() : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const sentences = (...parts: (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined)
    .map((part) => (/[.;]$/.test(part) ? part : `${part}.`))
    .join(' ');
