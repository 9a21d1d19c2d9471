import { AlignmentType, BorderStyle, Document, Packer, TabStopType } from 'docx';
import { chartWithCaption } from './docx-charts.js';
import { imprintSection } from './docx-imprint.js';
import { empty, fontOf, line, lineOf, run, twips, type DocxFont } from './docx-lines.js';
import { section, type Content } from './docx-section.js';
import { tableWithCaption } from './docx-tables.js';
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
  LETTERHEAD_DROP,
  LINE_PITCH,
  MM,
  NUMBER_GAP,
  RED,
  SIZE,
  TEXT_WIDTH,
  TITLE_CHARACTERS,
  TITLE_PITCH,
  letterheadSize,
  textWidth,
} from './page-layout.js';
import { titleLines } from './title-lines.js';
import { unprintableNote } from './unprintable.js';

/** Renders a document as DOCX by GB/T 9704-2012. */
export function renderDocx(document: OfficialDocument): Promise<Buffer> {
  const { annexes } = document;
  const parts: { content: Content[]; orientation: Annex['orientation'] }[] = [
    {
      content: [...head(document), ...blocks(document.body, textWidth('portrait'), true), ...foot(document)],
      orientation: 'portrait',
    },
    ...annexes.map((annex, index) => ({
      content: annexContent(annex, annexLabel(index, annexes.length)),
      orientation: annex.orientation,
    })),
  ];
  return Packer.toBuffer(
    new Document({
      title: document.title,
      creator: document.signature?.name ?? '',
      description: unprintableNote(document),
      evenAndOddHeaderAndFooters: true,
      styles: { default: { document: { run: { font: fontOf('body'), size: SIZE.body * 2 } } } },
      sections: [
        ...parts.map(({ content, orientation }) => section(content, orientation)),
        ...imprintSection(document),
      ],
    }),
  );
}

function head(document: OfficialDocument): Content[] {
  const { letterhead, number, title, recipients } = document;
  return [
    ...(letterhead === null ? [] : letterheadLines(letterhead, document)),
    titleOf(title),
    ...(letterhead === null && number !== null ? [line(number, { alignment: AlignmentType.CENTER })] : []),
    empty(),
    ...(recipients === null ? [] : [line(`${recipients}：`)]),
  ];
}

const titleOf = (title: string): Content =>
  line(titleLines(title, TITLE_CHARACTERS).join('\n'), {
    ...{ font: 'title', size: SIZE.title, alignment: AlignmentType.CENTER, pitch: TITLE_PITCH },
  });

/** 版头 (7.2): as high as its characters, 35 mm below the upper edge of the text. */
function letterheadLines(letterhead: string, document: OfficialDocument): Content[] {
  const size = letterheadSize(letterhead);
  return [
    line(letterhead, {
      ...{ font: 'title', size, color: RED, alignment: AlignmentType.CENTER },
      ...{ pitch: size, above: LETTERHEAD_DROP * MM },
    }),
    empty(),
    empty(),
    numberLine(document),
    empty(),
    empty(),
  ];
}

/** Points of white that Word leaves below the characters of a line of the body. */
const BELOW = (LINE_PITCH - SIZE.body) / 2;

/** 发文字号 in the middle; beside 签发人 it moves to the left, each of them a character from its edge (7.2.5, 7.2.6). */
function numberLine({ number, approver }: OfficialDocument): Content {
  const space = Math.round(NUMBER_GAP * MM - BELOW);
  const border = { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED.slice(1), space } };
  if (approver === undefined) return line(number ?? '', { alignment: AlignmentType.CENTER, border });
  const edge = { type: TabStopType.RIGHT, position: twips(TEXT_WIDTH * MM - CHARACTER_PITCH) };
  // the rule is as wide as the text, so neither of the two is set in by an indent
  return lineOf([run(`　${number ?? ''}\t签发人：`), run(approver, { font: 'kai' })], {
    border,
    tabStops: [edge],
  });
}

function blocks(all: readonly Block[], width: number, isSigned = false): Content[] {
  return numberBlocks(all).flatMap((numbered, index) =>
    block(numbered, width, isSigned && index === all.length - 1),
  );
}

const HEADING_FONTS: readonly DocxFont[] = ['hei', 'kai', 'body', 'body'];

/** @param keepNext whether its last line stays with the next block */
function block({ block: content, label }: NumberedBlock, width: number, keepNext: boolean): Content[] {
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
      return [line(content.text, { firstLine: 2, alignment: AlignmentType.JUSTIFIED, keepNext })];
    case 'list':
      return content.items.map((item, index) =>
        line(`${index + 1}.${item}`, {
          ...{ firstLine: 2, alignment: AlignmentType.JUSTIFIED },
          keepNext: keepNext && index === content.items.length - 1,
        }),
      );
    case 'table':
      return tableWithCaption(content, width);
    case 'chart':
      return chartWithCaption(content, width);
  }
}

function foot({ annexes, signature, contact }: OfficialDocument): Content[] {
  const lines: Content[] = [];
  if (annexes.length > 0) lines.push(gap(), ...annexNote(annexes.map(({ title }) => title)).map(annexLine));
  if (signature !== null) {
    const date = documentDate(signature.date);
    const indents = signatureIndents(signature.name, date);
    lines.push(
      gap(),
      gap(),
      line(signature.name, { alignment: AlignmentType.RIGHT, right: indents.name, keepNext: true }),
      line(date, { alignment: AlignmentType.RIGHT, right: indents.date }),
      ...(contact === undefined ? [] : [line(contactNote(contact), { firstLine: 2 })]),
    );
  }
  return lines;
}

/** An empty line that stays with the next block, so that no signature is alone on its page. */
const gap = (): Content => line('', { keepNext: true });

function annexLine({ label, title, indent }: AnnexLine): Content {
  const hanging = widthInCharacters(label);
  return line(label + title, { left: indent + hanging, hanging, keepNext: true });
}

function annexContent({ title, body, orientation }: Annex, label: string): Content[] {
  return [
    line(label, { font: 'hei' }),
    empty(),
    titleOf(title),
    empty(),
    ...blocks(body, textWidth(orientation)),
  ];
}
