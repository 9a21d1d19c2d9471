import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';
import type { TFontDictionary } from 'pdfmake/interfaces.js';

const resolve = createRequire(import.meta.url).resolve;

/**
 * The standard's fonts (小标宋, 仿宋, 黑体, 楷体) are licensed; Noto Serif SC replaces them: bold for 小标宋 and 黑体, regular
 * for the others. Names in the scripts of other peoples of the region and the country have fonts of their own. All are under the SIL Open Font License 1.1, and only the characters that a document uses are embedded.
 */
const FILES = {
  regular: resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
  yi: resolve('@expo-google-fonts/noto-sans-yi/400Regular/NotoSansYi_400Regular.ttf'),
  tibetan: resolve('@expo-google-fonts/noto-serif-tibetan/400Regular/NotoSerifTibetan_400Regular.ttf'),
  uyghur: resolve('@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf'),
} as const;
export type FontName = keyof typeof FILES;
export type PdfFont = 'regular' | 'bold';

/** Fallback fonts in order. */
const FALLBACKS = ['regular', 'yi', 'tibetan', 'uyghur'] as const;

export const PDF_FONTS: TFontDictionary = Object.fromEntries(
  Object.entries(FILES).map(([name, file]) => [name, { normal: file }]),
);
export const isFontFile = (path: string): boolean => (Object.values(FILES) as string[]).includes(path);

/** pdfmake's factor for a pitch from line to line; both in points. */
export const lineHeightFor = (pitch: number, size: number, font: FontName = 'regular'): number =>
  pitch / (size * metrics(font).height);

/** Above the baseline, in font sizes: where pdfmake begins a line, and where a Chinese character's square begins. */
export const ASCENT = 1.151;
export const SQUARE_ASCENT = 0.88;

/** The font that has a character, the wanted one first; null: none has it. */
export function fontWith(codePoint: number, wanted: PdfFont): FontName | null {
  const key = wanted === 'bold' ? -codePoint : codePoint;
  let font = known.get(key);
  if (font === undefined) {
    font = [wanted, ...FALLBACKS].find((name) => opened(name).hasGlyphForCodePoint(codePoint)) ?? null;
    known.set(key, font);
  }
  return font;
}
/** Features that place marks at the letters that they belong to. */
const PLACING = { mark: false, mkmk: false, abvm: false, blwm: false };
type Features = Readonly<Record<string, boolean>>;

/**
 * Font features with which a text can be set, `{}` for all; null when it cannot be set as a whole. fontkit throws on
 * misspelt sequences of Tibetan, and one such name must not fail a whole document.
 */
export function featuresFor(text: string, name: FontName): Features | null {
  const words = text.split(/(?<=[\s\p{P}])/u); // pdfmake sets each of them by itself
  for (const features of [{}, PLACING]) {
    try {
      for (const word of words) opened(name).layout(word, features);
      return features;
    } catch {
      continue;
    }
  }
  return null;
}

const known = new Map<number, FontName | null>();

const fonts = new Map<FontName, Font>();
function opened(name: FontName): Font {
  const font = fonts.get(name) ?? openSync(FILES[name]);
  fonts.set(name, font);
  return font;
}

/** What pdfmake takes as one line, in font sizes. */
function metrics(name: FontName): { readonly height: number } {
  const { ascent, descent, unitsPerEm } = opened(name);
  return { height: (ascent - descent) / unitsPerEm };
}
