/** The parts of a content that people read. */
export interface Written {
  readonly texts: readonly string[];
  /** Ids of uploaded files. */
  readonly files: readonly string[];
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Texts of a content in the order of its form, and its files. Ids are not for reading. */
export function writtenIn(content: unknown): Written {
  const strings = stringsIn(content);
  return { texts: strings.filter((text) => !ID.test(text)), files: strings.filter((text) => ID.test(text)) };
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
