import type { Catalogue } from './catalogue.js';
import { common } from './zh-CN/common.js';
import { dates } from './zh-CN/dates.js';

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

/** The areas that this page has: those of both faces, and what was added. */
const areas: { [Area in keyof Catalogue]?: Readonly<Record<string, string>> } = { common, dates };

/** Makes the texts of these areas known to `t`. A face and a page add theirs by importing a `texts.ts` before they draw. */
export function addTexts(added: Partial<Catalogue>): void {
  Object.assign(areas, added);
}

/**
 * The text of a key, with its parameters in place. A key or parameter that is missing does not compile; an area that a page
 * uses and does not add fails a test, and is written as its key. Texts are there when a page draws, not before: no calls at
 * the top level of a module.
 */
export function t<Key extends MessageKey>(key: Key, ...[params]: Arguments<Key>): string {
  const [area, name] = key.split('.') as [keyof Catalogue, string];
  const text = areas[area]?.[name] ?? key;
  const values = params as Readonly<Record<string, string | number>> | undefined;
  return values ? text.replace(/\{(\w+)\}/g, (_match, param: string) => String(values[param])) : text;
}
