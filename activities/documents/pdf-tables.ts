import type { Content } from 'pdfmake/interfaces.js';
import type { Table } from './model.js';
import { LINE_PITCH, MM, SIZE, TABLE_LINE_PITCH, tableSize } from './page-layout.js';
import type { PdfFont } from './pdf-fonts.js';
import { line, type LineOptions } from './pdf-lines.js';

/** Space on either side of a cell's text, in points. */
const CELL_PADDING = 3;

export function tableWithCaption({ caption, columns, rows }: Table, widthMm: number): Content[] {
  const size = tableSize(columns.length);
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const free = widthMm * MM - columns.length * (2 * CELL_PADDING + 0.5) - 0.5;
  const cell = (text: string, font: PdfFont, alignment: LineOptions['alignment']) =>
    line(text, { font, size, alignment, pitch: TABLE_LINE_PITCH });
  // The caption is a row of the head, so that it is never left behind on another page.
  const captionRow = columns.map((_, index) =>
    index > 0
      ? {}
      : {
          ...line(caption ?? '', { font: 'bold', size: SIZE.imprint, alignment: 'center' }),
          colSpan: columns.length,
          border: [false, false, false, true] as [boolean, boolean, boolean, boolean],
        },
  );
  const captionRows = caption === null ? [] : [captionRow];
  return [
    {
      table: {
        headerRows: captionRows.length + 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: columns.map(({ width }) => (free * width) / total),
        body: [
          ...captionRows,
          columns.map(({ title }) => cell(title, 'bold', 'center')),
          ...rows.map((row) =>
            row.map((text, index) => cell(text, 'regular', columns[index]!.align ?? 'center')),
          ),
        ],
      },
      margin: [0, 0, 0, LINE_PITCH],
      layout: {
        hLineWidth: (edge) => (caption !== null && edge === 0 ? 0 : 0.5),
        vLineWidth: () => 0.5,
        paddingLeft: () => CELL_PADDING,
        paddingRight: () => CELL_PADDING,
        paddingTop: () => 1,
        paddingBottom: () => 1,
      },
    },
  ];
}
