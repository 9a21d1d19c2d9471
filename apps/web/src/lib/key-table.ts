import { KeyTable } from './keys.js';

const SINGLE_KEYS = 'duban.single-keys';

/** Whether keys without Ctrl act in this browser (WCAG 2.1.4: they can be switched off). */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(SINGLE_KEYS) !== 'off';
  } catch {
    return true; // a forbidden storage leaves the default
  }
}

export function switchSingleKeys(on: boolean): void {
  localStorage.setItem(SINGLE_KEYS, on ? 'on' : 'off');
}

/** The keys of this page; the shell of the console feeds it. */
export const keys = new KeyTable(areSingleKeysOn);
