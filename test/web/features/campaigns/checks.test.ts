import { expect, it } from '@jest/globals';
import type { Measures } from '../../../../apps/web/src/features/campaigns/campaigns-api.js';
import { checksOf, sumOf, tintOf } from '../../../../apps/web/src/features/campaigns/model/checks.js';
import { percentOf } from '../../../../apps/web/src/features/campaigns/model/percent.js';

const MEASURES = {
  missing: 2,
  missingItems: { part: 2, whole: 38 },
  elements: [{ element: '联系电话', missing: 3, ambiguous: 1, inaccurate: 2 }],
  filledElements: { part: 285, whole: 288 },
  validAttachments: { part: 43, whole: 46 },
  availableSystems: { part: 76, whole: 76 },
} as unknown as Measures;

it('a check counts what is open of all that was checked', () => {
  expect(checksOf(MEASURES)).toEqual({
    items: { open: 2, all: 38 },
    elements: { open: 6, all: 288 },
    forms: { open: 3, all: 46 },
    systems: { open: 0, all: 76 },
  });
});

it('the total of a check adds up its units', () => {
  expect(
    sumOf([
      { open: 2, all: 38 },
      { open: 1, all: 12 },
    ]),
  ).toEqual({ open: 3, all: 50 });
});

it.each([
  [{ open: 0, all: 0 }, 0],
  [{ open: 0, all: 10 }, 0],
  [{ open: 3, all: 100 }, 1],
  [{ open: 10, all: 100 }, 2],
  [{ open: 11, all: 100 }, 3],
] as const)('a cell of %j has tint %d', (figure, tint) => {
  expect(tintOf(figure)).toBe(tint);
});

it('a rate is never rounded to nothing or to everything', () => {
  expect([percentOf(1, 5000), percentOf(4999, 5000), percentOf(0, 5), percentOf(5, 5)]).toEqual([
    '0.1%',
    '99.9%',
    '0%',
    '100%',
  ]);
});
