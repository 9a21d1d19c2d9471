import {
  AlignmentType,
  BorderStyle,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  VerticalAlign,
  WidthType,
} from 'docx';
import { empty, line, twips } from './docx-lines.js';
import type { Content } from './docx-section.js';
import type { OfficialDocument, Table as TableBlock } from './model.js';
import { documentDate } from './numbering.js';
import { MM, SIZE, TABLE_LINE_PITCH, tableSize } from './page-layout.js';

export function tableWithCaption({ caption, columns, rows }: TableBlock, widthMm: number): Content[] {
  const size = tableSize(columns.length);
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => twips((widthMm * MM * width) / total));
  const row = (cells: readonly string[], header: boolean): TableRow =>
    new TableRow({
      tableHeader: header,
      cantSplit: true,
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
          true,
        ),
        ...rows.map((cells) => row(cells, false)),
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

/** 版记: 抄送, and who issues it when, between rules as wide as the text; the text is one character in. */
export function imprint({ copies, issued }: OfficialDocument, widthMm: number): Content[] {
  const text = [
    ...(copies.length > 0 ? [`抄送：${copies.join('，')}。`] : []),
    ...(issued === null ? [] : [`${issued.by}\t${documentDate(issued.on)}印发`]),
  ];
  if (text.length === 0) return [];
  const width = widthMm * MM;
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  // eighths of a point: about 0.35 mm outside, 0.25 mm inside
  const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000' });
  const rows = text.map(
    (content) =>
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            margins: { left: twips(SIZE.imprint), right: twips(SIZE.imprint) },
            children: [
              line(content, {
                size: SIZE.imprint,
                pitch: null,
                tabStops: [{ type: TabStopType.RIGHT, position: twips(width - 2 * SIZE.imprint) }],
              }),
            ],
          }),
        ],
      }),
  );
  return [
    empty(),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: twips(width), type: WidthType.DXA },
      columnWidths: [twips(width)],
      borders: {
        top: rule(8),
        bottom: rule(8),
        left: none,
        right: none,
        insideHorizontal: rule(6),
        insideVertical: none,
      },
      rows,
    }),
  ];
}
