/** An Idempotency-Key. `crypto.randomUUID` exists over TLS only, and an intranet may have none. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
