import { Minus, Plus } from 'lucide-react';
import {
  Button,
  Group,
  Input,
  NumberField as AriaNumberField,
  type NumberFieldProps,
} from 'react-aria-components';
import { FieldFoot, FieldHead, type FieldTexts } from './field-parts.js';
import styles from './field.module.css';

type Props = Omit<NumberFieldProps, 'className' | 'style' | 'children'> & FieldTexts;

export function NumberField({ label, note, hint, error, ...props }: Props) {
  return (
    <AriaNumberField {...props} isInvalid={error !== undefined} className={styles.field!}>
      <FieldHead label={label} note={note} />
      <Group className={`${styles.control} ${styles.group}`}>
        <Input />
        <Button slot="decrement" className={styles.inner!}>
          <Minus size={14} aria-hidden />
        </Button>
        <Button slot="increment" className={styles.inner!}>
          <Plus size={14} aria-hidden />
        </Button>
      </Group>
      <FieldFoot label={label} hint={hint} error={error} />
    </AriaNumberField>
  );
}
