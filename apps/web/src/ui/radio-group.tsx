import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { FieldFoot, FieldHead, type FieldTexts } from './field-parts.js';
import type { Option } from './option.js';
import field from './field.module.css';
import styles from './choice.module.css';

interface Props extends FieldTexts {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly isRow?: boolean;
  readonly isRequired?: boolean;
}

/** One of a few, all of them visible. */
export function RadioGroup({ options, value, onChange, isRow = false, isRequired, ...texts }: Props) {
  return (
    <AriaRadioGroup
      value={value}
      onChange={onChange}
      isInvalid={texts.error !== undefined}
      className={field.field!}
      {...(isRequired !== undefined && { isRequired })}
    >
      <FieldHead {...texts} />
      <div className={`${styles.options} ${isRow ? styles.row : ''}`}>
        {options.map(({ id, name, note }) => (
          <Radio key={id} value={id} className={styles.choice!}>
            <span className={`${styles.box} ${styles.round}`} aria-hidden />
            <span>
              {name}
              {note && <span className={styles.note}>{note}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldFoot {...texts} />
    </AriaRadioGroup>
  );
}
