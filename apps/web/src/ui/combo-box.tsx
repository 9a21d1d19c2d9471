import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button, ComboBox as AriaComboBox, Group, Input } from 'react-aria-components';
import { t } from '../messages/t.js';
import { FieldFoot, FieldHead, type FieldTexts } from './field-parts.js';
import type { Option } from './option.js';
import { OptionList } from './option-list.js';
import { useOptions, type Options } from './use-options.js';
import styles from './field.module.css';

interface Props extends FieldTexts {
  /** All of them, or a search. Recent and suggested ones first. A search keeps its identity between renderings. */
  readonly options: Options;
  readonly value: Option | null;
  readonly onChange: (option: Option | null) => void;
  readonly placeholder?: string;
}

/** One of many, found while typing: by name, code or pinyin initials. */
export function ComboBox({ options, value, onChange, placeholder, ...texts }: Props) {
  const [typed, setTyped] = useState(value?.name ?? '');
  // What is chosen is no search: all are offered again.
  const { found, isLoading } = useOptions(options, typed === value?.name ? '' : typed);
  return (
    <AriaComboBox
      inputValue={typed}
      onInputChange={setTyped}
      value={value?.id ?? null}
      onChange={(key) => {
        const chosen = found.find(({ id }) => id === key) ?? (value?.id === key ? value : null);
        setTyped(chosen?.name ?? '');
        onChange(chosen);
      }}
      items={found}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={texts.error !== undefined}
      className={styles.field!}
    >
      <FieldHead {...texts} />
      <Group className={`${styles.control} ${styles.group}`}>
        <Input placeholder={placeholder ?? t('ui.typeToFind')} />
        <Button className={styles.inner!}>
          <ChevronDown size={16} aria-hidden />
        </Button>
      </Group>
      <FieldFoot {...texts} />
      <OptionList isLoading={isLoading} />
    </AriaComboBox>
  );
}
