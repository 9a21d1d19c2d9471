import { expect, it } from '@jest/globals';
import {
  conditionsIn,
  readLettersSearch,
  withCondition,
} from '../../../../apps/web/src/features/letters/letters-search.js';

it('an address of letters is read as the query of the API', () => {
  expect(readLettersSearch({ light: 'red', lead: '522601', order: 'due' })).toEqual({
    ...{ light: 'red', lead: '522601', order: 'due' },
  });
});

it('what an address of letters does not know is left out', () => {
  expect(readLettersSearch({ colour: 'red', order: 'random', q: '' })).toEqual({});
});

it('values that a router has parsed are texts again', () => {
  expect(readLettersSearch({ lead: 522601, rated: true })).toEqual({ lead: '522601', rated: 'true' });
});

it('conditions keep one order, whatever the order of the address', () => {
  const search = readLettersSearch({ class: 'HELP', q: '停车' });
  expect(conditionsIn(search).map(({ name }) => name)).toEqual(['q', 'class']);
});

it('a condition that is dropped leaves the others', () => {
  const search = readLettersSearch({ class: 'HELP', q: '停车' });
  expect(conditionsIn(withCondition(search, 'q', undefined))).toEqual([{ name: 'class', value: 'HELP' }]);
});
