import { catalogue } from './catalogue.js';

type Catalogue = typeof catalogue;
/** `area.key` of every text. */
export type MessageKey = {
  [Area in keyof Catalogue & string]: `${Area}.${keyof Catalogue[Area] & string}`;
}[keyof Catalogue & string];
type TextOf<Key extends MessageKey> =
  Key extends `${infer Area extends keyof Catalogue & string}.${infer Name}`
    ? Name extends keyof Catalogue[Area]
      ? Catalogue[Area][Name] & string
      : never
    : never;
type ParamsOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamsOf<Rest>
  : never;
type Arguments<Key extends MessageKey> =
  ParamsOf<TextOf<Key>> extends never
    ? []
    : [params: Readonly<Record<ParamsOf<TextOf<Key>>, string | number>>];

/** The text of a key, with its parameters in place. A key or parameter that is missing does not compile. */
export function t<Key extends MessageKey>(key: Key, ...[params]: Arguments<Key>): string {
  const [area, name] = key.split('.') as [keyof Catalogue, string];
  const text = (catalogue[area] as Readonly<Record<string, string>>)[name]!;
  const values = params as Readonly<Record<string, string | number>> | undefined;
  return values ? text.replace(/\{(\w+)\}/g, (_match, param: string) => String(values[param])) : text;
}
