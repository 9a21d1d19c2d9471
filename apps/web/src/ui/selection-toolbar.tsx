import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { t } from '../messages/t.js';
import { KeyHint } from './key-hint.js';
import styles from './selection-toolbar.module.css';

interface Props {
  /** How many rows are selected. */
  readonly n: number;
  readonly onClear: () => void;
  /** Buttons, and why something cannot be done. */
  readonly children: ReactNode;
}

/** What can be done with the selected rows, over the end of their list. */
export function SelectionToolbar({ n, onClear, children }: Props) {
  return (
    <div role="toolbar" aria-label={t('work.selected', { n })} className={styles.bar}>
      <span className={styles.count}>{t('work.selected', { n })}</span>
      {children}
      <AriaButton className={styles.more!} onPress={onClear}>
        <X size={14} aria-hidden />
        <span className="visually-hidden">{t('work.deselectAll')}</span>
        <KeyHint keys="Escape" />
      </AriaButton>
    </div>
  );
}
