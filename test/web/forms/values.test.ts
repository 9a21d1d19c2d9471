import { describe, expect, it } from '@jest/globals';
import '../../../apps/web/src/console/texts.js';
import { check } from '../../../apps/web/src/forms/model/check.js';
import { hintOf, type FieldSchema } from '../../../apps/web/src/forms/model/schema.js';
import { initialValues, toSend, valueAt, withValue } from '../../../apps/web/src/forms/model/values.js';

const schema: FieldSchema = {
  type: 'object',
  required: ['decision'],
  properties: {
    decision: {
      type: 'object',
      required: ['kind', 'days'],
      properties: {
        kind: { type: 'string', enum: ['A', 'B'], 'x-title': '方式' },
        days: { type: 'integer', minimum: 1, maximum: 10, 'x-title': '天数' },
        units: { type: 'array', default: [], maxItems: 2, items: { type: 'string' }, 'x-title': '单位' },
      },
    },
    content: {
      type: 'object',
      properties: {
        note: { type: 'string', maxLength: 4, 'x-title': '说明' },
        rows: {
          type: 'array',
          items: {
            type: 'object',
            required: ['name'],
            properties: { name: { type: 'string', 'x-title': '名称' } },
          },
        },
      },
    },
  },
};

describe('values of a form', () => {
  it('a value is put into a copy', () => {
    const before = { decision: { kind: 'A' } };
    expect(withValue(before, 'decision.days', 3)).toEqual({ decision: { kind: 'A', days: 3 } });
    expect(before).toEqual({ decision: { kind: 'A' } });
  });

  it('a row is made by its first value', () => {
    expect(withValue({}, 'content.rows.0.name', 'x')).toEqual({ content: { rows: [{ name: 'x' }] } });
  });

  it('a missing path has no value', () => {
    expect(valueAt({ decision: null }, 'decision.kind.more')).toBeUndefined();
  });

  it('the initial values are the defaults', () => {
    expect(initialValues(schema)).toEqual({ decision: { units: [] }, content: {} });
  });

  it('an optional field that is empty is not sent', () => {
    const values = { decision: { kind: 'A', days: 0, units: [] }, content: { note: ' ', rows: [] } };
    expect(toSend(schema, values)).toEqual({ decision: { kind: 'A', days: 0 } });
  });
});

describe('faults of a form', () => {
  const faultOf = (path: string, value: string | number | readonly { name?: string }[]): string | undefined =>
    check(schema, withValue({ decision: { kind: 'A', days: 1 } }, path, value as never)).get(path);

  it.each([
    ['decision.kind', '', '请选择方式'],
    ['decision.days', 11, '天数不能大于10'],
    ['decision.days', 0, '天数不能小于1'],
    ['decision.days', 1.5, '天数请填整数'],
    ['content.note', '一二三四五', '说明最多4字，还要删去1字'],
  ])('%s with %p is refused in Chinese', (path, value, message) => {
    expect(faultOf(path, value)).toBe(message);
  });

  it('a character outside of the basic plane counts once', () => {
    expect(faultOf('content.note', '𠀀𠀀𠀀𠀀')).toBeUndefined();
  });

  it('a row names its own missing field', () => {
    const faults = check(schema, {
      decision: { kind: 'A', days: 1 },
      content: { rows: [{ name: 'x' }, {}] },
    });
    expect([...faults]).toEqual([['content.rows.1.name', '请填写名称']]);
  });
});

describe('hints of fields', () => {
  const hint = (label: string, description: string): string | undefined =>
    hintOf({ path: 'decision.x', isRequired: true, schema: { 'x-title': label, description } });

  it.each([
    ['主办单位', '主办单位代码', undefined],
    ['来信类别', '来信类别,决定办理时限', '决定办理时限'],
    ['答复内容', '答复内容', undefined],
    ['延长', '申请延长的工作日数', '申请延长的工作日数'],
  ])('%s with the description %s has the hint %s', (label, description, expected) => {
    expect(hint(label, description)).toBe(expected);
  });
});
