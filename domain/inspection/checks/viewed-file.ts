/** Finds the file of a viewer: `viewer.html?file=/upload/a.pdf`. */

const FILE = /\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|rtf|txt|csv|jpe?g|png|gif)$/i;

export interface ViewedFile {
  readonly address: string;
  /** The viewer can only mean this address: it is written with its root or its host. */
  readonly isSure: boolean;
}

/** @returns the file that the query names; null when it names none, or the address is that of a file itself */
export function viewedFile(address: string): ViewedFile | null {
  const url = URL.parse(address);
  if (!url || FILE.test(url.pathname)) return null;
  for (const pair of url.search.slice(1).split('&')) {
    // Only what parts an address is decoded: the rest may be in any charset.
    const value = pair
      .slice(pair.indexOf('=') + 1)
      .replace(/%(?:2f|3a)/gi, (part) => decodeURIComponent(part));
    if (!FILE.test(value)) continue;
    const file = URL.parse(value, address);
    if (!file || !/^https?:$/.test(file.protocol) || file.pathname === url.pathname) continue;
    return { address: file.href, isSure: /^(?:https?:)?\//i.test(value) };
  }
  return null;
}
