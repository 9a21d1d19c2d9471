import type { CanvasRect, Content } from 'pdfmake/interfaces.js';
import { BAR_PITCH, chartColor, CHART_FRAME } from './chart-style.js';
import type { BarChart } from './model.js';
import { widthInCharacters } from './numbering.js';
import { LINE_PITCH, MM, SIZE } from './page-layout.js';
import { line } from './pdf-lines.js';
import { isTallText } from './table-layout.js';

/** Shares of the width that categories and figures have; the bars have the rest. */
const LABELS = 0.32;
const FIGURES = 0.16;
const BAR_HEIGHT = 12;
const CELL_PITCH = 16;

/** Space in points that a chart needs on one page: it is broken only if it is longer than half a page. */
export const chartRoom = ({ categories }: BarChart): number => roomFor(categories.length);

const roomFor = (bars: number): number => LINE_PITCH + Math.min(12, bars) * BAR_PITCH + CHART_FRAME;

export function chartWithCaption({ caption, categories, series }: BarChart, widthMm: number): Content[] {
  const width = widthMm * MM;
  const barWidth = width * (1 - LABELS - FIGURES) - 12;
  const totals = categories.map((_, index) => sum(series.map(({ values }) => values[index] ?? 0)));
  const scale = barWidth / Math.max(1, ...totals);
  const rows = categories.map((category, index) => {
    const values = series.map((one) => one.values[index] ?? 0);
    return [
      cell(category, 'right'),
      {
        canvas: bar(values.map((value) => value * scale)),
        margin: [0, 3, 0, 0] as [number, number, number, number],
      },
      cell(values.map((value) => `${value}`).join(' / '), 'left'),
    ];
  });
  const isTall = categories.some((text) => isTallText(text, width * LABELS, SIZE.wideTable, CELL_PITCH));
  return [
    line(caption, {
      font: 'bold',
      size: SIZE.imprint,
      alignment: 'center',
      room: roomFor(categories.length),
    }),
    ...(series.length > 1
      ? [
          legend(
            series.map(({ name }) => name),
            width,
          ),
        ]
      : []),
    {
      table: { widths: [width * LABELS, barWidth, '*'], dontBreakRows: !isTall, body: rows },
      layout: {
        hLineWidth: () => 0,
        vLineWidth: () => 0,
        paddingLeft: () => 2,
        paddingRight: () => 2,
        paddingTop: () => 2,
        paddingBottom: () => 2,
      },
    },
  ];
}

const cell = (text: string, alignment: 'left' | 'right') =>
  line(text, { size: SIZE.wideTable, alignment, pitch: CELL_PITCH });

/** Its parts side by side, each in the colour of its series. Widths in points. */
function bar(widths: readonly number[]): CanvasRect[] {
  let x = 0;
  return widths.map((w, index) => {
    const rect = { type: 'rect' as const, x, y: 0, w, h: BAR_HEIGHT, color: chartColor(index) };
    x += w;
    return rect;
  });
}

/** Points of a series' square and the white on either side of it. */
const KEY = 26;

/** The series side by side, or one a line where their names are too long for that. */
function legend(names: readonly string[], width: number): Content {
  const keys = names.map((name, index) => ({
    columns: [
      { width: 14, canvas: [{ type: 'rect' as const, x: 0, y: 4, w: 8, h: 8, color: chartColor(index) }] },
      { ...cell(name, 'left'), width: 'auto' },
    ],
    columnGap: 0,
  }));
  const needed = sum(names.map((name) => KEY + (widthInCharacters(name) + 1) * SIZE.wideTable));
  return needed <= width
    ? { columns: keys.map((key) => ({ ...key, width: 'auto' })), columnGap: 12, margin: [0, 0, 0, 4] }
    : { stack: keys, margin: [0, 0, 0, 4] };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
