/**
 * Drawn as nothing, and as a box where a font lacks them: joiners, direction marks, variation selectors, fillers. The
 * marks of interlinear notes are as invisible, but are not on Unicode's list of what may be ignored.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** Characters that no format can hold: control characters but tab and line feed, lone surrogates, non-characters. */
const UNHELD = /[^\P{Cc}\n\t]|[\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
/** A Braille cell without dots. */
const EMPTY_CELL = /\u2800/g;

/** Text for documents: lines end with a line feed, and invisible characters are removed. */
export function printable(text: string): string {
  return text.replace(LINE_ENDS, '\n').replace(UNHELD, '').replace(INVISIBLE, '').replace(EMPTY_CELL, ' ');
}
