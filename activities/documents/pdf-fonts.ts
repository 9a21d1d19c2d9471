import { createRequire } from 'node:module';
import type { TFontDictionary } from 'pdfmake/interfaces.js';

/**
 * The standard's fonts (小标宋, 仿宋, 黑体, 楷体) are licensed; Noto Serif SC (SIL Open Font License 1.1) stands in for
 * them: bold for 小标宋 and 黑体, regular for the others. Only the characters that a document uses are embedded.
 */
export type PdfFont = 'regular' | 'bold';

const resolve = createRequire(import.meta.url).resolve;
const FILES = {
  regular: resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
};

export const PDF_FONTS: TFontDictionary = {
  regular: { normal: FILES.regular },
  bold: { normal: FILES.bold },
};
export const isFontFile = (path: string): boolean => Object.values(FILES).includes(path);

/** Ascent and descent of both, in font sizes: what pdfmake takes as one line. */
const LINE_HEIGHT = 1.437;

/** pdfmake's factor for a pitch from line to line; both in points. */
export const lineHeightFor = (pitch: number, size: number): number => pitch / (size * LINE_HEIGHT);
