import type { Content } from 'pdfmake/interfaces.js';
import type { Table } from './model.js';
import { LINE_PITCH, MM, SIZE, TABLE_LINE_PITCH } from './page-layout.js';
import type { PdfFont } from './pdf-fonts.js';
import { line, mark, type LineOptions } from './pdf-lines.js';
import { CELL_PADDING, tableLayout } from './table-layout.js';

/** Points: a caption, three lines of header, two of a row. */
export const TABLE_ROOM = LINE_PITCH + 5 * TABLE_LINE_PITCH + 10;

/** pdfmake keeps either all rows of a table whole or none, and cuts off one that is kept whole but is longer than a page. */
export function tableWithCaption({ caption, columns, rows }: Table, widthMm: number): Content[] {
  const { widths, size, isHeadTall, tallRows } = tableLayout(columns, rows, widthMm * MM);
  const areRowsWhole = !isHeadTall && !tallRows.includes(true);
  const cell = (text: string, font: PdfFont, alignment: LineOptions['alignment']) =>
    line(text, { font, size, alignment, pitch: TABLE_LINE_PITCH });
  // The caption is a row of the head, so that it stays on the page of its table.
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
    ...(areRowsWhole ? [] : [mark({ room: TABLE_ROOM })]),
    {
      table: {
        headerRows: isHeadTall ? 0 : captionRows.length + 1,
        keepWithHeaderRows: areRowsWhole ? 1 : 0,
        dontBreakRows: areRowsWhole,
        widths: [...widths],
        body: [
          ...captionRows,
          columns.map(({ title }) => cell(title, 'bold', 'center')),
          ...rows.map((row) =>
            row.map((text, index) => cell(text, 'regular', columns[index]!.align ?? 'center')),
          ),
        ],
      },
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
