import { describe, expect, it } from '@jest/globals';
import { noteRecent, recentFirst, recentOf } from '../../../apps/web/src/lib/recent.js';

function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const rows = new Map<string, string>();
  return { getItem: (key) => rows.get(key) ?? null, setItem: (key, value) => void rows.set(key, value) };
}

describe('what was chosen last', () => {
  it('the latest comes first, once', () => {
    const kept = storage();
    for (const id of ['ZJJ', 'JTJ', 'ZJJ']) noteRecent('units', id, kept);
    expect(recentOf('units', kept)).toEqual(['ZJJ', 'JTJ']);
  });

  it('six are remembered', () => {
    const kept = storage();
    for (const id of '12345678') noteRecent('units', id, kept);
    expect(recentOf('units', kept)).toEqual([...'876543']);
  });

  it('a spoilt storage remembers nothing', () => {
    expect(recentOf('units', { getItem: () => '{' })).toEqual([]);
  });

  it('recent ones go before the others', () => {
    const units = ['a', 'b', 'c'].map((id) => ({ id }));
    expect(recentFirst(units, ['c']).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });
});
