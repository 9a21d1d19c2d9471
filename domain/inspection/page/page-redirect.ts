/** Redirects in the HTML of a page. */
import { attribute, descendants, isText, rawText, type Document } from './dom.js';

/** Longest delay of a redirect: a page that reloads every minute is a page. */
const LONGEST_WAIT_S = 10;
const SHORT_TEXT = 100;
const SHORT_SCRIPT = 2_000;
const ASSIGNS = /(?:location(?:\.href)?\s*=(?!=)|location\.(?:replace|assign)\()\s*(['"])((?:(?!\1).)+)\1/;
/** Conditions of a script: the browser, the screen, a click. */
const DEPENDS = /\bif\b|\bswitch\b|\bfunction\b|=>|\?|&&|\|\||\bwhile\b|\bfor\b|\bcatch\b/;

/**
 * `<meta http-equiv=refresh>`, or a page that is nothing but a script's redirect.
 *
 * @returns the address as written, and the seconds until then; null for a page to be read where it is
 */
export function pageRedirectOf(document: Document): { written: string; seconds: number } | null {
  let script = '';
  let text = 0;
  let hasFrames = false;
  for (const element of descendants(document)) {
    const { tagName } = element;
    if (tagName === 'meta' && attribute(element, 'http-equiv')?.toLowerCase() === 'refresh') {
      const match = /^\s*(\d+)(?:\.\d*)?\s*(?:[;,]\s*(?:url\s*=)?\s*['"]?([^'"]*))?/i.exec(
        attribute(element, 'content') ?? '',
      );
      if (match && Number(match[1]) <= LONGEST_WAIT_S)
        return { written: match[2]?.trim() ?? '', seconds: Number(match[1]) };
    }
    if (tagName === 'frame' || tagName === 'iframe') hasFrames = true;
    if (tagName === 'script') script += `${rawText(element)}\n`;
    else if (tagName !== 'head' && tagName !== 'title')
      for (const node of element.childNodes) if (isText(node)) text += node.value.trim().length;
  }
  if (hasFrames || text > SHORT_TEXT || script.length > SHORT_SCRIPT) return null;
  const match = ASSIGNS.exec(script);
  if (!match || DEPENDS.test(script.slice(0, match.index))) return null;
  return { written: match[2]!, seconds: 0 };
}
