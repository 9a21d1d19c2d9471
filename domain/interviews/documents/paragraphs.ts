import { paragraph, type Paragraph } from '../../documents/model.js';

/** Splits free text into one paragraph a line, without empty lines. */
export const plainParagraphs = (text: string): Paragraph[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(paragraph);
