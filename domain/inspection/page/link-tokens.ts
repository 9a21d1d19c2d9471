/** Cache-busting numbers in all links of a site: `?t=81430017`. */
import { withoutParameters } from '../addresses/address.js';
import { MADE_UP, parametersOf } from '../addresses/idle-parameters.js';
import { attribute, type Element } from './dom.js';

/** Minimum number of links to recognise them. */
const FEWEST = 3;

/** Parameters that most links of a page carry, each link with a made-up value of its own. */
export function tokensOf(elements: readonly Element[]): ReadonlySet<string> {
  const values = new Map<string, Set<string>>();
  let links = 0;
  for (const element of elements) {
    const href = element.tagName === 'a' ? (attribute(element, 'href')?.trim() ?? '') : '';
    if (href === '' || /^(?:#|javascript:)/i.test(href)) continue;
    links += 1;
    for (const [name, value] of parametersOf(href)) {
      if (MADE_UP.test(value)) values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  }
  const most = Math.max(FEWEST, links / 2);
  return new Set([...values].filter(([, own]) => own.size >= most).map(([name]) => name));
}

/** Whether an address has a number of its own: that of a file, and no token. */
export const isNumbered = (raw: string, tokens: ReadonlySet<string>): boolean =>
  /\d/.test(withoutParameters(raw, (name) => tokens.has(name)));
