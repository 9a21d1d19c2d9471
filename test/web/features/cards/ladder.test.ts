import { expect, it } from '@jest/globals';
import { cardsFilter } from '../../../../apps/web/src/features/cards/api.js';
import { clockOf, ladderOf } from '../../../../apps/web/src/features/cards/ladder.js';
import type { Clock } from '../../../../apps/web/src/api/case-queries.js';

const NOW = new Date('2026-11-30T02:00:00Z');
const clock = (unit: string, yellow: string): Clock =>
  ({
    unit,
    ladder: [
      { level: 'warning', at: '2026-11-24T00:30:00Z' },
      { level: 'lastWarning', at: '2026-11-25T00:30:00Z' },
      { level: 'due', at: '2026-11-25T16:00:00Z' },
      { level: 'yellow', at: yellow },
      { level: 'red', at: '2026-12-02T16:00:00Z' },
    ],
  }) as Clock;

it('a ladder has each level once, and says where the card stands', () => {
  const places = ladderOf(clock('ZJJ', '2026-11-26T16:00:00Z'), { level: 'yellow' }, NOW);

  expect(places.map(({ level }) => level)).toEqual(['warning', 'due', 'yellow', 'red']);
  expect(places.find(({ isHere }) => isHere)?.level).toBe('yellow');
  expect(places.filter(({ isPast }) => isPast)).toHaveLength(3);
});

it('the clock of a card is the one that reached its level then', () => {
  const clocks = [clock('JTJ', '2026-11-27T16:00:00Z'), clock('ZJJ', '2026-11-26T16:00:00Z')];
  const card = { level: 'yellow', unit: 'ZJJ', reachedAt: '2026-11-26T16:00:00.000Z' } as const;

  expect(clockOf(card, clocks)?.unit).toBe('ZJJ');
});

it('a card by hand has no clock', () => {
  const card = { level: 'red', unit: 'ZJJ', reachedAt: '2026-11-30T01:00:00.000Z' } as const;

  expect(clockOf(card, [clock('ZJJ', '2026-11-26T16:00:00Z')])).toBeUndefined();
});

it('the list of a figure keeps the query that the server named', () => {
  expect(cardsFilter({ of: 'levels=red&states=issued', show: 'all' })).toBe('levels=red&states=issued');
  expect(cardsFilter({ show: 'toDecide', within: '522601' })).toBe('states=appealed&within=522601');
});
