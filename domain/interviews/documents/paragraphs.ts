import { paragraph, type Paragraph } from '../../documents/model.js';

/** Free text: a paragraph a line, empty lines left out. */
export const plainParagraphs = (text: string): Paragraph[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(paragraph);
