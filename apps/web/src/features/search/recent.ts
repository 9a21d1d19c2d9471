const MAX = 5;

/** What has been searched for since the page was opened, the latest first. It is stored nowhere. */
let recent: readonly string[] = [];

export const recentSearches = (): readonly string[] => recent;

export function rememberSearch(typed: string): void {
  const words = typed.trim();
  if (words !== '') recent = [words, ...recent.filter((one) => one !== words)].slice(0, MAX);
}
