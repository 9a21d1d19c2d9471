import { expect, it } from '@jest/globals';
import { lengthBins } from '../../../../apps/web/src/features/process-map/model/length-bins.js';

const lengths = (...days: readonly number[]) => days.map((workingDays) => ({ workingDays, count: 1 }));

it('lengths beyond the limit stand in the bins of lateness', () => {
  const bins = lengthBins(lengths(0, 2, 5, 9), 4);
  expect(bins.filter(({ isOver }) => isOver).map(({ count }) => count)).toEqual([1, 0, 1]);
});

it('work of the same day under a limit of hours is not called late', () => {
  expect(lengthBins(lengths(0, 0, 0), 0).some(({ isOver }) => isOver)).toBe(false);
  expect(lengthBins(lengths(0, 0.4), 0.2)).toMatchObject([{ from: 0, to: 1, count: 2 }, {}, {}, {}, {}]);
});
