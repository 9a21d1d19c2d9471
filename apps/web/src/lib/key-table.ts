import { KeyTable } from './keys.js';

/** The keys of this page; the shell of the console feeds it. */
export const keys = new KeyTable();
