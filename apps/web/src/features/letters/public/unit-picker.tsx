import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { X } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { described, Field, type FieldFrame } from '../../../ui/native/field.js';
import control from '../../../ui/native/field.module.css';
import type { Unit } from './letter-types.js';
import styles from './unit-picker.module.css';

const MOST = 10;

/** Units by their names, with the browser's suggestions while one types. @param chosen codes */
export function UnitPicker({
  units,
  chosen,
  onChange,
  ...frame
}: FieldFrame & {
  readonly units: readonly Unit[];
  readonly chosen: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const error = isUnknown ? t('writing.unitUnknown') : frame.error;
  const nameOf = (code: string) => units.find((unit) => unit.code === code)?.name ?? code;
  const input = useRef<HTMLInputElement>(null);
  /** @returns whether nothing unknown is left in the field */
  const add = (text: string): boolean => {
    const found = units.find(({ name, shortName }) => [name, shortName].includes(text.trim()));
    setUnknown(!found && text.trim() !== '');
    if (!found) return text.trim() === '';
    setTyped('');
    if (!chosen.includes(found.code) && chosen.length < MOST) onChange([...chosen, found.code]);
    return true;
  };
  // A name that was typed and not added counts as well. On leaving the field it would move the button that is being pressed.
  const addRest = useEffectEvent((event: SubmitEvent) => {
    if (add(typed)) return;
    event.preventDefault();
    event.stopPropagation();
    input.current?.focus();
  });
  useEffect(() => {
    const form = input.current?.form;
    const onSubmit = (event: SubmitEvent) => addRest(event);
    form?.addEventListener('submit', onSubmit);
    return () => form?.removeEventListener('submit', onSubmit);
  }, []);
  return (
    <Field {...frame} error={error} optional>
      <div className={styles['row']}>
        <input
          ref={input}
          id={frame.id}
          className={control['control']}
          list={`${frame.id}-units`}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value);
            setUnknown(false);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            add(typed);
          }}
          {...described({ ...frame, error })}
        />
        <datalist id={`${frame.id}-units`}>
          {units.map(({ code, name }) => (
            <option key={code} value={name} />
          ))}
        </datalist>
        <button type="button" className={button('plain')} onClick={() => add(typed)}>
          {t('writing.unitAdd')}
        </button>
      </div>
      <ul className={styles['chosen']} aria-live="polite">
        {chosen.map((code) => (
          <li key={code}>
            {nameOf(code)}
            <button
              type="button"
              aria-label={t('writing.unitRemove', { name: nameOf(code) })}
              onClick={() => onChange(chosen.filter((one) => one !== code))}
            >
              <X aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </Field>
  );
}
