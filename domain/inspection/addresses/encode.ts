/** Encodes text in old charsets: Node decodes all of them, but encodes only UTF-8. */
const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/**
 * The bytes of a character, of one byte or two. Made by decoding every pair, so that it is exactly what the decoder reads.
 *
 * @param charset a name that `TextDecoder` knows
 * @returns undefined for a character that the charset does not have, or has in more than two bytes
 */
export function encodeCharacter(character: string, charset: string): readonly number[] | undefined {
  const code = character.codePointAt(0)!;
  if (code < 0x80) return [code];
  let table = tables.get(charset);
  if (!table) tables.set(charset, (table = makeTable(charset)));
  return table.get(character);
}

function makeTable(charset: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(charset);
  const made = new Map<string, readonly number[]>();
  const add = (...bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\ufffd' && !made.has(text)) made.set(text, bytes);
  };
  for (let high = 0x80; high <= 0xff; high += 1) {
    add(high);
    for (let low = 0x40; low <= 0xfe; low += 1) if (low !== 0x7f) add(high, low);
  }
  return made;
}
