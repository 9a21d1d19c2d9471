import type { Cell } from './read-sheets.js';

/** Invisible characters copied from web pages and word processors, but for white space. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Texts that spreadsheet programs must not read as numbers: `="000123"`, `'000123`. */
const FORMULA_OF_TEXT = /^="((?:[^"]|"")*)"$/;
const APOSTROPHE = /^['’](?=[\d=+-])/;
/** Text in a CSV from a formula without a result, or a column that was too narrow. */
const ERROR_VALUE = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$|^#{2,}$/i;

/** Text of a cell without invisible characters; a fault if it is not the original text. */
export function textCell(written: string): Cell {
  const visible = written.replace(INVISIBLE, '').trim();
  const quoted = FORMULA_OF_TEXT.exec(visible)?.[1];
  const text = quoted === undefined ? visible.replace(APOSTROPHE, '') : quoted.replaceAll('""', '"').trim();
  if (text === '') return null;
  if (ERROR_VALUE.test(text)) return { fault: 'cellError', text };
  if (quoted === undefined && /^=./.test(text)) return { fault: 'cellIsFormula', text };
  return text.includes('\ufffd') ? { fault: 'characterLost', text } : text;
}

/** More digits than these are lost when a spreadsheet program stores them as a number. */
const KEPT_DIGITS = 15;

/**
 * A number as its typed digits; a fault if some may be lost: spreadsheet programs keep fifteen, and write `5.226E+17` or
 * zeros for the rest.
 *
 * @param stored as it stands in the file: `522600001`, `522600001.0`, `5.226E+8`
 * @param width to which the cell's format fills up with zeros. @default 0
 */
export function numberCell(stored: string, width = 0): Cell {
  const number = /^(-?)(\d+)(?:\.(\d*))?(?:E([+-]?\d{1,3}))?$/i.exec(stored.trim());
  if (!number) return { fault: 'cellNotText', text: stored };
  const [, sign, whole = '', fraction = '', exponent = '0'] = number;
  const decimals = fraction.replace(/0+$/, '');
  const zeros = Number(exponent) - decimals.length;
  if (sign !== '' || zeros < 0) return { fault: 'digitsLost', text: String(Number(stored)) };
  const typed = whole + decimals + '0'.repeat(zeros);
  return mayBeRounded(typed, /e/i.test(stored))
    ? { fault: 'digitsLost', text: stored }
    : typed.padStart(width, '0');
}

/**
 * Digits that no binary number has were typed: the program that wrote them supports long numbers.
 */
function mayBeRounded(digits: string, scientific: boolean): boolean {
  if (digits.length <= KEPT_DIGITS) return false;
  const number = Number(digits);
  return scientific || digits.endsWith('0') || (!Number.isSafeInteger(number) && String(number) === digits);
}

/** Reads a code of an item; null for a word that means none. Full-width characters become plain ones. */
export function codeCell(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  const code = cell.normalize('NFKC').trim();
  if (isPlaceholder(code)) return null;
  if (/^\d(?:\.\d+)?E\+?\d{1,3}$/i.test(code)) return { fault: 'digitsLost', text: cell };
  if (DATE.test(code)) return { fault: 'cellNotText', text: cell };
  return code.replace(/^(\d{5,})\.0+$/, '$1'); // a number that a program wrote down with a decimal
}

/** What spreadsheet programs make of 1-2 and 5/15. */
const DATE = /^\d{1,2}月\d{1,2}日$|^\d{1,2}-[A-Z][a-z]{2}(?:-\d{2,4})?$|^[A-Z][a-z]{2}-\d{2,4}$/;

/** Words for an empty cell. */
export const isPlaceholder = (text: string): boolean => /^(?:暂?无|[/\-—–]+)$/.test(text);
