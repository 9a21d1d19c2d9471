/** Addresses as the crawl compares them. */

const NOT_A_PAGE =
  /\.(?:docx?|xlsx?|pptx?|pdf|wps|et|rar|zip|7z|gz|exe|apk|jpe?g|png|gif|bmp|ico|svg|webp|css|js|json|xml|mp[34]|avi|wmv|flv|swf|woff2?|ttf|txt|rtf|ofd|rss)$/i;

/** Without fragment and session numbers; null for what cannot be a page. */
export function canonical(address: string): string | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || NOT_A_PAGE.test(url.pathname)) return null;
  url.hash = '';
  url.username = url.password = '';
  url.pathname = url.pathname.replace(/;jsessionid=[^/]*/i, '').replace(/\/{2,}/g, '/');
  for (const name of [...url.searchParams.keys()]) {
    if (/^(?:jsessionid|phpsessid|sid|sessionid|_t|timestamp|rand|random|utm_\w+|spm)$/i.test(name))
      url.searchParams.delete(name);
  }
  return url.href;
}

/** `www.` is no other site. */
export const hostOf = (address: string): string => (URL.parse(address)?.host ?? '').replace(/^www\./, '');

/** Pages made by one program look alike but for their numbers: calendars and searches go on without end. */
export function shapeOf(address: string): string {
  const url = URL.parse(address);
  if (!url) return '';
  const keys = [...url.searchParams.keys()].sort().join('&');
  return `${url.host}${url.pathname.replace(/\d+/g, '#')}?${keys}`;
}
