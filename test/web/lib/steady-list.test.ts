import { describe, expect, it } from '@jest/globals';
import { steadyList } from '../../../apps/web/src/lib/steady-list.js';

const rows = (...ids: string[]) => ids.map((id) => ({ id, processId: `process-of-${id}` }));
const whole = { hasMore: false, left: [] };

describe('a list that keeps still', () => {
  it('offers a new row and leaves the others where they are', () => {
    const { rows: shown, added } = steadyList(rows('a', 'b'), rows('new', 'a', 'b'), whole);

    expect([shown, added]).toEqual([rows('a', 'b'), ['new']]);
  });

  it('offers a new row at the end of a list that is loaded whole', () => {
    expect(steadyList(rows('a'), rows('a', 'new'), whole).added).toEqual(['new']);
  });

  it('keeps and marks a row that another has finished', () => {
    const { rows: shown, gone } = steadyList(rows('a', 'b'), rows('b'), whole);

    expect([shown, [...gone]]).toEqual([rows('a', 'b'), ['a']]);
  });

  it('drops a row that the reader has finished', () => {
    const { rows: shown, gone } = steadyList(rows('a', 'b'), rows('b'), {
      hasMore: false,
      left: rows('a'),
    });

    expect([shown, gone.size]).toEqual([rows('b'), 0]);
  });

  it('appends the rows of a further page', () => {
    const { rows: shown, added } = steadyList(rows('a'), rows('a', 'b', 'c'), { ...whole, hasMore: true });

    expect([shown, added]).toEqual([rows('a', 'b', 'c'), []]);
  });

  it('shows a row as it is now', () => {
    const row = { id: 'a', processId: 'p' };
    const shown = steadyList([{ ...row, who: null }], [{ ...row, who: 'clerk' }], whole).rows;

    expect(shown).toEqual([{ ...row, who: 'clerk' }]);
  });

  it('shows at once the next step of a process that the reader has acted on', () => {
    const [signed, answering] = ['sign', 'answer'].map((id) => ({ id, processId: 'letter' }));
    const { rows: shown, added } = steadyList([signed!, ...rows('b')], [...rows('b'), answering!], {
      hasMore: false,
      left: [signed!],
    });

    expect([shown, added]).toEqual([[...rows('b'), answering], []]);
  });
});
