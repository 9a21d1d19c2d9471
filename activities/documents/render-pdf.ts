import pdfMake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Annex, Block, OfficialDocument } from './model.js';
import {
  annexLabel,
  annexNote,
  documentDate,
  numberBlocks,
  signatureIndents,
  type NumberedBlock,
} from './numbering.js';
import {
  LINE_PITCH,
  MM,
  PAGE,
  PAGE_NUMBER_GAP,
  RED,
  SIZE,
  TABLE_LINE_PITCH,
  TEXT_WIDTH,
  TITLE_PITCH,
  letterheadSize,
  textWidth,
} from './page-layout.js';
import { chartRoom, chartWithCaption } from './pdf-charts.js';
import { isFontFile, lineHeightFor, PDF_FONTS } from './pdf-fonts.js';
import { empty, line, rule } from './pdf-lines.js';
import { tableWithCaption } from './pdf-tables.js';

pdfMake.setFonts(PDF_FONTS);
// A document holds texts of others: nothing that it says may make this machine read a file or call a server.
pdfMake.setUrlAccessPolicy(() => false);
pdfMake.setLocalAccessPolicy(isFontFile);

/** A document as PDF, laid out by GB/T 9704-2012 with free fonts in the place of the standard's. */
export function renderPdf(document: OfficialDocument): Promise<Buffer> {
  const { annexes } = document;
  const parts: { content: Content[]; orientation: Orientation }[] = [
    {
      content: [...head(document), ...blocks(document.body, TEXT_WIDTH), ...foot(document)],
      orientation: 'portrait',
    },
    ...annexes.map((annex, index) => ({
      content: annexContent(annex, annexLabel(index, annexes.length)),
      orientation: annex.orientation ?? 'portrait',
    })),
  ];
  const last = parts.at(-1)!;
  last.content.push(...imprint(document, textWidth(last.orientation)));
  const definition: TDocumentDefinitions = {
    info: { title: document.title, author: document.signature?.name, producer: 'Duban', creator: 'Duban' },
    language: 'zh-CN',
    version: '1.7',
    displayTitle: true,
    pageSize: 'A4',
    defaultStyle: { font: 'regular', fontSize: SIZE.body, lineHeight: lineHeightFor(LINE_PITCH, SIZE.body) },
    content: parts.map(({ content, orientation }) => ({
      section: content,
      pageOrientation: orientation,
      pageMargins: marginsOf(orientation),
      footer: (page: number) => pageNumber(page, marginsOf(orientation)),
    })),
    pageBreakBefore: ({ headlineLevel: room = 0, startPosition: { verticalRatio, pageInnerHeight } }) =>
      (1 - verticalRatio) * pageInnerHeight < room,
  };
  return pdfMake.createPdf(definition).getBuffer();
}

type Orientation = NonNullable<Annex['orientation']>;
/** Left, top, right, bottom, in points. */
type Margins = [number, number, number, number];

/** A lying page is a standing one turned: its head is the standing page's left edge. */
function marginsOf(orientation: Orientation): Margins {
  const { top, right, bottom, left } = PAGE;
  const millimetres = orientation === 'landscape' ? [bottom, left, top, right] : [left, top, right, bottom];
  return millimetres.map((length) => length * MM) as Margins;
}

function head({ letterhead, number, title, recipients }: OfficialDocument): Content[] {
  const lines: Content[] = [];
  if (letterhead !== null) {
    const size = letterheadSize(letterhead);
    lines.push(
      line(letterhead, { font: 'bold', size, color: RED, alignment: 'center', pitch: size * 1.4 }),
      empty(),
      line(number ?? '', { alignment: 'center' }),
      rule(TEXT_WIDTH * MM, 1.5, RED),
      empty(),
      empty(),
    );
  }
  lines.push(line(title, { font: 'bold', size: SIZE.title, alignment: 'center', pitch: TITLE_PITCH }));
  if (letterhead === null && number !== null) lines.push(line(number, { alignment: 'center' }));
  lines.push(empty());
  if (recipients !== null) lines.push(line(`${recipients}：`));
  return lines;
}

