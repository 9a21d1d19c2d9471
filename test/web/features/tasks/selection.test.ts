import { describe, expect, it } from '@jest/globals';
import { toggled, wholeList, withRange } from '../../../../apps/web/src/features/tasks/selection.js';

const LIST = ['a', 'b', 'c', 'd'];

describe('selected rows', () => {
  it('a second toggle takes a row back', () => {
    expect([...toggled(toggled(new Set(), 'a'), 'a')]).toEqual([]);
  });

  it('a range goes upwards as well', () => {
    expect([...withRange(new Set(), LIST, 'd', 'b')].sort()).toEqual(['b', 'c', 'd']);
  });

  it('a range without a beginning is one row', () => {
    expect([...withRange(new Set(), LIST, undefined, 'c')]).toEqual(['c']);
  });

  it('selecting the whole list twice selects nothing', () => {
    const all = wholeList(new Set(['b']), LIST);

    expect([all.size, wholeList(all, LIST).size]).toEqual([4, 0]);
  });
});
