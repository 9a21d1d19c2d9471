/**
 * How consoles show the fields of forms, as keywords of their JSON Schemas: `x-title` (a short label; `description` is the
 * hint below it), `x-widget`, `x-group` (fields of one heading), `x-on-demand`, `x-explicit`. A field names what its schema does not say already:
 * the gateway fills in the rest (apps/gateway/cases/definitions/form-hints.ts).
 */

/** Every widget that a form may have. Consoles draw an unknown one as its JSON type. */
export const WIDGETS = [
  // of the schema itself
  'line',
  'paragraphs',
  'number',
  'yesNo',
  'choice',
  'date',
  'instant',
  'group',
  'rows',
  'lines',
  // texts
  'note',
  'reply',
  // things that are chosen rather than typed
  'unit',
  'units',
  'letter',
  'attachments',
  'findings',
  'itemList',
  'notice',
  'arrangementEntry',
  'revision',
  // numbers
  'workingDays',
  'stars',
  // of programs
  'id',
] as const;
export type Widget = (typeof WIDGETS)[number];

export interface FieldHint {
  /** Short label. */
  readonly title: string;
  readonly widget?: Widget;
  /** Heading of the fields that belong together. */
  readonly group?: string;
  /** Hint below the field, for example what it decides. */
  readonly description?: string;
  /** Needed only when a check of the decision says so: consoles show the field once an answer names it. */
  readonly isOnDemand?: boolean;
  /** Programs may leave it out; a person says it, so that nothing is decided by silence. */
  readonly isExplicit?: boolean;
}

/** For `meta` of a field: `unitCode().meta(hint({ title: '主办单位' }))`. */
export const hint = ({ title, widget, group, description, isOnDemand, isExplicit }: FieldHint) => ({
  'x-title': title,
  ...(widget !== undefined && { 'x-widget': widget }),
  ...(group !== undefined && { 'x-group': group }),
  ...(description !== undefined && { description }),
  ...(isOnDemand && { 'x-on-demand': true }),
  ...(isExplicit && { 'x-explicit': true }),
});
