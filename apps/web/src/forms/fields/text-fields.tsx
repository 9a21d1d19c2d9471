import { t } from '../../messages/t.js';
import { hintOf } from '../model/schema.js';
import { FieldFrame } from './field-frame.js';
import { controlIds, type FieldProps } from './field-props.js';
import styles from './fields.module.css';

const textOf = ({ value }: FieldProps): string => (typeof value === 'string' ? value : '');
const idsOf = (props: FieldProps) => controlIds(props, hintOf(props.field) !== undefined);

/** One line: a title, a name, a number. */
export function LineField(props: FieldProps) {
  const { path } = props.field;
  return (
    <FieldFrame of={props}>
      <input
        {...idsOf(props)}
        className={styles.control}
        type="text"
        autoComplete="off"
        value={textOf(props)}
        onChange={({ target }) => props.onChange(path, target.value)}
      />
    </FieldFrame>
  );
}

/** A text with line breaks. It grows with what is typed, and counts where there is a limit. */
export function ParagraphsField(props: FieldProps) {
  const { path, schema } = props.field;
  const text = textOf(props);
  const { maxLength } = schema;
  const counter = maxLength !== undefined && (
    <span className={styles.counter}>{t('forms.counter', { n: [...text].length, max: maxLength })}</span>
  );
  return (
    <FieldFrame of={props} aside={counter}>
      <textarea
        {...idsOf(props)}
        className={`${styles.control} ${styles.paragraphs} ${schema['x-widget'] === 'reply' ? styles.reply : ''}`}
        rows={schema['x-widget'] === 'reply' ? 12 : 3}
        value={text}
        onChange={({ target }) => props.onChange(path, target.value)}
      />
    </FieldFrame>
  );
}

/** A list of short texts, one a line. */
export function LinesField(props: FieldProps) {
  const lines = Array.isArray(props.value) ? props.value.map(String) : [];
  return (
    <FieldFrame of={props}>
      <textarea
        {...idsOf(props)}
        className={`${styles.control} ${styles.paragraphs}`}
        rows={3}
        placeholder={t('forms.linesHint')}
        value={lines.join('\n')}
        onChange={({ target }) =>
          props.onChange(props.field.path, target.value === '' ? [] : target.value.split('\n'))
        }
        onBlur={() =>
          props.onChange(
            props.field.path,
            lines.map((line) => line.trim()).filter((line) => line !== ''),
          )
        }
      />
    </FieldFrame>
  );
}

/** A whole number. What is no number stays as typed, and is refused with its reason. */
export function NumberField(props: FieldProps) {
  const { path, schema } = props.field;
  return (
    <FieldFrame of={props}>
      <input
        {...idsOf(props)}
        className={`${styles.control} ${styles.short}`}
        type="number"
        inputMode="numeric"
        step={1}
        min={schema.minimum}
        max={schema.maximum}
        value={typeof props.value === 'number' && !Number.isNaN(props.value) ? props.value : ''}
        onChange={({ target }) =>
          props.onChange(path, target.value === '' ? undefined : target.valueAsNumber)
        }
      />
    </FieldFrame>
  );
}
