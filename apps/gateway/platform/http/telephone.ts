import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import { because } from '../problems/constraint-issues.js';

/** Patterns of numbers as they are stored: 13800000000, 0855-8270000, 0855-8270000-8001. */
const MOBILE = '1[0-9]{10}';
/** Area codes have three digits (010, 02x) or four. */
const AREA = '0(?:10|2[0-9]|[3-9][0-9]{2})';
const LAND_LINE = new RegExp(`^(${AREA})-?([0-9]{7,8})(?:(?:-|转|x|ext\\.?|#)([0-9]{1,6}))?$`);
const STORED = `^(?:${MOBILE}|${AREA}-[0-9]{7,8}(?:-[0-9]{1,6})?)$`;
const COUNTRY = /^(?:\+|00)86-?(?=[0-9(])/;

/**
 * Normalizes a telephone number: fullwidth digits, spaces, brackets, hyphens, and +86 are folded.
 *
 * @returns null when it is neither a mobile number nor a landline number with its area code
 */
export function foldTelephone(written: string): string | null {
  const compact = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/\p{Pd}+/gu, '-');
  const domestic = compact.replace(COUNTRY, '');
  const abroad = domestic !== compact;
  const digits = domestic.replace(/-/g, '');
  if (new RegExp(`^${MOBILE}$`).test(digits)) return digits;
  const number = domestic.replace(/^\(([0-9]+)\)-?/, '$1-');
  const [, area, local, extension] =
    LAND_LINE.exec(abroad && !number.startsWith('0') ? `0${number}` : number) ?? [];
  if (local === undefined) return null;
  return [area, local, extension].filter((part) => part !== undefined).join('-');
}

const folded = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? (foldTelephone(value) ?? value) : value;

/** A mobile number, or a landline number with its area code; handlers receive it normalized. */
export const Telephone = () => telephone(STORED, because('fields.telephone'));

/** A mobile number; handlers receive its eleven digits. */
export const MobileNumber = () => telephone(`^${MOBILE}$`, because('fields.mobile'));

const telephone = (pattern: string, message: string) =>
  applyDecorators(ApiProperty({ pattern }), Transform(folded), Matches(new RegExp(pattern), { message }));

/** Normalizes a telephone number in a field that may hold other text as well. */
export const FoldedTelephone = () => Transform(folded);
