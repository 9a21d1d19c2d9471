/** Characters that a value may hold as they are (attr-char of RFC 8187) and `encodeURIComponent` does not mind. */
const LEFT_BY_JAVASCRIPT = /['()*]/g;

/**
 * The header for a file that is saved under its name (RFC 6266). Clients that do not read `filename*` save it as `file`.
 *
 * @param name control characters and halves of surrogate pairs are left out
 */
export function attachmentNamed(name: string): string {
  const printable = name.replace(/[\p{Cc}\p{Cs}]/gu, '');
  const encoded = encodeURIComponent(printable).replace(
    LEFT_BY_JAVASCRIPT,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="file"; filename*=UTF-8''${encoded}`;
}
