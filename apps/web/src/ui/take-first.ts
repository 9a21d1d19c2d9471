import type { KeyboardEvent } from 'react';
import type { Option } from './option.js';

/**
 * Enter in a combobox takes the first option that was found, when none has been walked to: what was typed would be lost
 * otherwise. An input method that composes keeps its Enter.
 */
export function takesFirst(
  event: KeyboardEvent,
  { typed, found }: { readonly typed: string; readonly found: readonly Option[] },
): Option | undefined {
  const isEnter = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing;
  const isOpen = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
  const isWalked = event.target instanceof Element && event.target.hasAttribute('aria-activedescendant');
  if (!isEnter || !isOpen || isWalked || typed.trim() === '') return undefined;
  if (found[0]) {
    event.preventDefault();
    event.stopPropagation();
  }
  return found[0];
}
