import type { Block, Contact, Heading } from './model.js';

/** A block with the number of its position; empty without one. */
export interface NumberedBlock {
  readonly block: Block;
  readonly label: string;
}

/** Numbers the headings: each level restarts under a higher heading. */
export function numberBlocks(blocks: readonly Block[]): readonly NumberedBlock[] {
  const counts = [0, 0, 0, 0];
  return blocks.map((block) => {
    if (block.type !== 'heading') return { block, label: '' };
    const level = block.level - 1;
    counts[level]! += 1;
    counts.fill(0, level + 1);
    return { block, label: headingLabel(block.level, counts[level]!) };
  });
}

/** 7.3.3 of GB/T 9704-2012: 一、 （一） 1. （1）. */
function headingLabel(level: Heading['level'], number: number): string {
  if (level === 1) return `${chineseNumeral(number)}、`;
  if (level === 2) return `（${chineseNumeral(number)}）`;
  return level === 3 ? `${number}.` : `（${number}）`;
}

const DIGITS = '零一二三四五六七八九';

/** 1 to 99, as headings are numbered: 十, 十一, 二十. */
function chineseNumeral(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 99)
    throw new RangeError(`no heading is number ${number}`);
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? DIGITS[ones] : ''}`;
}

/** 成文日期: `2015-06-09` is 2015年6月9日, without zeros before. */
export function documentDate(day: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) throw new RangeError(`'${day}' is no YYYY-MM-DD`);
  return `${Number(parts[1])}年${Number(parts[2])}月${Number(parts[3])}日`;
}

/** How wide a text is in characters of the body's size: digits and Latin letters are half as wide. */
export function widthInCharacters(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u2000' ? 0.5 : 1), 0);
}

/**
 * 7.3.5.1: the date is four characters from the right edge with the name centred above it; a longer name is two
 * characters from the edge, and the date moves with it. Both in characters from the right edge.
 */
export function signatureIndents(
  name: string,
  date: string,
): { readonly name: number; readonly date: number } {
  const over = (widthInCharacters(name) - widthInCharacters(date)) / 2;
  return over <= 2 ? { name: 4 - over, date: 4 } : { name: 2, date: 2 + over };
}

/** A line of 附件说明: prefix and indent in characters; further lines are aligned with the title. */
export interface AnnexLine {
  readonly label: string;
  readonly title: string;
  readonly indent: number;
}

/** 附件说明: the lines after the body (7.3.4). One annex has no number. */
export function annexNote(titles: readonly string[]): readonly AnnexLine[] {
  if (titles.length === 1) return [{ label: '附件：', title: titles[0]!, indent: 2 }];
  return titles.map((title, index) =>
    index === 0
      ? { label: `附件：${index + 1}.`, title, indent: 2 }
      : { label: `${index + 1}.`, title, indent: 5 },
  );
}

/** 附注 (7.3.6): contact. */
export const contactNote = ({ person, telephone }: Contact): string =>
  `（联系人：${person}，电话：${telephone}）`;

/** Heading of an annex. */
export const annexLabel = (index: number, count: number): string =>
  count === 1 ? '附件' : `附件${index + 1}`;
