import { Search, X } from 'lucide-react';
import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import { t } from '../../../messages/t.js';
import { IconButton } from '../../../ui/icon-button.js';
import {
  activeConditions,
  conditionsOf,
  withCondition,
  type Condition,
  type Tab,
  type WorkSearch,
} from '../work-search.js';
import { FilterMenu } from './filter-menu.js';
import styles from './filters.module.css';
import { conditionName, type ConditionWords } from './use-condition-words.js';

interface Props {
  readonly tab: Tab;
  readonly search: WorkSearch;
  readonly words: ConditionWords;
  readonly onChange: (search: WorkSearch) => void;
  readonly findRef: RefObject<HTMLInputElement | null>;
  /** At the end of the line. */
  readonly tools: ReactNode;
}

/** Conditions of the list: those that hold, each with a button that drops it, and those that can be added. */
export function FilterBar({ tab, search, words, onChange, findRef, tools }: Props) {
  const active = activeConditions(search).filter(({ name }) => name !== 'q');
  const set = (name: Condition) => (value: string | undefined) =>
    onChange(withCondition(search, name, value));
  const free = conditionsOf(tab).filter(
    (name) => name !== 'q' && !active.some((condition) => condition.name === name),
  );
  return (
    <div className={styles.bar} role="group" aria-label={t('work.filters')}>
      <Find value={search.q ?? ''} onFind={set('q')} findRef={findRef} />
      {active.map(({ name, value }) => {
        const said = { name: conditionName(name), value: words.titleOf(name, value) };
        return (
          <span key={name} className={styles.active}>
            {t('work.condition', said)}
            <button
              type="button"
              aria-label={t('work.dropCondition', said)}
              onClick={() => set(name)(undefined)}
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        );
      })}
      {free.map((name) => {
        const options = words.optionsOf(name);
        return options.length === 0 ? null : (
          <FilterMenu key={name} name={conditionName(name)} options={options} onChoose={set(name)} />
        );
      })}
      <span className={styles.tools}>{tools}</span>
    </div>
  );
}

interface FindProps {
  readonly value: string;
  readonly onFind: (text: string | undefined) => void;
  readonly findRef: RefObject<HTMLInputElement | null>;
}

/** A pause in typing that searches, ms. */
const PAUSE_MS = 400;

function Find({ value, onFind, findRef }: FindProps) {
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
    <span className={styles.find}>
      <Search size={14} aria-hidden />
      <input
        ref={findRef}
        value={typed}
        maxLength={50}
        aria-label={t('work.find')}
        placeholder={t('work.find')}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') onFind(typed.trim() || undefined);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {typed && (
        <IconButton icon={X} size="small" label={t('work.clear')} onPress={() => onFind(undefined)} />
      )}
    </span>
  );
}
