import type { ReactNode } from 'react';
import { Switch as AriaSwitch, type SwitchProps } from 'react-aria-components/Switch';
import styles from './choice.module.css';

interface Props extends Omit<SwitchProps, 'className' | 'style' | 'children'> {
  readonly children: ReactNode;
  readonly note?: string;
}

/** Acts at once; what waits for a button is a checkbox. */
export function Switch({ children, note, ...props }: Props) {
  return (
    <AriaSwitch {...props} className={styles.choice!}>
      <span className={styles.track} aria-hidden>
        <span className={styles.thumb} />
      </span>
      <span>
        {children}
        {note && <span className={styles.note}>{note}</span>}
      </span>
    </AriaSwitch>
  );
}
