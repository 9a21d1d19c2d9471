import { expect, it } from '@jest/globals';
import { chosenColumns, COLUMNS, withColumns } from '../../../../apps/web/src/features/letters/columns.js';

it('an account that has chosen no columns sees the usual ones', () => {
  expect(chosenColumns(undefined)).toContain('due');
  expect(chosenColumns([])).toEqual(chosenColumns(undefined));
});

it('chosen columns stand in the order of the list', () => {
  expect(chosenColumns([{ list: 'letters', columns: ['rating', 'class'] }])).toEqual(['class', 'rating']);
});

it('columns of another version are left out', () => {
  expect(chosenColumns([{ list: 'letters', columns: ['class', 'mood'] }])).toEqual(['class']);
});

it('choosing columns of letters keeps those of other lists', () => {
  const work = { list: 'work', columns: ['due'] };
  expect(withColumns([work, { list: 'letters', columns: ['class'] }], ['lead'])).toEqual([
    ...[work, { list: 'letters', columns: ['lead'] }],
  ]);
});

it('every column may be chosen at once', () => {
  expect(chosenColumns(withColumns(undefined, COLUMNS))).toEqual([...COLUMNS]);
});
