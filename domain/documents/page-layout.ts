/**
 * The page of GB/T 9704-2012 (5.1, 5.2, 7.1): A4, 22 lines of 28 characters of 三号 (16 pt). What the standard leaves to
 * practice (size of the letterhead, tables) is a choice, and marked so.
 */
export const MM = 72 / 25.4;

/** Millimetres. */
export const PAGE = { width: 210, height: 297, top: 37, right: 26, bottom: 35, left: 28 } as const;
/** Between the body's lower edge and the page number (7.5: 7 mm). */
export const PAGE_NUMBER_GAP = 7;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const TEXT_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom;

/** Points. */
export const SIZE = {
  /** 二号 */ title: 22,
  /** 三号 */ body: 16,
  /** 四号: 抄送, 印发, page numbers */ imprint: 14,
  /** 小四, a choice */ table: 12,
  /** 五号, a choice, for tables of many columns */ wideTable: 10.5,
} as const;
const CHARACTERS = 28;
/** Line pitch in points: 22 lines fill the 225 mm, with a rest that keeps the last one on the page. */
export const LINE_PITCH = 28.95;
/** Character pitch in points: 28 characters fill the 156 mm. */
export const CHARACTER_PITCH = (TEXT_WIDTH * MM) / CHARACTERS;
/** Millimetres. A landscape page is a rotated portrait page. */
export const textWidth = (orientation: 'portrait' | 'landscape' = 'portrait'): number =>
  orientation === 'landscape' ? TEXT_HEIGHT : TEXT_WIDTH;

/** Millimetres from the upper edge of the text to that of 发文机关标志 (7.2.4). */
export const LETTERHEAD_DROP = 35;
/** Millimetres from 发文字号 to the red rule below it (7.2.7). */
export const NUMBER_GAP = 4;

/** Points, choices. */
export const TITLE_PITCH = 35;
export const TABLE_LINE_PITCH = 18;
export const RED = '#E60000';

/** Tables with more columns use a smaller font. */
const NARROW_COLUMNS = 7;
export const tableSize = (columns: number): number =>
  columns > NARROW_COLUMNS ? SIZE.wideTable : SIZE.table;

/** Characters of a title on one line. */
export const TITLE_CHARACTERS = Math.floor((TEXT_WIDTH * MM) / SIZE.title);

/** 发文机关标志: as large as one line allows, and no higher than 22 mm (7.2.4); 48 pt is a choice. */
export const letterheadSize = (text: string): number =>
  Math.min(48, Math.floor((TEXT_WIDTH * MM * 0.98) / [...text].length));
