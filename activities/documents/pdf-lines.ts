import type { Content } from 'pdfmake/interfaces.js';
import { CHARACTER_PITCH, LINE_PITCH, SIZE } from './page-layout.js';
import { lineHeightFor, type PdfFont } from './pdf-fonts.js';
import { printable } from './plain-text.js';

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
  readonly right?: number;
  /** Points that must be free from its top to the end of the page: what follows shall not be torn from it. */
  readonly room?: number;
}

export function line(text: string, options: LineOptions = {}) {
  const { font = 'regular', size = SIZE.body, color = 'black', alignment = 'left' } = options;
  const { pitch = LINE_PITCH, firstLine = 0, right = 0, room } = options;
  return {
    ...{ text: printable(text), font, color, alignment },
    fontSize: size,
    lineHeight: lineHeightFor(pitch, size),
    leadingIndent: firstLine * CHARACTER_PITCH,
    margin: [0, 0, right * CHARACTER_PITCH, 0] as [number, number, number, number],
    // 28 characters of 16 pt need a little less than their width each to fill the line of 156 mm
    ...(size === SIZE.body && { characterSpacing: CHARACTER_PITCH - SIZE.body }),
    // pdfmake hands this number to pageBreakBefore, and makes nothing of it itself
    ...(room !== undefined && { headlineLevel: room }),
  };
}

export const empty = () => line(' ');

export const rule = (width: number, lineWidth: number, lineColor = 'black'): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor }],
});
