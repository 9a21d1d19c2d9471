/** The address that a click hands to a script: `window.open('…')`, `location.href='…'`, `downFile('name', '/path')`. */

/** The end of a path that names a file to download. */
export const FILE =
  /\.(?:docx?|xlsx?|pptx?|pdf|wps|wpt|et|ett|dps|rar|zip|7z|rtf|ofd|txt|csv|dotx?|xlt|tiff?)$/i;
const PAGE = /(?:\.(?:s?html?|htm|jspx?|aspx?|php\d?|do|action)|\/)$/i;
const GOES = /\bopen\s*\(|\blocation(?:\.href)?\s*=|\blocation\s*\.\s*(?:replace|assign)\s*\(/i;
const SPEAKS_OF_GOING = /open|href|location|replace|assign|down|show|view|goto|jump/i;

export interface ScriptTarget {
  /** As written. */
  readonly written: string;
  /** A function of the page's own may make another address of it: a failure there is no proof. */
  readonly guessed: boolean;
}

/** @returns null when only the script knows */
export function scriptTarget(script: string): ScriptTarget | null {
  const quoted = [...script.slice(0, 2_000).matchAll(/(['"])((?:\\.|(?!\1)[^\\])*)\1/g)].map((match) =>
    match[2]!.replace(/\\(.)/g, '$1').trim(),
  );
  const goes = GOES.test(script);
  const written = goes ? writtenAddress(quoted, script) : argumentOf(quoted, script);
  return written === undefined ? null : { written, guessed: !goes };
}

function writtenAddress(quoted: readonly string[], script: string): string | undefined {
  return whole(quoted) ?? pathOf(quoted) ?? quoted.find(isNamed) ?? looseAddress(quoted, script);
}

/** Names without a folder are for people, or for the function to look up. */
function argumentOf(quoted: readonly string[], script: string): string | undefined {
  const file = quoted.find((text) => isPath(text) && isNamed(text) && !text.endsWith('/'));
  // A folder and a name: the function joins them, in a way of its own.
  const isJoined = file === undefined && quoted.some((text) => FILE.test(withoutQuery(text)));
  return whole(quoted) ?? file ?? (isJoined ? undefined : (pathOf(quoted) ?? looseAddress(quoted, script)));
}

const withoutQuery = (text: string): string => text.split(/[?#]/)[0]!;
const isNamed = (text: string): boolean => FILE.test(withoutQuery(text)) || PAGE.test(withoutQuery(text));
const isPath = (text: string): boolean => text.includes('/') && !/\s/.test(withoutQuery(text));

const whole = (quoted: readonly string[]): string | undefined =>
  quoted.find((text) => /^(?:https?:)?\/\//i.test(text));

const pathOf = (quoted: readonly string[]): string | undefined =>
  quoted.find((text) => isPath(text) && isNamed(text)) ?? quoted.find((text) => /^\.{0,2}\/\S/.test(text));

const looseAddress = (quoted: readonly string[], script: string): string | undefined =>
  SPEAKS_OF_GOING.test(script) ? quoted.find((text) => /[/?=]/.test(text) && !/\s/.test(text)) : undefined;
