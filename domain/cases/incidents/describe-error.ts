const MAX_LENGTH = 500;

/** Name and message, causes included, in one line: never a stack, never the values of a statement. */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  for (let at = error, depth = 0; at !== undefined && at !== null && depth < 4; depth += 1) {
    parts.push(at instanceof Error ? `${at.name}: ${at.message}` : 'unknown error');
    at = at instanceof Error ? at.cause : undefined;
  }
  return parts.join(' <- ').replace(/\s+/g, ' ').slice(0, MAX_LENGTH);
}
