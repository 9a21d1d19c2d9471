/** What forms use of a JSON Schema: the keywords of task and message forms, and the hints of the API. */
export interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly anyOf?: readonly FieldSchema[];
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
  readonly additionalProperties?: boolean;
  /** Short label. */
  readonly 'x-title'?: string;
  readonly 'x-widget'?: string;
  /** Heading of the fields that belong together. */
  readonly 'x-group'?: string;
  /** Shown once an answer of the server asks for it. */
  readonly 'x-on-demand'?: boolean;
  /** Programs may leave it out, people may not. */
  readonly 'x-explicit'?: boolean;
  readonly 'x-titles'?: Readonly<Record<string, string>>;
}

/** Keywords that the renderer understands; a test walks every form and fails on another. */
export const KNOWN_KEYWORDS: ReadonlySet<string> = new Set([
  ...[
    'type',
    'description',
    'properties',
    'required',
    'items',
    'anyOf',
    'enum',
    'format',
    'default',
    'pattern',
  ],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'uniqueItems'],
  ...['additionalProperties', 'x-title', 'x-widget', 'x-group', 'x-titles', 'x-on-demand', 'x-explicit'],
]);

/** A field and where its value stands: `content.note`, `decision.findings.0.kind`. */
export interface Field {
  readonly path: string;
  readonly schema: FieldSchema;
  readonly isRequired: boolean;
}

/** The fields of an object, in the order of its schema. @param path of the object; empty for the form itself */
export function fieldsOf(schema: FieldSchema, path = ''): Field[] {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    path: path === '' ? name : `${path}.${name}`,
    schema: field,
    isRequired: field['x-explicit'] === true || (schema.required?.includes(name) ?? false),
  }));
}

/** The fields of a task's outcome: those of its decision, then those of its content. */
export function formFields(schema: FieldSchema): Field[] {
  return fieldsOf(schema).flatMap(({ path, schema: half }) => fieldsOf(half, path));
}

/** What a nullable field is apart from null; other fields as they are. */
export function present(schema: FieldSchema): FieldSchema {
  const filled = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  return filled.length === 1 ? { ...schema, ...filled[0]!, anyOf: undefined } : schema;
}

/** Label of a field: its short title, else its description, else its name. */
export function labelOf({ path, schema }: Field): string {
  return schema['x-title'] ?? schema.description ?? path.slice(path.lastIndexOf('.') + 1);
}

/** What stands below the field, where it says more than the label: units are chosen, so that their codes need no mention. */
export function hintOf(field: Field): string | undefined {
  const label = labelOf(field);
  const said = (field.schema.description ?? '').replace(/代码$/, '');
  const more = said.startsWith(label) ? said.slice(label.length).replace(/^[,，:：]/, '') : said;
  return more === '' ? undefined : more;
}
