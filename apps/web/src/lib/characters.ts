/** Length of a text as people and the server count it: an emoji is one character, spaces around the text are none. */
export const characters = (text: string): number => [...text.trim()].length;
