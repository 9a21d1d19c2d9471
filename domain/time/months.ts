import { dayOf, formatDay, parseDay, startOfDay } from './civil-time.js';

/** Months of Asia/Shanghai as numbers since the year 0, so that they can be counted. @param month `YYYY-MM` */
export const monthNumber = (month: string): number =>
  Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

/** `YYYY-MM` */
export const monthText = (month: number): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;

/** The month of an instant, epoch ms. */
export const monthOf = (at: number): number => monthNumber(formatDay(dayOf(at)).slice(0, 7));

/** Its first instant. */
export const startOfMonth = (month: number): Date => new Date(startOfDay(parseDay(`${monthText(month)}-01`)));
