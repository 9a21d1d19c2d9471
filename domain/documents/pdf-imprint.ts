import type { Content } from 'pdfmake/interfaces.js';
import type { OfficialDocument } from './model.js';
import { documentDate } from './numbering.js';
import { MM, PAGE, SIZE, TEXT_HEIGHT, TEXT_WIDTH } from './page-layout.js';
import { empty, line, mark, rule } from './pdf-lines.js';

/** Pages of one orientation, as input of pdfmake. */
export interface Part {
  readonly content: Content[];
  readonly orientation: 'portrait' | 'landscape';
  /** @default true */
  readonly isNumbered?: boolean;
}

/** Position that pdfmake has given a mark: points from the paper's upper edge. */
export interface Place {
  readonly page: number;
  readonly top: number;
  readonly orientation: string;
}

/** Points: the rules are 0.35 mm wide outside, 0.25 mm between (7.4.1). */
const OUTER_RULE = 0.35 * MM;
const INNER_RULE = 0.25 * MM;
/** Tolerance in points between a stack and its measured height. */
const TOLERANCE = 0.1;

const TOP = PAGE.top * MM;
const FOOT = TOP + TEXT_HEIGHT * MM;

export const hasImprint = ({ copies, issued }: OfficialDocument): boolean =>
  copies.length > 0 || issued !== null;

/** 版记: 抄送, issuer and date between rules as wide as the text, indented by one character (7.4). */
function imprint({ copies, issued }: OfficialDocument): Content[] {
  const width = TEXT_WIDTH * MM;
  const size = SIZE.imprint;
  const margin: [number, number] = [size, 2];
  const rows: Content[] = [
    ...(copies.length === 0
      ? []
      : [
          {
            columns: [
              { ...line('抄送：', { size }), noWrap: true, width: 3 * size },
              { ...line(`${copies.join('，')}。`, { size }), width: '*' },
            ],
            margin,
          },
        ]),
    ...(issued === null
      ? []
      : [
          {
            columns: [
              { ...line(issued.by, { size }), width: '*' },
              {
                ...line(`${documentDate(issued.on)}印发`, { size, alignment: 'right' as const }),
                width: 'auto',
              },
            ],
            margin,
          },
        ]),
  ];
  return [
    ...rows.flatMap((row, index) => [rule(width, index === 0 ? OUTER_RULE : INNER_RULE), row]),
    rule(width, OUTER_RULE),
  ];
}

/**
 * A draft that is laid out once to find where the text ends and how high the imprint is: `measured` reads both from the
 * positions of its marks.
 */
export function draft(parts: readonly Part[], document: OfficialDocument): Part[] {
  const last = parts.at(-1)!;
  return [
    ...parts.slice(0, -1),
    { ...last, content: [...last.content, mark({ id: 'end' })] },
    { orientation: 'portrait', content: [...imprint(document), mark({ id: 'imprint' })] },
  ];
}

export interface Measured {
  readonly end: Place;
  /** Points. */
  readonly height: number;
}

export function measured(places: ReadonlyMap<string, Place>): Measured {
  return { end: places.get('end')!, height: places.get('imprint')!.top - TOP };
}

/**
 * The parts with the imprint at the foot of the last even page (7.4): the page where the text ends, if that is an even
 * portrait page with room, or else the next even one. An empty page before it, and it itself then, have no number (7.5).
 */
export function withImprint(
  parts: readonly Part[],
  document: OfficialDocument,
  { end, height }: Measured,
): Part[] {
  const at = (top: number): Content => ({
    stack: imprint(document),
    margin: [0, FOOT - height - TOLERANCE - top, 0, 0],
  });
  const isEven = end.page % 2 === 0;
  if (isEven && end.orientation === 'portrait' && end.top + height + TOLERANCE <= FOOT) {
    const last = parts.at(-1)!;
    return [...parts.slice(0, -1), { ...last, content: [...last.content, at(end.top)] }];
  }
  const foot: Part = { orientation: 'portrait', content: [at(TOP)], isNumbered: !isEven };
  return isEven
    ? [...parts, { orientation: 'portrait', content: [empty()], isNumbered: false }, foot]
    : [...parts, foot];
}
