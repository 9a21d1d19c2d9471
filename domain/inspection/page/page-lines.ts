/** What a stored page shows, as plain text: for people who look at evidence, without anything that a browser would run. */
import { parseHtml, ancestors, type Element } from './dom.js';
import { PageModel } from './page-model.js';
import { excerptOf } from '../text/text.js';

/** A line of a page, or a row of a table with several cells. */
export interface PageLine {
  readonly cells: readonly string[];
}

export interface PageText {
  readonly title: string;
  readonly lines: readonly PageLine[];
  /** The page has more than was read of it. */
  readonly isCut: boolean;
}

const MOST_LINES = 2_000;
const LONGEST_CELL = 2_000;

/** Reads the text of a page in its reading order. Pictures are their text alternatives. */
export function pageText(html: string): PageText {
  const { atoms, title } = new PageModel(parseHtml(html));
  const lines: { key: unknown; cells: { cell: unknown; line: number; text: string }[] }[] = [];
  const placeOf = placesOf();
  let isCut = false;
  for (const { element, text, line } of atoms) {
    if (text.trim() === '') continue;
    const { row, cell } = placeOf(element);
    const key = row ?? line;
    let last = lines.at(-1);
    if (!last || last.key !== key) {
      if (lines.length === MOST_LINES) {
        isCut = true;
        break;
      }
      lines.push((last = { key, cells: [] }));
    }
    const place = last.cells.at(-1);
    if (!place || place.cell !== cell) last.cells.push({ cell, line, text });
    else {
      place.text += place.line === line ? text : ` ${text}`;
      place.line = line;
    }
  }
  return {
    title,
    lines: lines.map(({ cells }) => ({
      cells: cells.map(({ text }) => excerptOf(text, LONGEST_CELL)),
    })),
    isCut: isCut || lines.some(({ cells }) => cells.some(({ text }) => text.length > LONGEST_CELL)),
  };
}

interface Place {
  /** The innermost table row around an element. */
  readonly row: Element | null;
  readonly cell: Element | null;
}

/** Remembered: rows have many pieces. */
function placesOf(): (element: Element) => Place {
  const known = new Map<Element, Place>();
  return (element) => {
    let place = known.get(element);
    if (!place) known.set(element, (place = findPlace(element)));
    return place;
  };
}

function findPlace(element: Element): Place {
  let cell: Element | null = null;
  for (const up of [element, ...ancestors(element)]) {
    if (cell === null && (up.tagName === 'td' || up.tagName === 'th')) cell = up;
    if (up.tagName === 'tr') return { row: up, cell };
    if (up.tagName === 'table') break;
  }
  return { row: null, cell: null };
}
