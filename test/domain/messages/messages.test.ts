import { describe, expect, it } from '@jest/globals';
import { detail, isTextCode, issue, textIfKnown, textOf } from '../../../domain/messages/index.js';
import { fill } from '../../../domain/messages/template.js';
import { DubanError } from '../../../workflows/engine/errors.js';

describe('the message catalogue', () => {
  it('a text has its parameters filled in', () => {
    expect(textOf('fields.length', { min: 2, max: 20 })).toBe('须为 2 至 20 个字');
  });

  it.each([
    ['{at:instant}', '2026-11-30T20:05:00.000Z', '2026年12月1日 04:05'],
    ['{at:instant}', '2026-11-30T09:30:00+08:00', '2026年11月30日 09:30'],
    ['{at:day}', '2026-11-03', '2026年11月3日'],
    ['{at:list}', ['甲', '乙'], '甲、乙'],
    ['{at:bytes}', 1_048_576, '1 MB'],
    ['{at:bytes}', 1536, '1.5 KB'],
    ['{at:bytes}', 12, '12 字节'],
    ['{at}', 7, '7'],
  ])('a parameter is written by its format: %s of %j as %s', (template, value, text) => {
    expect(fill(template, { at: value })).toBe(text);
  });

  it('a placeholder without its parameter stays', () => {
    expect(fill('至少 {min} 项', {})).toBe('至少 {min} 项');
  });

  it.each(['fields.noSuchText', 'noArea.x', 'fields', '', 'fields.constructor', '__proto__.x'])(
    'the catalogue has no text %j',
    (code) => {
      expect([isTextCode(code), textIfKnown(code, {})]).toEqual([false, null]);
    },
  );

  it('an issue has field, code and parameters', () => {
    expect(issue('days', 'fields.min', { min: 1 })).toEqual({
      field: 'days',
      code: 'fields.min',
      params: { min: 1 },
    });
  });
});

/** Compiled with the tests, never run. */
export function doesNotCompile(): void {
  // @ts-expect-error no such code
  new DubanError('NO_SUCH_CODE');
  // @ts-expect-error no such text
  detail('fields.noSuchText');
  // @ts-expect-error the parameter is missing
  detail('fields.min');
  // @ts-expect-error another parameter than the text has
  detail('fields.min', { max: 1 });
  // @ts-expect-error a number where a list is written
  detail('fields.enum', { values: 1 });
  // @ts-expect-error the title of an error code is no detail
  detail('platform.NOT_FOUND');
  // @ts-expect-error no such detail
  new DubanError('NOT_FOUND', { code: 'fields.noSuchText', params: {} });
}
