import type { FieldSchema } from './schema.js';
import { isEmpty, valueAt, type Value } from './values.js';

/**
 * The fields of a half that are shown: one on demand once the server asks for it, and while it holds something.
 *
 * @param path of the half: `content`
 * @param asked paths of fields that an answer of the server names
 */
export function shownPart(
  half: FieldSchema,
  path: string,
  value: Value,
  asked: ReadonlySet<string>,
): FieldSchema {
  const properties = Object.entries(half.properties ?? {}).filter(
    ([name, field]) =>
      field['x-on-demand'] !== true || asked.has(`${path}.${name}`) || !isEmpty(valueAt(value, name)),
  );
  return { ...half, properties: Object.fromEntries(properties) };
}
