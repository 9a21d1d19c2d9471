import { expect, it } from '@jest/globals';
import { fullWidth } from '../../../apps/web/src/lib/punctuation.js';

it('titles are set with Chinese punctuation', () => {
  expect(fullWidth('登记审核:受理并转办(咨询)')).toBe('登记审核：受理并转办（咨询）');
  expect(fullWidth('办理时限:恢复,至2026-12-07')).toBe('办理时限：恢复，至2026-12-07');
});

it('times and Latin words keep their punctuation', () => {
  expect(fullWidth('10:30 (UTC)')).toBe('10:30 (UTC)');
});
