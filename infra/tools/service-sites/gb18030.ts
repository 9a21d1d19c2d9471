/** Text as GB18030 bytes: Node decodes it, but does not encode. Two-byte characters are enough for generated pages. */
let table: Map<string, number> | null = null;

export function encodeGb18030(text: string): Buffer {
  table ??= makeTable();
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else {
      const pair = table.get(char);
      if (pair === undefined) throw new Error(`no two bytes of GB18030 for '${char}'`);
      bytes.push(pair >> 8, pair & 255);
    }
  }
  return Buffer.from(bytes);
}

/** An address whose characters beyond ASCII are bytes of GB18030. */
export const percentEncoded = (text: string): string =>
  [...encodeGb18030(text)]
    .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`))
    .join('');

function makeTable(): Map<string, number> {
  const decoder = new TextDecoder('gb18030');
  const made = new Map<string, number>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(high, low));
      if (char.length === 1 && char !== '\ufffd' && !made.has(char)) made.set(char, (high << 8) | low);
    }
  }
  return made;
}
