import type { Content } from 'pdfmake/interfaces.js';
import type { OfficialDocument } from './model.js';
import {
  LETTERHEAD_DROP,
  LINE_PITCH,
  MM,
  NUMBER_GAP,
  RED,
  SIZE,
  TEXT_WIDTH,
  TITLE_CHARACTERS,
  TITLE_PITCH,
  letterheadSize,
} from './page-layout.js';
import { ASCENT, SQUARE_ASCENT } from './pdf-fonts.js';
import { empty, line, rule } from './pdf-lines.js';
import { titleLines } from './title-lines.js';

/** Points from the top of a line to the squares of its characters, and from those to the end of the line's pitch. */
const toSquare = (size: number): number => (ASCENT - SQUARE_ASCENT) * size;
const belowSquare = (size: number, pitch: number): number => pitch - toSquare(size) - size;

/** 版头, title and 主送机关 (7.2, 7.3.1, 7.3.2). */
export function head(document: OfficialDocument): Content[] {
  const { letterhead, number, title, recipients } = document;
  return [
    ...(letterhead === null ? [] : letterheadLines(letterhead, document)),
    ...titleOf(title),
    ...(letterhead === null && number !== null ? [line(number, { alignment: 'center' })] : []),
    empty(),
    ...(recipients === null ? [] : [line(`${recipients}：`)]),
  ];
}

/** On lines of its own, so that words stay whole and the lines match. */
export const titleOf = (title: string): Content[] =>
  titleLines(title, TITLE_CHARACTERS).map((text) =>
    line(text, { font: 'bold', size: SIZE.title, alignment: 'center', pitch: TITLE_PITCH }),
  );

function letterheadLines(letterhead: string, document: OfficialDocument): Content[] {
  const size = letterheadSize(letterhead);
  return [
    line(letterhead, {
      ...{ font: 'bold', size, color: RED, alignment: 'center' },
      pitch: toSquare(size) + size,
      above: LETTERHEAD_DROP * MM - toSquare(size),
    }),
    empty(),
    empty(),
    numberLine(document),
    rule(TEXT_WIDTH * MM, 1.5, RED, NUMBER_GAP * MM - belowSquare(SIZE.body, LINE_PITCH)),
    empty(),
    empty(),
  ];
}

/** 发文字号 in the middle; beside 签发人 it moves to the left, each of them a character from its edge (7.2.5, 7.2.6). */
function numberLine({ number, approver }: OfficialDocument): Content {
  if (approver === undefined) return line(number ?? ' ', { alignment: 'center' });
  return {
    columns: [
      line(number ?? ' ', { left: 1 }),
      line(`签发人：${approver}`, { right: 1, alignment: 'right' }),
    ],
  };
}