const blocks = (all: readonly Block[], widthMm: number): Content[] =>
  numberBlocks(all).flatMap((numbered, index) => block(numbered, roomOf(all.slice(index)), widthMm));

/** A heading stands on one page with the headings right below it and the beginning of what they head. */
function roomOf([first, ...rest]: readonly Block[]): number {
  if (first === undefined) return 0;
  if (first.type === 'heading') return LINE_PITCH + roomOf(rest);
  if (first.type === 'chart') return chartRoom(first);
  return first.type === 'table' ? TABLE_ROOM : 2 * LINE_PITCH;
}
/** Points: a caption, three lines of header, two of a row. */
const TABLE_ROOM = LINE_PITCH + 5 * TABLE_LINE_PITCH + 10;

function block({ block: content, label }: NumberedBlock, room: number, widthMm: number): Content[] {
  switch (content.type) {
    case 'heading':
      return [
        line(`${label}${content.text}`, {
          font: content.level === 1 ? 'bold' : 'regular',
          firstLine: 2,
          room,
        }),
      ];
    case 'paragraph':
      return [line(content.text, { firstLine: 2, alignment: 'justify' })];
    case 'list':
      return content.items.map((item, index) =>
        line(`${index + 1}.${item}`, { firstLine: 2, alignment: 'justify' }),
      );
    case 'table':
      return tableWithCaption(content, widthMm);
    case 'chart':
      return chartWithCaption(content, widthMm);
  }
}

function foot({ annexes, signature }: OfficialDocument): Content[] {
  const lines: Content[] = [];
  if (annexes.length > 0) {
    const titles = annexes.map(({ title }) => title);
    lines.push(empty(), ...annexNote(titles).map(({ text, indent }) => line(text, { firstLine: indent })));
  }
  if (signature !== null) {
    const date = documentDate(signature.date);
    const indents = signatureIndents(signature.name, date);
    const stack = [
      line(signature.name, { alignment: 'right', right: indents.name }),
      line(date, { alignment: 'right', right: indents.date }),
    ];
    lines.push(empty(), empty(), { stack, unbreakable: true });
  }
  return lines;
}

function annexContent({ title, body, orientation }: Annex, label: string): Content[] {
  return [
    line(label, { font: 'bold' }),
    empty(),
    line(title, { font: 'bold', size: SIZE.title, alignment: 'center', pitch: TITLE_PITCH }),
    empty(),
    ...blocks(body, textWidth(orientation)),
  ];
}

/** 版记: 抄送, and who issues it when, between rules as wide as the text; the text is one character in. */
function imprint({ copies, issued }: OfficialDocument, widthMm: number): Content[] {
  const width = widthMm * MM;
  const options = { size: SIZE.imprint };
  const margin: [number, number] = [SIZE.imprint, 0];
  const rows: Content[] = [
    ...(copies.length > 0 ? [{ ...line(`抄送：${copies.join('，')}。`, options), margin }] : []),
    ...(issued === null
      ? []
      : [
          {
            columns: [
              line(issued.by, options),
              line(`${documentDate(issued.on)}印发`, { ...options, alignment: 'right' as const }),
            ],
            margin,
          },
        ]),
  ];
  if (rows.length === 0) return [];
  const stack = rows.flatMap((row, index) => [rule(width, index === 0 ? 1 : 0.7), row]);
  return [empty(), { stack: [...stack, rule(width, 1)], unbreakable: true }];
}

/** 7.5: a dash on either side; one character from the right edge on odd pages, from the left on even ones. */
function pageNumber(page: number, [left, , right]: Margins): Content {
  return {
    ...line(`— ${page} —`, {
      size: SIZE.imprint,
      alignment: page % 2 === 1 ? 'right' : 'left',
      pitch: SIZE.imprint * 1.437,
    }),
    margin: [left + SIZE.imprint, PAGE_NUMBER_GAP * MM - SIZE.imprint / 2, right + SIZE.imprint, 0],
  };
}
