import { expect, it } from '@jest/globals';
import { lengthOn, sparkPath, tintOf } from '../../../apps/web/src/charts/scales.js';

const SIZE = { width: 100, height: 20, margin: 2 };

it('a length is in proportion and never longer than the bar', () => {
  const length = lengthOn(50, 200);

  expect([length(0), length(25), length(50), length(80)]).toEqual([0, 100, 200, 200]);
});

it('a scale of nothing draws nothing', () => {
  expect(lengthOn(0, 200)(5)).toBe(0);
});

it('a line ends at the last value', () => {
  const { path, last } = sparkPath([1, 2, 3], SIZE);

  expect(path).toBe('M2,18L50,10L98,2');
  expect(last).toEqual([98, 2]);
});

it('a line breaks where there is no value', () => {
  const { path, last } = sparkPath([1, null, 3], SIZE);

  expect(path.match(/M/g)).toHaveLength(2);
  expect(last).toEqual([98, 2]);
});

it('a line of equal values is level', () => {
  expect(sparkPath([5, 5], SIZE).path).toBe('M2,18L98,18');
});

it('no values make no line', () => {
  expect(sparkPath([null, null], SIZE)).toEqual({ path: '', last: null });
});

it('the least count has a tint, none has none', () => {
  expect([tintOf(0, 100, 4), tintOf(1, 100, 4), tintOf(100, 100, 4), tintOf(3, 0, 4)]).toEqual([0, 1, 4, 0]);
});
