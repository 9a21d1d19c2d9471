import { expect, it } from '@jest/globals';
import { markedParts } from '../../../apps/web/src/lib/marked.js';

const hits = (text: string, typed: string): string[] =>
  markedParts(text, typed)
    .filter(({ isHit }) => isHit)
    .map(({ text: hit }) => hit);

it('every place of a word is marked', () => {
  expect(hits('停车费涨了，停车难', '停车')).toEqual(['停车', '停车']);
});

it('several words are marked, the longer one first', () => {
  expect(hits('办理居住证', '居住 居住证')).toEqual(['居住证']);
});

it('marked parts together are the text', () => {
  const text = '办理 VPN 的费用';
  expect(
    markedParts(text, 'vpn 费用')
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});

it('letters are marked whatever their case', () => {
  expect(hits('ZX2026000871', 'zx2026')).toEqual(['ZX2026']);
});

it('signs of a pattern are plain characters', () => {
  expect(hits('费用(元)', '(元')).toEqual(['(元']);
});

it('nothing typed marks nothing', () => {
  expect(markedParts('停车', ' ')).toEqual([{ text: '停车', isHit: false }]);
});
