/**
 * Whether a process is secret, as a condition over its row: a letter accuses somebody from the start, or becomes an
 * accusation by a decision of its process (RULES.md 0.11). The one place that says so; every query asks here.
 *
 * @param row alias of the row of `process`
 */
export const isSecret = (row: string): string =>
  `(${row}.confidential OR ${row}.facts @> '{"confidential": true}')`;
