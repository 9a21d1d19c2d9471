import type { Widget } from '../../../../workflows/fields/form-hints.js';

/** The parts of a JSON Schema that the hints of a field depend on. */
interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly 'x-title'?: string;
  readonly 'x-widget'?: Widget;
}

/**
 * Adds `x-title` and `x-widget` to every field of a form's half that does not name them: the description is its label, and
 * its type says how it is drawn. A process that describes its fields needs no more.
 */
export function withHints(schema: Schema): Schema {
  return {
    ...schema,
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, field]) => [name, hinted(field)]),
      ),
    }),
    ...(schema.items && { items: withHints(schema.items) }),
  };
}

function hinted(field: Schema): Schema {
  const { description } = field;
  return {
    ...withHints(field),
    ...(field['x-title'] === undefined && description !== undefined && { 'x-title': description }),
    'x-widget': field['x-widget'] ?? widgetOf(field),
  };
}

/** @returns undefined for a field whose schema does not say how to draw it: it has to name its widget */
function widgetOf({ type, format, enum: codes, anyOf, items }: Schema): Widget | undefined {
  if (codes) return 'choice';
  switch (type) {
    case 'boolean':
      return 'yesNo';
    case 'integer':
    case 'number':
      return 'number';
    case 'object':
      return 'group';
    case 'array':
      if (items?.['x-widget'] === 'unit') return 'units';
      return items?.type === 'object' ? 'rows' : items?.format === 'uuid' ? undefined : 'lines';
    case 'string':
      if (format === 'date') return 'date';
      if (format === 'date-time') return 'instant';
      return format === undefined ? 'line' : undefined;
    default: {
      const filled = anyOf?.filter((one) => one.type !== 'null') ?? [];
      return filled.length === 1 ? (filled[0]!['x-widget'] ?? widgetOf(filled[0]!)) : undefined;
    }
  }
}
