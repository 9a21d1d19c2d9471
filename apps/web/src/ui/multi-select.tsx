import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { Button, ComboBox, Input } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { t } from '../messages/t.js';
import { FieldFoot, FieldHead, type FieldTexts } from './field-parts.js';
import type { Option } from './option.js';
import { OptionList } from './option-list.js';
import { takesFirst } from './take-first.js';
import { useOptions, type Options } from './use-options.js';
import field from './field.module.css';
import styles from './multi-select.module.css';

interface Props extends FieldTexts {
  readonly options: Options;
  readonly value: readonly Option[];
  readonly onChange: (options: readonly Option[]) => void;
  /** Most that can be chosen. */
  readonly max?: number;
}

/** Several of many: each chosen one is a tag with a button that takes it back. */
export function MultiSelect({ options, value, onChange, max = Infinity, ...texts }: Props) {
  const [typed, setTyped] = useState('');
  const { found, isLoading } = useOptions(options, typed);
  const isFull = value.length >= max;
  // Full, nothing is offered; a disabled field would lose the focus while its list is open.
  const left = isFull ? [] : found.filter(({ id }) => !value.some((chosen) => chosen.id === id));
  const add = (chosen: Option | undefined): void => {
    if (!chosen) return;
    onChange([...value, chosen]);
    setTyped('');
  };
  return (
    <ComboBox
      inputValue={typed}
      onInputChange={setTyped}
      value={null}
      onChange={(key) => add(left.find(({ id }) => id === key))}
      items={left}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={texts.error !== undefined}
      className={field.field!}
    >
      <FieldHead {...texts} />
      {/* No TagGroup: inside a ComboBox it would take the list of options for its own. */}
      <ul className={styles.tags}>
        {value.map(({ id, name }) => (
          <li key={id} className={styles.tag}>
            {name}
            <button
              type="button"
              className={styles.remove}
              aria-label={t('ui.remove', { name })}
              onClick={() => onChange(value.filter((other) => other.id !== id))}
            >
              <X size={13} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <div onKeyDownCapture={(event) => add(takesFirst(event, { typed, found: left }))}>
        <Group className={`${field.control} ${field.group}`}>
          <Input placeholder={t('ui.add')} />
          <Button className={field.inner!}>
            <ChevronDown size={16} aria-hidden />
          </Button>
        </Group>
      </div>
      <FieldFoot {...texts} />
      <OptionList isLoading={isLoading && !isFull} {...(isFull && { empty: t('ui.full', { max }) })} />
    </ComboBox>
  );
}
