/** What the server can search for: one word of two characters, or the beginning of a number. Null: not yet. */
export function searchable(typed: string): string | null {
  const q = typed.trim().replace(/\s+/g, ' ').slice(0, 50);
  return q.split(' ').some((word) => [...word].length >= 2) ? q : null;
}
