import { ChevronDown } from 'lucide-react';
import {
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components/Select';
import { t } from '../messages/t.js';
import { FieldFoot, FieldHead, type FieldTexts } from './field-parts.js';
import type { Option } from './option.js';
import field from './field.module.css';
import styles from './list.module.css';

interface Props extends FieldTexts {
  readonly options: readonly Option[];
  /** Id of the chosen one; null: none. */
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly isDisabled?: boolean;
  readonly isRequired?: boolean;
}

/** One of a few. Of many: `ComboBox`. */
export function Select({ options, value, onChange, isDisabled, isRequired, ...texts }: Props) {
  return (
    <AriaSelect
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      placeholder={t('ui.choose')}
      isInvalid={texts.error !== undefined}
      className={field.field!}
      {...(isDisabled !== undefined && { isDisabled })}
      {...(isRequired !== undefined && { isRequired })}
    >
      <FieldHead {...texts} />
      <Button className={field.control!}>
        <SelectValue className={field.value!} />
        <ChevronDown size={16} aria-hidden className={field.chevron} />
      </Button>
      <FieldFoot {...texts} />
      <Popover className={styles.popover!} offset={4}>
        <ListBox className={styles.list!} items={options}>
          {(option) => (
            <ListBoxItem textValue={option.name} className={styles.item!}>
              {option.name}
              {option.note && <span className={styles.note}>{option.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
