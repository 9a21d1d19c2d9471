import type { Schemas } from '../../../api/client.js';

export type Figure = Schemas['QuestionFigureView'];

/** `42.0%`; of nobody there is no share. */
export const shareText = (count: number, of: number): string =>
  of === 0 ? '–' : `${((count / of) * 100).toFixed(1)}%`;

/** Length of a bar: bars run to 100 %, never to the longest of them. */
export const lengthOf = (count: number, of: number): string => `${of === 0 ? 0 : (count / of) * 100}%`;

/** `2 946`: groups of three digits, as documents set them. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u2009');

/** One of six shades for a column of a matrix, from good to bad in the order of the questionnaire. */
export const shadeOf = (index: number, columns: number): number =>
  columns < 2 ? 0 : Math.round((index / (columns - 1)) * 5);
