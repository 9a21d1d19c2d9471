import { t } from '../messages/t.js';
import type { Faults } from './model/check.js';
import { shownPart } from './model/on-demand.js';
import { FieldList } from './fields/field-view.js';
import { formFields, fieldsOf, type FieldSchema } from './model/schema.js';
import { valueAt, type FormValues, type Value } from './model/values.js';

interface Props {
  /** Schema of `{ decision, content }`. */
  readonly schema: FieldSchema;
  readonly values: FormValues;
  readonly faults: Faults;
  /** Paths of fields that the server asks for. */
  readonly asked?: ReadonlySet<string>;
  /** Changes the value at a path. Uploads end later, so the page puts it into what is there then. */
  readonly onChange: (path: string, value: Value) => void;
}

const NONE: ReadonlySet<string> = new Set();

/** The fields of a task's outcome or of a message, drawn from its schema. Its page has the form, the summary and the buttons. */
export function SchemaForm({ schema, values, faults, asked = NONE, onChange }: Props) {
  const named = new Set([...asked, ...faults.keys()]);
  if (formFields(schema).length === 0) return <p>{t('forms.noFields')}</p>;
  return fieldsOf(schema).map(({ path, schema: half }) => (
    <FieldList
      key={path}
      of={shownPart(half, path, valueAt(values, path), named)}
      path={path}
      value={valueAt(values, path)}
      faults={faults}
      onChange={onChange}
    />
  ));
}
