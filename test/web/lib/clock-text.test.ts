import { expect, it } from '@jest/globals';
import { clockText } from '../../../apps/web/src/lib/clock-text.js';

it.each([
  [3_909_000, '01:05:09'],
  [999, '00:00:00'],
  [-5_000, '00:00:00'],
  [360_000_000, '100:00:00'],
])('%i ms are written %s', (ms, text) => {
  expect(clockText(ms)).toBe(text);
});
