import { expect, it } from '@jest/globals';
import { shownPart } from '../../../apps/web/src/forms/model/on-demand.js';

const half = {
  type: 'object',
  properties: { note: { type: 'string' }, reason: { type: 'string', 'x-on-demand': true } },
};
const namesOf = (value: object, asked: readonly string[] = []): string[] =>
  Object.keys(shownPart(half, 'content', value as never, new Set(asked)).properties ?? {});

it('a field on demand is hidden until the server asks for it', () => {
  expect(namesOf({})).toEqual(['note']);
  expect(namesOf({}, ['content.reason'])).toEqual(['note', 'reason']);
});

it('a field on demand stays while it holds something', () => {
  expect(namesOf({ reason: '由该局答复为宜' })).toEqual(['note', 'reason']);
});
