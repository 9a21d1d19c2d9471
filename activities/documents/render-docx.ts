import { AlignmentType, BorderStyle, Document, Packer } from 'docx';
import { chartWithCaption } from './docx-charts.js';
import { empty, fontOf, line, type DocxFont } from './docx-lines.js';
import { section, type Content } from './docx-section.js';
import { imprint, tableWithCaption } from './docx-tables.js';
import type { Annex, Block, OfficialDocument } from './model.js';
import {
  annexLabel,
  annexNote,
  documentDate,
  numberBlocks,
  signatureIndents,
  type NumberedBlock,
} from './numbering.js';
import { RED, SIZE, TITLE_PITCH, letterheadSize, textWidth } from './page-layout.js';

/** A document as DOCX, laid out by GB/T 9704-2012. */
export function renderDocx(document: OfficialDocument): Promise<Buffer> {
  const { annexes } = document;
  const parts: { content: Content[]; orientation: Annex['orientation'] }[] = [
    {
      content: [...head(document), ...blocks(document.body, textWidth('portrait')), ...foot(document)],
      orientation: 'portrait',
    },
    ...annexes.map((annex, index) => ({
      content: annexContent(annex, annexLabel(index, annexes.length)),
      orientation: annex.orientation,
    })),
  ];
  const last = parts.at(-1)!;
  last.content.push(...imprint(document, textWidth(last.orientation)));
  return Packer.toBuffer(
    new Document({
      title: document.title,
      creator: document.signature?.name ?? '',
      evenAndOddHeaderAndFooters: true,
      styles: { default: { document: { run: { font: fontOf('body'), size: SIZE.body * 2 } } } },
      sections: parts.map(({ content, orientation }) => section(content, orientation)),
    }),
  );
}

function head({ letterhead, number, title, recipients }: OfficialDocument): Content[] {
  const lines: Content[] = [];
  if (letterhead !== null) {
    lines.push(
      line(letterhead, {
        font: 'title',
        size: letterheadSize(letterhead),
        color: RED,
        alignment: AlignmentType.CENTER,
        pitch: null,
      }),
      empty(),
      line(number ?? '', {
        alignment: AlignmentType.CENTER,
        border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED.slice(1), space: 11 } },
      }),
      empty(),
      empty(),
    );
  }
  lines.push(
    line(title, { font: 'title', size: SIZE.title, alignment: AlignmentType.CENTER, pitch: TITLE_PITCH }),
  );
  if (letterhead === null && number !== null) lines.push(line(number, { alignment: AlignmentType.CENTER }));
  lines.push(empty());
  if (recipients !== null) lines.push(line(`${recipients}：`));
  return lines;
}

function blocks(all: readonly Block[], width: number): Content[] {
  return numberBlocks(all).flatMap((numbered) => block(numbered, width));
}

const HEADING_FONTS: readonly DocxFont[] = ['hei', 'kai', 'body', 'body'];

function block({ block: content, label }: NumberedBlock, width: number): Content[] {
  switch (content.type) {
    case 'heading':
      return [
        line(`${label}${content.text}`, {
          font: HEADING_FONTS[content.level - 1],
          firstLine: 2,
          keepNext: true,
          outlineLevel: content.level - 1,
        }),
      ];
    case 'paragraph':
      return [line(content.text, { firstLine: 2, alignment: AlignmentType.JUSTIFIED })];
    case 'list':
      return content.items.map((item, index) =>
        line(`${index + 1}.${item}`, { firstLine: 2, alignment: AlignmentType.JUSTIFIED }),
      );
    case 'table':
      return tableWithCaption(content, width);
    case 'chart':
      return chartWithCaption(content, width);
  }
}

function foot({ annexes, signature }: OfficialDocument): Content[] {
  const lines: Content[] = [];
  if (annexes.length > 0) {
    lines.push(
      empty(),
      ...annexNote(annexes.map(({ title }) => title)).map(({ text, indent }) =>
        line(text, { firstLine: indent }),
      ),
    );
  }
  if (signature !== null) {
    const date = documentDate(signature.date);
    const indents = signatureIndents(signature.name, date);
    lines.push(
      empty(),
      empty(),
      line(signature.name, { alignment: AlignmentType.RIGHT, right: indents.name, keepNext: true }),
      line(date, { alignment: AlignmentType.RIGHT, right: indents.date }),
    );
  }
  return lines;
}

function annexContent({ title, body, orientation }: Annex, label: string): Content[] {
  return [
    line(label, { font: 'hei' }),
    empty(),
    line(title, { font: 'title', size: SIZE.title, alignment: AlignmentType.CENTER, pitch: TITLE_PITCH }),
    empty(),
    ...blocks(body, textWidth(orientation)),
  ];
}
