/** The little of XML that a workbook's own tags need: no texts, and nothing that nests. */

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const patterns = new Map<string, RegExp>();

/** Attributes of every tag of a name, in order, whatever its prefix. A tag of more characters is none that programs write. */
export const tagsOf = (xml: string, name: string): string[] =>
  Array.from(
    xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])((?:[^>"']|"[^"]*"|'[^']*'){0,1000})>`, 'g')),
    ([, attributes = '']) => attributes,
  );

/** Value of an attribute, whatever its prefix. */
export function attributeOf(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return (found?.[1] ?? found?.[2])?.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, decoded);
}

function decoded(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
