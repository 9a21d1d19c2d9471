const PREFIX = 'duban.code.';

/** Keeps the query code of a letter until the tab is closed: a code never stands in an address. */
export function keepCode(letterNo: string, queryCode: string): void {
  try {
    sessionStorage.setItem(PREFIX + letterNo, queryCode);
  } catch {
    // Without storage the code is asked for again.
  }
}

export function codeOf(letterNo: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + letterNo);
  } catch {
    return null;
  }
}

export function forgetCode(letterNo: string): void {
  try {
    sessionStorage.removeItem(PREFIX + letterNo);
  } catch {
    // There is nothing to forget.
  }
}

/** Number or code as people type them: full-width digits, spaces, small letters. */
export const folded = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
