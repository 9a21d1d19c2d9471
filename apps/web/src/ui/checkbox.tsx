import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components/Checkbox';
import styles from './choice.module.css';

interface Props extends Omit<CheckboxProps, 'className' | 'style' | 'children'> {
  readonly children?: ReactNode;
  readonly note?: string;
}

/** Without children it needs an `aria-label`. */
export function Checkbox({ children, note, ...props }: Props) {
  return (
    <AriaCheckbox {...props} className={styles.choice!}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={styles.box} aria-hidden>
            {isIndeterminate ? (
              <Minus size={11} strokeWidth={3.2} />
            ) : (
              isSelected && <Check size={11} strokeWidth={3.2} />
            )}
          </span>
          {children && (
            <span>
              {children}
              {note && <span className={styles.note}>{note}</span>}
            </span>
          )}
        </>
      )}
    </AriaCheckbox>
  );
}
