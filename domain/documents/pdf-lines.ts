import type { Content } from 'pdfmake/interfaces.js';
import { CHARACTER_PITCH, LINE_PITCH, SIZE } from './page-layout.js';
import { lineHeightFor, type PdfFont } from './pdf-fonts.js';
import { runsOf } from './pdf-text.js';

export interface LineOptions {
  readonly font?: PdfFont;
  /** Points. @default SIZE.body */
  readonly size?: number;
  readonly color?: string;
  readonly alignment?: 'left' | 'center' | 'right' | 'justify';
  /** Points from line to line. @default LINE_PITCH */
  readonly pitch?: number;
  /** Characters. */
  readonly firstLine?: number;
  /** Characters. */
  readonly left?: number;
  /** Characters. */
  readonly right?: number;
  /** Points above it. */
  readonly above?: number;
  /** Points that must be free from its top to the end of the page, so that it stays with the next block. */
  readonly room?: number;
}

export function line(text: string, options: LineOptions = {}) {
  const { font = 'regular', size = SIZE.body, color = 'black', alignment = 'left' } = options;
  const { pitch = LINE_PITCH, firstLine = 0, left = 0, right = 0, above = 0, room } = options;
  return {
    ...{ text: runsOf(text, { font, size, pitch }), font, color, alignment },
    fontSize: size,
    lineHeight: lineHeightFor(pitch, size),
    leadingIndent: firstLine * CHARACTER_PITCH,
    margin: [left * CHARACTER_PITCH, above, right * CHARACTER_PITCH, 0] as [number, number, number, number],
    // 28 characters of 16 pt need a little less than their width each to fill the line of 156 mm
    ...(size === SIZE.body && { characterSpacing: CHARACTER_PITCH - SIZE.body }),
    // passed through to pageBreakBefore; pdfmake itself ignores it
    ...(room !== undefined && { headlineLevel: room }),
  };
}

export const empty = () => line(' ');

/** A mark without height: pdfmake reports its position, or keeps it with the next block. */
export const mark = (about: { readonly id?: string; readonly room?: number }) => ({
  ...{ text: ' ', fontSize: 0.01, lineHeight: 1 },
  ...(about.id !== undefined && { id: about.id }),
  ...(about.room !== undefined && { headlineLevel: about.room }),
});

/** @param above points of white above the rule */
export const rule = (width: number, lineWidth: number, lineColor = 'black', above = 0): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor }],
  margin: [0, above, 0, 0],
});
