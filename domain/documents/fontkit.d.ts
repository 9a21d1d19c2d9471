/** fontkit ships no types: those that are used here. */
declare module 'fontkit' {
  export interface Font {
    /** Of a line, in font units: above the baseline, and below it as a negative number. */
    readonly ascent: number;
    readonly descent: number;
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    /** Throws on sequences that the library's shaping cannot cope with. */
    layout(text: string, features?: Readonly<Record<string, boolean>>): object;
  }
  export function openSync(path: string): Font;
}
