import { useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { matches } from '../../lib/pinyin.js';
import { t } from '../../messages/t.js';
import { useFormSources, type UnitOption } from '../model/sources.js';
import { labelOf } from '../model/schema.js';
import { FieldFrame } from './field-frame.js';
import { controlIds, type FieldProps } from './field-props.js';
import styles from './fields.module.css';

/** One unit, found by name, code, short name or initials. */
export function UnitField(props: FieldProps) {
  const { units } = useFormSources();
  const chosen = units.find(({ code }) => code === props.value);
  return (
    <FieldFrame of={props}>
      <UnitBox
        of={props}
        units={units}
        chosen={chosen}
        onChoose={(code) => props.onChange(props.field.path, code)}
      />
    </FieldFrame>
  );
}

/** Several units, each shown with a button that takes it back. */
export function UnitsField(props: FieldProps) {
  const { units } = useFormSources();
  const codes = Array.isArray(props.value) ? props.value.map(String) : [];
  const set = (next: readonly string[]): void => props.onChange(props.field.path, next);
  const nameOf = (code: string): string => units.find((unit) => unit.code === code)?.name ?? code;
  return (
    <FieldFrame of={props}>
      {codes.length > 0 && (
        <ul className={styles.tags}>
          {codes.map((code) => (
            <li key={code} className={styles.tag}>
              {nameOf(code)}
              <button
                type="button"
                aria-label={t('forms.removeUnit', { name: nameOf(code) })}
                onClick={() => set(codes.filter((other) => other !== code))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <UnitBox
        key={codes.length} // empty again after each choice
        of={props}
        units={units.filter(({ code }) => !codes.includes(code))}
        chosen={undefined}
        onChoose={(code) => code !== undefined && set([...codes, code])}
      />
    </FieldFrame>
  );
}

interface BoxProps {
  readonly of: FieldProps;
  readonly units: readonly UnitOption[];
  readonly chosen: UnitOption | undefined;
  readonly onChoose: (code: string | undefined) => void;
}

function UnitBox({ of, units, chosen, onChoose }: BoxProps) {
  const [typed, setTyped] = useState(chosen?.name ?? '');
  const { id, ...described } = controlIds(of, of.field.schema.description !== undefined);
  const wanted = typed === chosen?.name ? '' : typed;
  const shown = units.filter(({ code, name, shortName }) => matches(wanted, `${name} ${shortName}`, code));
  return (
    <ComboBox
      aria-label={labelOf(of.field)}
      items={shown}
      inputValue={typed}
      onInputChange={(text) => {
        setTyped(text);
        if (text === '') onChoose(undefined);
      }}
      value={chosen?.code ?? null}
      onChange={(key) => {
        const unit = units.find(({ code }) => code === key);
        setTyped(unit?.name ?? '');
        onChoose(unit?.code);
      }}
      isInvalid={of.faults.has(of.field.path)}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <Label className="visually-hidden">{labelOf(of.field)}</Label>
      <div className={styles.combo}>
        <Input id={id} className={styles.control} {...described} placeholder={t('forms.unitPlaceholder')} />
        <Button className={styles.open} aria-label={t('forms.choosePlaceholder')}>
          ▾
        </Button>
      </div>
      <Popover className={styles.popover}>
        <ListBox renderEmptyState={() => <p className={styles.option}>{t('forms.noUnit')}</p>}>
          {({ code, name }: UnitOption) => (
            <ListBoxItem id={code} textValue={name} className={styles.option}>
              <span>{name}</span>
              <small>{code}</small>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
