import type { ReactNode } from 'react';
import styles from './key-hint.module.css';

/** Keys as they are printed on keyboards: `Ctrl+Enter`, `G W`, `J`. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split(' ').map((key) => (
        <kbd key={key}>
          {(key.length > 1 ? key.replace('+', ' ') : key).replace('Enter', '↵').replace('Escape', 'Esc')}
        </kbd>
      ))}
    </span>
  );
}

/** One line of keys at the foot of a page. */
export function KeyHints({
  items,
}: {
  readonly items: readonly (readonly [keys: string, does: ReactNode])[];
}) {
  return (
    <div className={`${styles.bar} no-print`}>
      {items.map(([keys, does]) => (
        <span key={keys}>
          <KeyHint keys={keys} /> {does}
        </span>
      ))}
    </div>
  );
}
