/** Menus that open an address when an entry is chosen: `<select onchange="location=this.value">`. */
import { attribute, descendants, rawText, type Element } from './dom.js';
import { tidy } from '../text/text.js';

export interface MenuEntry {
  readonly text: string;
  /** The address as written. */
  readonly target: string;
}

const LEADS = /location|open|href|jump|goto|navigate|go\(/i;
const ADDRESS =
  /^(?:https?:\/\/|\.{0,2}\/|[^\s/?#]+(?:\/[^\s?#]*)*\.(?:s?html?|jspx?|aspx?|php|do|action)(?:[?#]|$)|\?\w)/i;
/** Maximum entries of a menu: a longer one is a list of values. */
const MOST_ENTRIES = 2_000;

/** The entries of a menu whose values are addresses; none for a list of values. */
export function menuEntries(select: Element): MenuEntry[] {
  const script = `${attribute(select, 'onchange') ?? ''} ${attribute(select, 'onclick') ?? ''}`;
  const entries: MenuEntry[] = [];
  for (const option of descendants(select)) {
    if (option.tagName !== 'option' || entries.length === MOST_ENTRIES) continue;
    const target = (attribute(option, 'value') ?? '').trim();
    if (target === '' || target.startsWith('#') || /^javascript:/i.test(target)) continue;
    // A script that leads elsewhere may be given any address; without one it must look like one.
    if (ADDRESS.test(target) || (LEADS.test(script) && /[./?]/.test(target)))
      entries.push({ text: tidy(rawText(option)), target });
  }
  return entries;
}
