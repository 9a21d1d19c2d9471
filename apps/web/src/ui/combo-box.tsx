import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button, ComboBox as AriaComboBox, Input } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { t } from '../messages/t.js';
import { FieldFoot, FieldHead, type FieldTexts } from './field-parts.js';
import type { Option } from './option.js';
import { OptionList } from './option-list.js';
import { takesFirst } from './take-first.js';
import { useOptions, type Options } from './use-options.js';
import styles from './field.module.css';

interface Props extends FieldTexts {
  /** All of them, or a search. Recent and suggested ones first. A search keeps its identity between renderings. */
  readonly options: Options;
  readonly value: Option | null;
  readonly onChange: (option: Option | null) => void;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
}

/** One of many, found while typing: by name, code or pinyin initials. Enter takes the first that was found. */
export function ComboBox({ options, value, onChange, placeholder, isRequired, ...texts }: Props) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const [named, setNamed] = useState(value?.name);
  // Chosen from outside, by a draft that is restored.
  if (named !== value?.name) {
    setNamed(value?.name);
    setTyped(value?.name ?? '');
  }
  // What is chosen is no search: all are offered again.
  const wanted = typed === value?.name ? '' : typed;
  const { found, isLoading } = useOptions(options, wanted);
  const choose = (chosen: Option | null): void => {
    setTyped(chosen?.name ?? '');
    onChange(chosen);
  };
  return (
    <AriaComboBox
      inputValue={typed}
      onInputChange={setTyped}
      value={value?.id ?? null}
      onChange={(key) => choose(found.find(({ id }) => id === key) ?? (value?.id === key ? value : null))}
      items={found}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={texts.error !== undefined}
      className={styles.field!}
      {...(isRequired !== undefined && { isRequired })}
    >
      <FieldHead {...texts} />
      <div
        onKeyDownCapture={(event) => {
          const first = takesFirst(event, { typed: wanted, found });
          if (first) choose(first);
        }}
      >
        <Group className={`${styles.control} ${styles.group}`}>
          <Input placeholder={placeholder ?? t('ui.typeToFind')} />
          <Button className={styles.inner!}>
            <ChevronDown size={16} aria-hidden />
          </Button>
        </Group>
      </div>
      <FieldFoot {...texts} />
      <OptionList isLoading={isLoading} />
    </AriaComboBox>
  );
}
