import { describe, expect, it } from '@jest/globals';
import {
  answerUnits,
  mergeAbove,
  unansweredOf,
} from '../../../../apps/web/src/features/consultations/opinion-rows.js';

const opinion = (id: string, fields: object = {}) => ({
  ...{
    id,
    clause: 3,
    body: `意见 ${id}`,
    state: 'published',
    group: null,
    verdict: null,
    verdictReason: null,
  },
  ...fields,
});
const GROUPS = [{ id: 'g', summary: '学生免费乘车' }];

describe('rows of the desk', () => {
  it('groups stand before single opinions of their clause, and the whole draft comes last', () => {
    const units = answerUnits(
      [
        opinion('a'),
        opinion('b', { clause: null }),
        opinion('c', { group: 'g' }),
        opinion('d', { clause: 1 }),
      ],
      GROUPS,
    );

    expect(units.map(({ key }) => key)).toEqual(['d', 'g', 'a', 'b']);
  });

  it('an opinion is merged into the group above', () => {
    const units = answerUnits([opinion('a'), opinion('c', { group: 'g' })], GROUPS);

    expect(mergeAbove(units, 1)).toEqual({ into: 'g', opinion: 'a' });
  });

  it('two single opinions become a group with the words of the first', () => {
    const units = answerUnits([opinion('a'), opinion('b')], []);

    expect(mergeAbove(units, 1)).toEqual({ opinions: ['a', 'b'], summary: '意见 a' });
  });

  it('neither the first row, nor a group, nor what is not published can be merged', () => {
    const units = answerUnits(
      [opinion('a', { clause: 1 }), opinion('c', { group: 'g' }), opinion('b', { state: 'pending' })],
      GROUPS,
    );

    expect([0, 1, 2].map((index) => mergeAbove(units, index))).toEqual([undefined, undefined, undefined]);
  });

  it('held opinions need no verdict', () => {
    const [unit] = answerUnits(
      [
        opinion('a', { group: 'g' }),
        opinion('b', { group: 'g', state: 'setAside' }),
        opinion('c', { group: 'g', verdict: 'ADOPTED' }),
      ],
      GROUPS,
    );

    expect(unansweredOf(unit!)).toBe(1);
  });
});
