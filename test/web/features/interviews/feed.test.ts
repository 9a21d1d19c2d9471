import { describe, expect, it, jest } from '@jest/globals';
import {
  ANNOUNCE_MS,
  Announcements,
  type Announcement,
} from '../../../../apps/web/src/features/interviews/announcements.js';
import {
  blocksOf,
  sameWords,
  wordsAfter,
  type FeedEvent,
  type Word,
} from '../../../../apps/web/src/features/interviews/feed.js';

const word = (number: number): Word => ({
  ...{ number, speaker: '主持人', role: 'host', text: `第${number}句`, images: [] },
  publishedAt: '2026-11-30T02:00:00Z',
});
const said = (number: number): FeedEvent => ({ type: 'utterance', data: word(number) });

describe('words of a feed', () => {
  it('a repeated utterance changes nothing', () => {
    const words = wordsAfter([], [said(1), said(2), said(2), said(1)]);

    expect(words.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('a retraction takes the words and leaves their place', () => {
    const words = wordsAfter([word(1), word(2)], [{ type: 'retraction', data: { retracts: 1 } }]);

    expect(words.map(({ text, isRetracted }) => [text, isRetracted ?? false])).toEqual([
      ['', true],
      ['第2句', false],
    ]);
  });
});

describe('blocks of words', () => {
  it('one more word changes the last block of words only', () => {
    const words = Array.from({ length: 120 }, (_, index) => word(index + 1));
    const [before, after] = [blocksOf(words), blocksOf([...words, word(121)])];

    expect(before.map((block) => block.length)).toEqual([50, 50, 20]);
    expect(after.map((block, index) => sameWords(block, before[index]!))).toEqual([true, true, false]);
  });
});

describe('announcements of new words', () => {
  it('a screen reader is told at most once in ten seconds', () => {
    jest.useFakeTimers();
    const told: Announcement[] = [];
    const announcements = new Announcements((announcement) => told.push(announcement));

    announcements.add([word(1)]);
    jest.advanceTimersByTime(0);
    announcements.add([word(2)]);
    announcements.add([word(3)]);
    jest.advanceTimersByTime(ANNOUNCE_MS - 1);
    expect(told.map(({ count }) => count)).toEqual([1]);
    jest.advanceTimersByTime(1);

    expect(told.map(({ count, last }) => [count, last.number])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    announcements.stop();
    jest.useRealTimers();
  });
});
