import pdfMake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Annex, Block, OfficialDocument } from './model.js';
import {
  annexLabel,
  annexNote,
  contactNote,
  documentDate,
  numberBlocks,
  signatureIndents,
  widthInCharacters,
  type AnnexLine,
  type NumberedBlock,
} from './numbering.js';
import {
  CHARACTER_PITCH,
  LINE_PITCH,
  MM,
  PAGE,
  PAGE_NUMBER_GAP,
  SIZE,
  TEXT_WIDTH,
  textWidth,
} from './page-layout.js';
import { chartRoom, chartWithCaption } from './pdf-charts.js';
import { isFontFile, lineHeightFor, PDF_FONTS } from './pdf-fonts.js';
import { head, titleOf } from './pdf-head.js';
import { draft, hasImprint, measured, withImprint, type Part, type Place } from './pdf-imprint.js';
import { empty, line } from './pdf-lines.js';
import { TABLE_ROOM, tableWithCaption } from './pdf-tables.js';
import { unprintableNote } from './unprintable.js';

pdfMake.setFonts(PDF_FONTS);
// Documents hold user text: it must not make this machine read a file or call a server.
pdfMake.setUrlAccessPolicy(() => false);
pdfMake.setLocalAccessPolicy(isFontFile);

/** Renders a document as PDF by GB/T 9704-2012, with free fonts instead of the standard's. */
export async function renderPdf(document: OfficialDocument): Promise<Buffer> {
  if (!hasImprint(document)) return print(document, partsOf(document));
  const places = new Map<string, Place>();
  await print(document, draft(partsOf(document), document), places);
  return print(document, withImprint(partsOf(document), document, measured(places)));
}

/** Recreated for each print, because pdfmake modifies its input. */
function partsOf(document: OfficialDocument): Part[] {
  const { annexes } = document;
  return [
    {
      content: [...head(document), ...signed(blocks(document.body, TEXT_WIDTH), document)],
      orientation: 'portrait',
    },
    ...annexes.map((annex, index) => ({
      content: annexContent(annex, annexLabel(index, annexes.length)),
      orientation: annex.orientation ?? 'portrait',
    })),
  ];
}

/** @param places filled with the positions of the marks */
function print(
  document: OfficialDocument,
  parts: readonly Part[],
  places = new Map<string, Place>(),
): Promise<Buffer> {
  const definition: TDocumentDefinitions = {
    info: {
      ...{ title: document.title, author: document.signature?.name, producer: 'Duban', creator: 'Duban' },
      keywords: unprintableNote(document),
    },
    language: 'zh-CN',
    version: '1.7',
    displayTitle: true,
    pageSize: 'A4',
    defaultStyle: { font: 'regular', fontSize: SIZE.body, lineHeight: lineHeightFor(LINE_PITCH, SIZE.body) },
    content: parts.map(({ content, orientation, isNumbered = true }) => ({
      section: content,
      pageOrientation: orientation,
      pageMargins: marginsOf(orientation),
      footer: (page: number) => (isNumbered ? pageNumber(page, marginsOf(orientation)) : null),
    })),
    pageBreakBefore: ({ id, headlineLevel: room = 0, startPosition, pageNumbers }) => {
      const { verticalRatio, pageInnerHeight, pageOrientation, top } = startPosition;
      // pdfmake asks about each piece once, and about the last one when all before it have their places
      if (id !== undefined) places.set(id, { page: pageNumbers[0]!, top, orientation: pageOrientation });
      // page numbers are recreated each time and are below the text: they must not break pages, or layout never ends
      return room > 0 && (1 - verticalRatio) * pageInnerHeight < room;
    },
  };
  return pdfMake.createPdf(definition).getBuffer();
}

type Orientation = NonNullable<Annex['orientation']>;
/** Left, top, right, bottom, in points. */
type Margins = [number, number, number, number];

/** A landscape page is a rotated portrait page: its head is the left edge of the portrait page. */
function marginsOf(orientation: Orientation): Margins {
  const { top, right, bottom, left } = PAGE;
  const millimetres = orientation === 'landscape' ? [bottom, left, top, right] : [left, top, right, bottom];
  return millimetres.map((length) => length * MM) as Margins;
}

function blocks(all: readonly Block[], widthMm: number): Content[] {
  const numbered = numberBlocks(all);
  return numbered.flatMap((each, index) => [
    ...block(each, roomOf(all.slice(index)), widthMm),
    // not as a margin: where that has no room at the end of a page, pdfmake adds an empty one
    ...(isFigure(each.block) && index < all.length - 1 ? [empty()] : []),
  ]);
}

const isFigure = ({ type }: Block): boolean => type === 'table' || type === 'chart';

/** A heading stays on the page of its subheadings and the beginning of its text. */
function roomOf([first, ...rest]: readonly Block[]): number {
  if (first === undefined) return 0;
  if (first.type === 'heading') return LINE_PITCH + roomOf(rest);
  if (first.type === 'chart') return chartRoom(first);
  return first.type === 'table' ? TABLE_ROOM : 2 * LINE_PITCH;
}

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

/** Longer paragraphs are not moved to another page as a whole. Characters. */
const LONGEST_MOVED = 200;

/** The body and the blocks below it; a signature stays with the end of the text, and that with its headings. */
function signed(body: readonly Content[], document: OfficialDocument): Content[] {
  const last = document.body.at(-1);
  const text = last?.type === 'paragraph' ? last.text : last?.type === 'list' ? last.items.at(-1) : undefined;
  const isMoved = text !== undefined && text.length <= LONGEST_MOVED && !text.includes('\n');
  const moved = isMoved ? 1 + headingsAboveEnd(document.body) : 0;
  const below = foot(document);
  if (below.length === 0) return [...body];
  return [
    ...body.slice(0, body.length - moved),
    // what is not broken asks for no room of its own
    { stack: [...body.slice(body.length - moved).map(withoutRoom), ...below], unbreakable: true },
  ];
}

/** Number of headings directly above the last line, if that is all of their text. */
function headingsAboveEnd(body: readonly Block[]): number {
  const last = body.at(-1);
  if (last?.type === 'list' && last.items.length > 1) return 0;
  const above = body.slice(0, -1);
  return above.length - 1 - above.findLastIndex(({ type }) => type !== 'heading');
}

const withoutRoom = (content: Content): Content =>
  typeof content === 'object' && 'headlineLevel' in content ? { ...content, headlineLevel: 0 } : content;

function foot({ annexes, signature, contact }: OfficialDocument): Content[] {
  const lines: Content[] = [];
  if (annexes.length > 0) lines.push(empty(), ...annexNote(annexes.map(({ title }) => title)).map(annexLine));
  if (signature !== null) {
    const date = documentDate(signature.date);
    const indents = signatureIndents(signature.name, date);
    lines.push(
      empty(),
      empty(),
      line(signature.name, { alignment: 'right', right: indents.name }),
      line(date, { alignment: 'right', right: indents.date }),
      ...(contact === undefined ? [] : [line(contactNote(contact), { left: 2 })]),
    );
  }
  return lines;
}

const annexLine = ({ label, title, indent }: AnnexLine): Content => ({
  columns: [
    { ...line(label), noWrap: true, width: widthInCharacters(label) * CHARACTER_PITCH },
    { ...line(title), width: '*' },
  ],
  margin: [indent * CHARACTER_PITCH, 0, 0, 0],
});

function annexContent({ title, body, orientation }: Annex, label: string): Content[] {
  return [
    line(label, { font: 'bold' }),
    empty(),
    ...titleOf(title),
    empty(),
    ...blocks(body, textWidth(orientation)),
  ];
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
