import type { Finding } from '../campaigns-api.js';

/** White space differs between an excerpt and its page; signs that look alike are written as one. */
const bare = (text: string): string => text.replace(/…$/, '').normalize('NFKC').replace(/\s+/g, '');

/** What a finding quotes of its page: of a link its text, as its address is not to be read there. */
export function quoteOf({ excerpt, link }: Pick<Finding, 'excerpt' | 'link'>): string {
  const end = link ? excerpt.indexOf(link.address.slice(0, 20)) : -1;
  return (end > 0 ? excerpt.slice(0, end) : excerpt).trim();
}

/**
 * Places of the lines that show what a finding quotes: a line that holds the quote, or the lines that together are the quote.
 *
 * @param lines of the page, each with its cells
 */
export function markedLines(
  lines: readonly { readonly cells: readonly string[] }[],
  quote: string,
): ReadonlySet<number> {
  const wanted = bare(quote);
  if (wanted === '') return new Set();
  const texts = lines.map(({ cells }) => bare(cells.join('')));
  const holding = texts.flatMap((text, place) => (text.includes(wanted) ? [place] : []));
  if (holding.length > 0) return new Set(holding);
  const all = texts.join('');
  const from = all.indexOf(wanted);
  if (from < 0) return new Set();
  const marked = new Set<number>();
  let at = 0;
  for (const [place, text] of texts.entries()) {
    if (text !== '' && at < from + wanted.length && at + text.length > from) marked.add(place);
    at += text.length;
  }
  return marked;
}
