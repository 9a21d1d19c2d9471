/** A value that a text may hold. Instants are ISO 8601, days `YYYY-MM-DD`. */
export type Value = string | number | readonly string[];

/** What a placeholder takes: `{name}`, `{name:instant}`, `{name:day}`, `{name:list}`, `{name:bytes}`. */
interface Formats {
  /** An ISO 8601 instant with its offset; shown in Asia/Shanghai, to the minute. */
  instant: string;
  day: string;
  list: readonly string[];
  /** A number of bytes. */
  bytes: number;
}

type Placeholders<Text extends string> = Text extends `${string}{${infer Inner}}${infer Rest}`
  ? Inner | Placeholders<Rest>
  : never;
type NameOf<Placeholder> = Placeholder extends `${infer Name}:${string}` ? Name : Placeholder;
type ValueOf<Placeholder> = Placeholder extends `${string}:${infer Format}`
  ? Format extends keyof Formats
    ? Formats[Format]
    : never
  : string | number;

/** The parameters of a text, from its placeholders. A format that does not exist takes no value. */
export type ParamsOf<Text extends string> = {
  readonly [P in Placeholders<Text> as NameOf<P> & string]: ValueOf<P>;
};

const PLACEHOLDER = /\{(\w+)(?::(\w+))?\}/g;

/** A text with its parameters filled in. One that is missing stays as its placeholder: texts may be newer than callers. */
export const fill = (text: string, params: Readonly<Record<string, unknown>>): string =>
  text.replace(PLACEHOLDER, (placeholder: string, name: string, format?: string) => {
    const value = params[name] as Value | undefined;
    if (value === undefined) return placeholder;
    return (FORMATS[format ?? ''] ?? String)(value as never);
  });

const FORMATS: Readonly<Record<string, (value: never) => string>> = {
  instant: (instant: string) => {
    const at = Date.parse(instant);
    if (Number.isNaN(at)) return instant;
    const local = new Date(at + SHANGHAI_MS).toISOString();
    return `${chineseDay(local)} ${local.slice(11, 16)}`;
  },
  day: chineseDay,
  list: (values: readonly string[]) => [...values].join('、'),
  bytes: (bytes: number) => {
    const [unit, name] = bytes >= MEGABYTE ? [MEGABYTE, 'MB'] : bytes >= 1024 ? [1024, 'KB'] : [1, '字节'];
    return `${Math.round((bytes / unit) * 10) / 10} ${name}`;
  },
};

const MEGABYTE = 1024 * 1024;
/** Asia/Shanghai has no daylight saving time, and texts speak of the present. */
const SHANGHAI_MS = 8 * 3_600_000;

function chineseDay(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  return year === undefined ? text : `${Number(year)}年${Number(month)}月${Number(day)}日`;
}
