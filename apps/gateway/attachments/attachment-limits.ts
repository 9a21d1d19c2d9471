/** A file's size, and how many come with one request or one letter. */
export const FILE_BYTES = 10 * 1024 * 1024;
export const FILES = 5;
