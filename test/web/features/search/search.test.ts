import { expect, it } from '@jest/globals';
import { recentSearches, rememberSearch } from '../../../../apps/web/src/features/search/recent.js';
import { searchable } from '../../../../apps/web/src/features/search/searchable.js';

it('one character is not searched for', () => {
  expect(searchable('车')).toBeNull();
  expect(searchable('车 费')).toBeNull();
});

it('two characters are a search, and more words narrow it', () => {
  expect(searchable(' 停车 ')).toBe('停车');
  expect(searchable('停车  费')).toBe('停车 费');
});

it('a search is as long as the server takes it', () => {
  expect(searchable('停'.repeat(60))).toHaveLength(50);
});

it('recent searches are few, each once, the latest first', () => {
  for (const words of ['停车', '噪声', '停车', '低保', '户口', '修路', '供水']) rememberSearch(words);
  expect(recentSearches()).toEqual(['供水', '修路', '户口', '低保', '停车']);
});

it('an empty search is not remembered', () => {
  rememberSearch(' ');
  expect(recentSearches()).not.toContain('');
});
