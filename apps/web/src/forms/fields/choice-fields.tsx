import { t } from '../../messages/t.js';
import { hintOf } from '../model/schema.js';
import type { Value } from '../model/values.js';
import { FieldFrame } from './field-frame.js';
import { controlId, controlIds, type FieldProps } from './field-props.js';
import styles from './fields.module.css';

/** Up to this many choices are all shown at once. */
const SHOWN = 7;

/** One of several codes, by their titles. */
export function ChoiceField(props: FieldProps) {
  const { schema } = props.field;
  const titles = schema['x-titles'] ?? {};
  const options = (schema.enum ?? []).map((code) => ({ value: code, title: titles[code] ?? code }));
  if (options.length <= SHOWN) return <Radios {...props} options={options} />;
  return (
    <FieldFrame of={props}>
      <select
        {...controlIds(props, hintOf(props.field) !== undefined)}
        className={styles.control}
        value={typeof props.value === 'string' ? props.value : ''}
        onChange={({ target }) => props.onChange(props.field.path, target.value || undefined)}
      >
        <option value="">{t('forms.choosePlaceholder')}</option>
        {options.map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** Yes or no; neither is chosen beforehand. */
export function YesNoField(props: FieldProps) {
  return (
    <Radios
      {...props}
      options={[
        { value: true, title: t('forms.yes') },
        { value: false, title: t('forms.no') },
      ]}
    />
  );
}

/** A grade from the least to the most of its schema. */
export function StarsField(props: FieldProps) {
  const { minimum = 1, maximum = 5 } = props.field.schema;
  const grades = Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index);
  return <Radios {...props} options={grades.map((grade) => ({ value: grade, title: String(grade) }))} />;
}

interface RadiosProps extends FieldProps {
  readonly options: readonly { readonly value: Value; readonly title: string }[];
}

function Radios({ options, ...props }: RadiosProps) {
  const name = controlId(props.field.path);
  return (
    <FieldFrame of={props} isGroup>
      <div className={styles.choices}>
        {options.map(({ value, title }) => (
          <label key={String(value)} className={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={props.value === value}
              onChange={() => props.onChange(props.field.path, value)}
            />
            <span>{title}</span>
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}
