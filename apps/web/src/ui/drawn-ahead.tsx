import { Activity, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/**
 * Draws a part that will be opened next, outside the document and without its effects, when there is nothing else to do: the
 * first time it is opened the browser would have to compile all its scripts first.
 */
export function DrawnAhead({ children }: { readonly children: ReactNode }) {
  const [place] = useState(() => document.createElement('div'));
  return <Activity mode="hidden">{createPortal(children, place)}</Activity>;
}
