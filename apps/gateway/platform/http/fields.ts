/**
 * Fields of request bodies and queries, each with its check and what the OpenAPI document says of it. They stand below
 * `@ApiProperty`, which adds whether the field is needed and what it means.
 */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
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

/** May be left out. Unlike `@IsOptional` it does not take null, which the OpenAPI document does not allow either. */
export const IfPresent = () => ValidateIf((_body, value) => value !== undefined);

/** A text in one line: a title, a name. Lengths as in `TextRule`. `each`: of a list. */
export const OneLine = (min: number, max: number, options?: ValidationOptions) =>
  written({ min, max, multiline: false }, options);

/** A text that may have line breaks: a reason, a letter. */
export const Paragraphs = (min: number, max: number, options?: ValidationOptions) =>
  written({ min, max, multiline: true }, options);

/**
 * What a client sends of a solved challenge: base64. Without `when` the route asks for one always: the document says that
 * the property is required, and whoever leaves it out is refused by the route, with CAPTCHA_REQUIRED.
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
/** A challenge of ours has some 700 characters with its solution. */
const MAX_CHALLENGE = 4000;
const BASE64 = /^[A-Za-z0-9+/_=-]*$/;

/** A code that we give out: of a unit, a stage, a process. What none can be is refused rather than looked for. */
export const Code = (max: number, options?: ValidationOptions) => {
  const pattern = `^[A-Za-z0-9_.-]{1,${max}}$`;
  return applyDecorators(
    ApiProperty({ pattern, minLength: 1, maxLength: max }),
    Matches(new RegExp(pattern), { message: because('fields.code', { max }), ...options }),
  );
};

/** Of a list of ids: none may stand in it twice, however it is written. */
export const DistinctIds = () =>
  ArrayUnique((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id), {
    message: because('fields.unique'),
  });

/** A day of the calendar, `YYYY-MM-DD`. */
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

const INSTANT_OR_DAY = {
  anyOf: [
    { type: 'string', format: 'date-time' },
    { type: 'string', format: 'date' },
  ],
};
const NEITHER = because('fields.instantOrDay');
const INSTANT = 'An ISO 8601 instant; without an offset it is read as Asia/Shanghai.';

/**
 * An instant as ISO 8601; without an offset it is one of Asia/Shanghai. The handler is given it as `…Z`.
 *
 * @param meaning what the instant is, in the OpenAPI document
 */
export const Instant = (meaning?: string) =>
  read(
    { format: 'date-time', description: sentences(meaning, INSTANT) },
    because('fields.instant'),
    (text) => (isDay(text) ? undefined : instantOf(text)),
  );

/** For filters: an instant as above, or a bare day, which is its 00:00 in Asia/Shanghai. */
export const InstantOrDay = (meaning?: string) =>
  read(
    { ...INSTANT_OR_DAY, description: sentences(meaning, INSTANT, 'A bare day is its 00:00 there.') },
    NEITHER,
    instantOf,
  );

/** Of an order: some processes take an instant, some a day. Which one is for their forms to say. */
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

/** What cannot be read stays as it is, so that the check refuses it and names the field. */
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

/** PostgreSQL has no year 0, and reads years of more than four digits otherwise than JavaScript writes them. */
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
