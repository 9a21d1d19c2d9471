/** Characters that RFC 8187 requires to be encoded and `encodeURIComponent` leaves. */
const NOT_ENCODED = /['()*]/g;

/**
 * Returns the header Content-Disposition of a file (RFC 6266). Clients that do not read `filename*` name the file `file`.
 *
 * @param name control characters and lone surrogates are removed
 * @param type `inline`: a browser may display it
 */
export function attachmentNamed(name: string, type: 'attachment' | 'inline' = 'attachment'): string {
  const printable = name.replace(/[\p{Cc}\p{Cs}]/gu, '');
  const encoded = encodeURIComponent(printable).replace(
    NOT_ENCODED,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="file"; filename*=UTF-8''${encoded}`;
}
