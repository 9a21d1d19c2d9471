import { Search, X } from 'lucide-react';
import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import { t } from '../messages/t.js';
import { FilterMenu } from './filter-menu.js';
import { IconButton } from './icon-button.js';
import type { Option } from './option.js';
import styles from './filters.module.css';

/** A condition that holds. */
export interface ActiveFilter {
  readonly id: string;
  /** 类别 */
  readonly name: string;
  /** 投诉 */
  readonly value: string;
  readonly onDrop: () => void;
}

/** A condition that can be added. */
export interface OfferedFilter {
  readonly id: string;
  readonly name: string;
  readonly options: readonly Option[];
  readonly onChoose: (id: string) => void;
}

interface Props {
  readonly find: FindProps;
  readonly active: readonly ActiveFilter[];
  /** Those without options are not offered. */
  readonly offered: readonly OfferedFilter[];
  /** At the end of the line. */
  readonly tools: ReactNode;
}

/** Conditions of a list: those that hold, each with a button that drops it, and those that can be added. */
export function FilterBar({ find, active, offered, tools }: Props) {
  return (
    <div className={styles.bar} role="group" aria-label={t('ui.filters')}>
      <Find {...find} />
      {active.map(({ id, name, value, onDrop }) => (
        <span key={id} className={styles.active}>
          {t('ui.filter', { name, value })}
          <button type="button" aria-label={t('ui.dropFilter', { name, value })} onClick={onDrop}>
            <X size={14} aria-hidden />
          </button>
        </span>
      ))}
      {offered
        .filter(({ options }) => options.length > 0)
        .map(({ id, ...menu }) => (
          <FilterMenu key={id} {...menu} />
        ))}
      <span className={styles.tools}>{tools}</span>
    </div>
  );
}

interface FindProps {
  readonly label: string;
  readonly value: string;
  readonly onFind: (text: string | undefined) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** A pause in typing that searches, ms. */
const PAUSE_MS = 400;

function Find({ label, value, onFind, inputRef }: FindProps) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    // The address has changed: by what was typed here, or by a link.
    setKnown(value);
    if (value !== typed.trim()) setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onFind(typed.trim() || undefined), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <span className={`${styles.find} no-print`}>
      <Search size={14} aria-hidden />
      <input
        ref={inputRef}
        value={typed}
        maxLength={50}
        aria-label={label}
        placeholder={label}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') onFind(typed.trim() || undefined);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {typed && <IconButton icon={X} size="small" label={t('ui.clear')} onPress={() => onFind(undefined)} />}
    </span>
  );
}
