import { describe, expect, it } from '@jest/globals';
import { initialsOf, matches } from '../../../apps/web/src/lib/pinyin.js';
import { counties } from '../../../infra/database/seeds/units.js';

describe('pinyin initials', () => {
  it('every county is found by the first letter of its pinyin', () => {
    expect(
      counties.filter(({ name, pinyin }) => initialsOf(name)[0] !== pinyin[0]).map(({ name }) => name),
    ).toEqual([]);
  });

  it('kl finds 凯里市', () => {
    expect(matches('kl', '凯里市')).toBe(true);
  });

  it('initials from the middle of a name find it', () => {
    expect(matches('jsj', '住房和城乡建设局')).toBe(true);
  });

  it('a piece of the code finds a unit', () => {
    expect(matches('522601', '凯里市', '522601')).toBe(true);
  });

  it('full-width letters count as typed letters', () => {
    expect(matches('ＫＬ', '凯里市')).toBe(true);
  });

  it('other initials find nothing', () => {
    expect(matches('zz', '凯里市', '522601')).toBe(false);
  });
});
