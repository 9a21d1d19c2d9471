import { Suspense, useContext, type ComponentType } from 'react';
import { t } from '../../messages/t.js';
import { Button } from '../../ui/button.js';
import { FieldError } from '../../ui/field-parts.js';
import { Skeleton } from '../../ui/skeleton.js';
import { fieldsOf, labelOf, present, type FieldSchema } from '../model/schema.js';
import { FormWidgetsContext } from '../model/subject.js';
import { valueAt, type Value } from '../model/values.js';
import { AttachmentsField } from './attachments-field.js';
import { ChoiceField, StarsField, YesNoField } from './choice-fields.js';
import { DateField, InstantField } from './date-fields.js';
import { boxId, type FieldProps } from './field-props.js';
import { ReplyField } from './reply-field.js';
import { RevisionField } from './revision-field.js';
import { LineField, LinesField, NoteField, NumberField, ParagraphsField } from './text-fields.js';
import { UnitField, UnitsField } from './unit-fields.js';
import styles from './fields.module.css';

/** `x-widget` -> how it is drawn. Others are drawn as their business says, or else by the type of their schema. */
const WIDGETS: Readonly<Record<string, ComponentType<FieldProps>>> = {
  line: LineField,
  id: LineField,
  paragraphs: ParagraphsField,
  note: NoteField,
  reply: ReplyField,
  number: NumberField,
  workingDays: NumberField,
  revision: RevisionField,
  stars: StarsField,
  yesNo: YesNoField,
  choice: ChoiceField,
  date: DateField,
  instant: InstantField,
  unit: UnitField,
  units: UnitsField,
  attachments: AttachmentsField,
  lines: LinesField,
  group: GroupField,
  rows: RowsField,
};

/** One field of a form, with everything in it. */
export function FieldView(props: FieldProps) {
  const schema = present(props.field.schema);
  const ofBusiness = useContext(FormWidgetsContext);
  const name = schema['x-widget'] ?? '';
  const Widget = WIDGETS[name] ?? ofBusiness[name] ?? widgetOf(schema);
  return (
    <div id={boxId(props.field.path)} className={styles.field}>
      <Suspense fallback={<Skeleton widths={[60, 100]} />}>
        <Widget {...props} field={{ ...props.field, schema }} />
      </Suspense>
    </div>
  );
}

function widgetOf({ type, format, enum: codes, items }: FieldSchema): ComponentType<FieldProps> {
  if (codes) return ChoiceField;
  if (type === 'array') return items?.type === 'object' ? RowsField : LinesField;
  if (type === 'object') return GroupField;
  if (type === 'boolean') return YesNoField;
  if (type === 'integer' || type === 'number') return NumberField;
  if (format === 'date') return DateField;
  if (format === 'date-time') return InstantField;
  return LineField;
}

/** Fields of an object, under its label. */
function GroupField({ field, value, ...rest }: FieldProps) {
  return (
    <fieldset className={styles.group}>
      <legend>{labelOf(field)}</legend>
      <FieldList of={field.schema} path={field.path} value={value} {...rest} />
    </fieldset>
  );
}

/** A list of objects: each is a group, and more can be added up to the limit. */
function RowsField({ field, value, onChange, faults }: FieldProps) {
  const rows = Array.isArray(value) ? (value as readonly Value[]) : [];
  const { items, maxItems = Infinity } = field.schema;
  return (
    <fieldset className={styles.group}>
      <legend>{labelOf(field)}</legend>
      {rows.map((row, index) => (
        <fieldset key={index} className={styles.group}>
          <legend>{t('forms.row', { n: index + 1 })}</legend>
          <FieldList
            of={items!}
            path={`${field.path}.${index}`}
            value={row}
            onChange={onChange}
            faults={faults}
          />
          <p>
            <Button
              size="small"
              onPress={() =>
                onChange(
                  field.path,
                  rows.filter((_, other) => other !== index),
                )
              }
            >
              {t('forms.removeRow', { n: index + 1 })}
            </Button>
          </p>
        </fieldset>
      ))}
      {faults.get(field.path) && <FieldError>{faults.get(field.path)}</FieldError>}
      {rows.length < maxItems && (
        <p>
          <Button size="small" onPress={() => onChange(field.path, [...rows, {}])}>
            {t('forms.addRow')}
          </Button>
        </p>
      )}
    </fieldset>
  );
}

interface ListProps extends Pick<FieldProps, 'value' | 'faults' | 'onChange'> {
  readonly of: FieldSchema;
  readonly path: string;
}

/** The fields of an object, with a heading before each group of `x-group`. */
export function FieldList({ of, path, value, faults, onChange }: ListProps) {
  const fields = fieldsOf(of, path);
  return fields.map((field, index) => {
    const group = field.schema['x-group'];
    const isNew = group !== undefined && group !== fields[index - 1]?.schema['x-group'];
    const name = field.path.slice(path === '' ? 0 : path.length + 1);
    return (
      <div key={field.path}>
        {isNew && <h4 className={styles.heading}>{group}</h4>}
        <FieldView field={field} value={valueAt(value, name)} faults={faults} onChange={onChange} />
      </div>
    );
  });
}
