import type { ReactNode } from 'react';
import { FieldGroup, type FieldFrame } from './field.js';
import styles from './choices.module.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly text?: string | undefined;
  readonly icon?: ReactNode;
}

/** Radio buttons as large tiles; native, so that arrows and screen readers work as everywhere. */
export function Choices<Value extends string>({
  value,
  onChange,
  choices,
  columns = 3,
  ...frame
}: FieldFrame & {
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly choices: readonly Choice<Value>[];
  readonly columns?: 1 | 2 | 3;
}) {
  return (
    <FieldGroup {...frame}>
      <div className={`${styles['tiles']} ${styles[`columns${columns}`]}`}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles['tile']}>
            <input
              type="radio"
              name={frame.id}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.icon}
            <span>
              {choice.title}
              {choice.text && <small>{choice.text}</small>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
