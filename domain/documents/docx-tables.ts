import { AlignmentType, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx';
import { empty, line, twips } from './docx-lines.js';
import type { Content } from './docx-section.js';
import type { Table as TableBlock } from './model.js';
import { MM, SIZE, TABLE_LINE_PITCH } from './page-layout.js';
import { tableLayout } from './table-layout.js';

interface RowOptions {
  readonly header?: boolean;
  /** Whether the row may continue on another page; a kept row that is longer than a page is cut off. */
  readonly isTall: boolean;
}

export function tableWithCaption({ caption, columns, rows }: TableBlock, widthMm: number): Content[] {
  const { size, isHeadTall, tallRows } = tableLayout(columns, rows, widthMm * MM);
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => twips((widthMm * MM * width) / total));
  const row = (cells: readonly string[], { header = false, isTall }: RowOptions): TableRow =>
    new TableRow({
      tableHeader: header && !isTall,
      cantSplit: !isTall,
      children: cells.map(
        (text, index) =>
          new TableCell({
            width: { size: widths[index]!, type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            margins: { left: 60, right: 60 },
            children: [
              line(text, {
                font: header ? 'hei' : 'body',
                size,
                pitch: TABLE_LINE_PITCH,
                alignment: header ? AlignmentType.CENTER : ALIGNMENTS[columns[index]!.align ?? 'center'],
              }),
            ],
          }),
      ),
    });
  return [
    ...(caption === null
      ? []
      : [
          line(caption, { font: 'hei', size: SIZE.imprint, keepNext: true, alignment: AlignmentType.CENTER }),
        ]),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: twips(widthMm * MM), type: WidthType.DXA },
      columnWidths: widths,
      rows: [
        row(
          columns.map(({ title }) => title),
          { header: true, isTall: isHeadTall },
        ),
        ...rows.map((cells, index) => row(cells, { isTall: tallRows[index]! })),
      ],
    }),
    empty(), // Word joins two tables that touch
  ];
}

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;
