/** Addresses as the crawl compares them. */

const NOT_A_PAGE =
  /\.(?:docx?|xlsx?|pptx?|pdf|wps|et|rar|zip|7z|gz|exe|apk|jpe?g|png|gif|bmp|ico|svg|webp|css|js|json|xml|mp[34]|avi|wmv|flv|swf|woff2?|ttf|txt|rtf|ofd|rss)$/i;

const SESSION = /^(?:jsessionid|phpsessid|sid|sessionid|_t|timestamp|rand|random|utm_\w+|spm)$/i;

/** Without fragment and session numbers; null for what cannot be a page. */
export function canonical(address: string): string | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || NOT_A_PAGE.test(url.pathname)) return null;
  url.hash = '';
  url.username = url.password = '';
  url.pathname = url.pathname
    .replace(/;jsessionid=[^/]*/i, '')
    .replace(/\/\([A-Z]\([^/()]*\)\)(?=\/)/gi, '')
    .replace(/\/{2,}/g, '/');
  return withoutParameters(url.href, (name) => SESSION.test(name));
}

/** The rest stays as written: parsing it again would lose a query in another charset than UTF-8. */
export function withoutParameters(address: string, isLeftOut: (name: string) => boolean): string {
  const at = address.indexOf('?');
  if (at < 0) return address;
  const pairs = address.slice(at + 1).split('&');
  const kept = pairs.filter((pair) => !isLeftOut(pair.split('=')[0]!));
  if (kept.length === pairs.length) return address;
  return address.slice(0, at) + (kept.length > 0 ? `?${kept.join('&')}` : '');
}

/** One key for the addresses of the same page: with or without `www.`, http or https. */
export const placeOf = (address: string): string => address.replace(/^https?:\/\/(?:www\.)?/i, '');

/** The host without `www.`. */
export const hostOf = (address: string): string => (URL.parse(address)?.host ?? '').replace(/^www\./, '');

/** Shape of an address without its numbers: calendars and searches have pages without end. */
export function shapeOf(address: string): string {
  const url = URL.parse(address);
  if (!url) return '';
  const keys = [...url.searchParams.keys()].sort().join('&');
  return `${url.host}${url.pathname.replace(/\d+/g, '#')}?${keys}`;
}
