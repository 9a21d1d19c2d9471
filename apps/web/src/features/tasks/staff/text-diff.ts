import { diffWords } from 'diff';

export interface DiffPart {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

/** What two versions of a text differ in, by words: Chinese has no spaces, so the browser's own segmentation finds them. */
export function diffOf(before: string, after: string): DiffPart[] {
  const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
  return diffWords(before, after, { intlSegmenter: segmenter }).map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }));
}
