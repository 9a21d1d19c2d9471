import {
  type AlignmentType,
  CarriageReturn,
  LineRuleType,
  Paragraph,
  Tab,
  TextRun,
  type IParagraphOptions,
} from 'docx';
import { printable } from './plain-text.js';
import { CHARACTER_PITCH, LINE_PITCH, SIZE } from './page-layout.js';

/**
 * Fonts by name: they are licensed and not embedded. A machine without them (方正小标宋 is not part of Windows) shows
 * its own substitute.
 */
export const DOCX_FONTS = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  hei: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
} as const;
export type DocxFont = keyof typeof DOCX_FONTS;

export interface LineOptions {
  readonly font?: DocxFont;
  /** Points. @default SIZE.body */
  readonly size?: number;
  readonly color?: string;
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
  /** Exact line pitch in points; null: the font's own. @default LINE_PITCH */
  readonly pitch?: number | null;
  /** Points above it. */
  readonly above?: number;
  /** Characters. */
  readonly firstLine?: number;
  /** Characters. */
  readonly left?: number;
  /** Characters that its first line begins before the others. */
  readonly hanging?: number;
  /** Characters. */
  readonly right?: number;
  readonly keepNext?: boolean;
  readonly outlineLevel?: number;
  readonly border?: IParagraphOptions['border'];
  readonly tabStops?: IParagraphOptions['tabStops'];
}

export function line(text: string, options: LineOptions = {}): Paragraph {
  return lineOf([run(text, options)], options);
}

/** A line of pieces in fonts of their own. */
export const lineOf = (runs: readonly TextRun[], options: LineOptions = {}): Paragraph =>
  new Paragraph({ ...paragraphOptions(options), children: runs });

export const empty = (): Paragraph => line('');

function paragraphOptions(options: LineOptions): IParagraphOptions {
  const {
    alignment,
    pitch = LINE_PITCH,
    above = 0,
    firstLine,
    left,
    hanging,
    right,
    keepNext,
    outlineLevel,
    border,
    tabStops,
  } = options;
  return {
    alignment,
    keepNext,
    outlineLevel,
    border,
    tabStops,
    spacing: {
      before: twips(above),
      after: 0,
      ...(pitch !== null && { line: twips(pitch), lineRule: LineRuleType.EXACT }),
    },
    indent: {
      // Word reads the characters, others the length
      ...(firstLine && { firstLineChars: firstLine * 100, firstLine: twips(firstLine * CHARACTER_PITCH) }),
      ...(left && { left: twips(left * CHARACTER_PITCH) }),
      ...(hanging && { hanging: twips(hanging * CHARACTER_PITCH) }),
      ...(right && { right: twips(right * CHARACTER_PITCH) }),
    },
  };
}

export function run(text: string, { font = 'body', size = SIZE.body, color }: LineOptions = {}): TextRun {
  return new TextRun({
    children: printable(text)
      .split(/([\t\n])/)
      .map(partOf),
    font: fontOf(font),
    size: size * 2, // half points
    ...(size === SIZE.body && { characterSpacing: BODY_SPACING }),
    color: color?.slice(1),
  });
}

/** A line feed as text would be a space in Word. */
function partOf(part: string): string | Tab | CarriageReturn {
  if (part === '\t') return new Tab();
  return part === '\n' ? new CarriageReturn() : part;
}

/** Twips: 28 characters of 16 pt need a little less than their width each to fill the line of 156 mm. */
const BODY_SPACING = Math.floor((CHARACTER_PITCH - SIZE.body) * 20);

/** Digits and Latin letters use the same font: a bulletin's figures are part of its text. */
export const fontOf = (font: DocxFont) => {
  const name = DOCX_FONTS[font];
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name };
};

/** Twentieths of a point. */
export const twips = (points: number): number => Math.round(points * 20);
