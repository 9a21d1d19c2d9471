import { expect, it } from '@jest/globals';
import { parseSearch, stringifySearch } from '../../../apps/web/src/lib/plain-search.js';

it('query strings are written as people write them', () => {
  expect(stringifySearch({ unit: '522601', light: 'red', q: undefined })).toBe('?unit=522601&light=red');
});

it('every value of a query string is text', () => {
  expect(parseSearch('?unit=522601&paused=true&q=')).toEqual({ unit: '522601', paused: 'true' });
});

it('an address without values has no query string', () => {
  expect(stringifySearch({ q: undefined })).toBe('');
});
