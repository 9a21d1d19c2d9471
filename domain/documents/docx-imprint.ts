import {
  BorderStyle,
  Footer,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  VerticalAlignSection,
  WidthType,
  type ISectionOptions,
} from 'docx';
import { line, twips } from './docx-lines.js';
import { section } from './docx-section.js';
import type { OfficialDocument } from './model.js';
import { documentDate, widthInCharacters } from './numbering.js';
import { CHARACTER_PITCH, MM, SIZE, TEXT_HEIGHT, TEXT_WIDTH } from './page-layout.js';

/**
 * 版记 at the foot of the last even page (7.4). Only Word knows where the text ends, so 版记 gets the next even page of its
 * own; Word adds the empty page before it. Such pages have no number (7.5).
 */
export function imprintSection(document: OfficialDocument): readonly ISectionOptions[] {
  const rows = imprintRows(document);
  if (rows.length === 0) return [];
  const filler = line('', { pitch: TEXT_HEIGHT * MM - heightOf(rows) });
  const { properties, ...rest } = section([filler, imprintTable(rows), line('', { pitch: 1 })], 'portrait');
  const unnumbered = new Footer({ children: [new Paragraph('')] });
  return [
    {
      ...rest,
      properties: {
        ...properties,
        type: SectionType.EVEN_PAGE,
        // exactly at the foot in Word; other programs ignore it and use the filler
        verticalAlign: VerticalAlignSection.BOTTOM,
      },
      footers: { default: unnumbered, even: unnumbered },
    },
  ];
}

/** Points from line to line. */
const PITCH = 24;

/** Estimated height of the rows in points, rounded up so that they never need another page. */
const heightOf = (rows: readonly Row[]): number =>
  rows.reduce((sum, { text, hanging }) => {
    const perLine = Math.floor((TEXT_WIDTH * MM) / SIZE.imprint) - 2 - hanging - 1;
    return sum + PITCH * Math.ceil(widthInCharacters(text) / perLine);
  }, PITCH);

interface Row {
  readonly text: string;
  /** Indent of further lines in characters of the imprint's size. */
  readonly hanging: number;
}

/** 抄送, issuer and date; further lines of 抄送 are aligned with the first unit. */
const imprintRows = ({ copies, issued }: OfficialDocument): Row[] => [
  ...(copies.length === 0 ? [] : [{ text: `抄送：${copies.join('，')}。`, hanging: 3 }]),
  ...(issued === null ? [] : [{ text: `${issued.by}\t${documentDate(issued.on)}印发`, hanging: 0 }]),
];

/** Between rules as wide as the text, about 0.35 mm outside and 0.25 mm inside; the text is one character in. */
function imprintTable(rows: readonly Row[]): Table {
  const width = TEXT_WIDTH * MM;
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const rule = (eighths: number) => ({ style: BorderStyle.SINGLE, size: eighths, color: '000000' });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(width), type: WidthType.DXA },
    columnWidths: [twips(width)],
    borders: {
      ...{ top: rule(8), bottom: rule(8), left: none, right: none },
      ...{ insideHorizontal: rule(6), insideVertical: none },
    },
    rows: rows.map(
      ({ text, hanging }) =>
        new TableRow({
          cantSplit: true,
          children: [
            new TableCell({
              margins: { left: twips(SIZE.imprint), right: twips(SIZE.imprint) },
              children: [
                line(text, {
                  ...{ size: SIZE.imprint, pitch: PITCH },
                  ...(hanging > 0 && { left: inBodyCharacters(hanging), hanging: inBodyCharacters(hanging) }),
                  tabStops: [{ type: TabStopType.RIGHT, position: twips(width - 2 * SIZE.imprint) }],
                }),
              ],
            }),
          ],
        }),
    ),
  });
}

const inBodyCharacters = (characters: number): number => (characters * SIZE.imprint) / CHARACTER_PITCH;
