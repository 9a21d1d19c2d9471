import type { Style } from 'pdfmake/interfaces.js';
import { featuresFor, fontWith, lineHeightFor, type FontName, type PdfFont } from './pdf-fonts.js';
import { printable } from './plain-text.js';

/** Replaces a character that no font has (the printers' geta mark). */
const LACKING = '〓';
/** Scripts that are read from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** Longest right-to-left run on one line, where the order of its words can be fixed in advance. */
const LONGEST_TURNED = 40;

/** A stretch of text in one font, as pdfmake takes it. */
export interface Run {
  readonly text: string;
  readonly font: FontName;
  readonly lineHeight: number;
  /** Letters that are joined to one another are not set apart. */
  readonly characterSpacing?: 0;
  readonly fontFeatures?: Style['fontFeatures'];
}

/**
 * Splits a text by the fonts that have its characters; unchanged if one font has them all.
 *
 * @param style of the line; points
 */
export function runsOf(
  text: string,
  { font, size, pitch }: { readonly font: PdfFont; readonly size: number; readonly pitch: number },
): string | Run[] {
  const runs: { text: string; font: FontName }[] = [];
  for (const character of printable(text)) {
    const [shown, own] = shownBy(character, font, runs.at(-1)?.font);
    const last = runs.at(-1);
    if (last?.font === own) last.text += shown;
    else runs.push({ text: shown, font: own });
  }
  if (runs.every((run) => run.font === font)) return runs.map((run) => run.text).join('');
  return runs.flatMap((run) => {
    const lineHeight = lineHeightFor(pitch, size, run.font);
    if (run.font === font) return [{ ...run, lineHeight }];
    const text = readingOrder(run.text);
    const fontFeatures = featuresFor(text, run.font);
    const own = { font: run.font, lineHeight, characterSpacing: 0 as const };
    // the types know a list of features to be used; fontkit takes also which are not
    return fontFeatures === null
      ? [...text].map((character) => ({ ...own, text: character }))
      : [{ ...own, text, fontFeatures: fontFeatures as unknown as Style['fontFeatures'] }];
  });
}

/** Spaces belong to the script around them, so that its words stay one run. */
function shownBy(character: string, wanted: PdfFont, before: FontName | undefined): [string, FontName] {
  if (/\s/u.test(character)) {
    const space = character === '\n' || fontWith(character.codePointAt(0)!, wanted) ? character : ' ';
    return [space, character === ' ' && before === 'uyghur' ? before : wanted];
  }
  const font = fontWith(character.codePointAt(0)!, wanted);
  return font === null ? [LACKING, wanted] : [character, font];
}

/** pdfmake sets words from left to right, whatever their script. */
const readingOrder = (text: string): string =>
  RIGHT_TO_LEFT.test(text) && text.length <= LONGEST_TURNED ? text.split(' ').reverse().join(' ') : text;

/** Whether a character of printable text has no glyph in any font. */
export const isUnprintable = (character: string): boolean =>
  !/\s/u.test(character) && fontWith(character.codePointAt(0)!, 'regular') === null;
