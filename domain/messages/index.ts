/**
 * Every text that the API says to people. Pure data and functions over it: the browser loads it as well. The code of a
 * text is `<area>.<name>`. Names in capitals are error codes; their texts are the titles.
 */
import { fill, type ParamsOf } from './template.js';
import { accounts } from './zh-CN/accounts.js';
import { arrangements } from './zh-CN/arrangements.js';
import { campaigns } from './zh-CN/campaigns.js';
import { cards } from './zh-CN/cards.js';
import { cases } from './zh-CN/cases.js';
import { catalogue } from './zh-CN/catalogue.js';
import { consultations } from './zh-CN/consultations.js';
import { documents } from './zh-CN/documents.js';
import { duty } from './zh-CN/duty.js';
import { engine } from './zh-CN/engine.js';
import { fields } from './zh-CN/fields.js';
import { interviews } from './zh-CN/interviews.js';
import { letters } from './zh-CN/letters.js';
import { platform } from './zh-CN/platform.js';
import { surveys } from './zh-CN/surveys.js';
import { units } from './zh-CN/units.js';

const areas = {
  engine,
  platform,
  fields,
  cases,
  letters,
  cards,
  campaigns,
  arrangements,
  surveys,
  interviews,
  consultations,
  catalogue,
  documents,
  accounts,
  units,
  duty,
} as const;

type Areas = typeof areas;
type NamesOf<A> = { [N in keyof A & string]: N extends Uppercase<N> ? never : N }[keyof A & string];
type TitlesOf<A> = { [N in keyof A & string]: N extends Uppercase<N> ? N : never }[keyof A & string];
type TextOf<C> = C extends `${infer A extends keyof Areas}.${infer N}`
  ? Areas[A][N & keyof Areas[A]] & string
  : never;

/** Code of a detail or an issue. */
export type TextCode = { [A in keyof Areas]: `${A}.${NamesOf<Areas[A]>}` }[keyof Areas];
/** Error codes that have a title. */
export type TitledCode = { [A in keyof Areas]: TitlesOf<Areas[A]> }[keyof Areas];
/** Code -> parameters of its text. */
export type TextParams = { [C in TextCode]: ParamsOf<TextOf<C>> };
/** What comes after a code: its parameters, or nothing when the text has none. */
export type ParamsFor<C extends TextCode> = keyof TextParams[C] extends never ? [] : [params: TextParams[C]];

/** A text by its code, with its parameters. */
export type Text = { [C in TextCode]: { readonly code: C; readonly params: TextParams[C] } }[TextCode];

/** The detail of a refusal; a missing or an unknown parameter does not compile: `new DubanError('TASK_CLAIMED', detail('cases.claimedBy', { name }))`. */
export const detail = <C extends TextCode>(code: C, ...[params]: ParamsFor<C>): Text =>
  ({ code, params: params ?? {} }) as Text;

/** A field at fault, as a path from the request body: `issue('decision.unit', 'cases.unitUnknown', { unit })`. */
export const issue = <C extends TextCode>(
  field: string,
  code: C,
  ...params: ParamsFor<C>
): Text & { readonly field: string } => ({ field, ...detail(code, ...params) });

/** The Chinese text of a code. */
export const textOf = <C extends TextCode>(code: C, ...[params]: ParamsFor<C>): string =>
  fill(templateOf(code)!, params ?? {});

/** As `textOf`, of a code that came from outside; null when this version does not know it. */
export function textIfKnown(code: string, params: Readonly<Record<string, unknown>>): string | null {
  const template = templateOf(code);
  return template === null ? null : fill(template, params);
}

export const isTextCode = (code: string): code is TextCode => templateOf(code) !== null;

/** The title of an error code. */
export const titleOf = (code: TitledCode): string => titles[code]!;

const titles: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(areas)) as Record<
  string,
  string
>;

function templateOf(code: string): string | null {
  const [area = '', name = ''] = code.split('.', 2);
  if (!Object.hasOwn(areas, area)) return null;
  const texts: Readonly<Record<string, string>> = areas[area as keyof Areas];
  return Object.hasOwn(texts, name) ? texts[name]! : null;
}
