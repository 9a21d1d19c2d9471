import type { ReactNode, RefObject } from 'react';
import { stringifySearch } from '../../../lib/plain-search.js';
import { t } from '../../../messages/t.js';
import { ExportLink } from '../../../ui/export-link.js';
import { FilterBar } from '../../../ui/filter-bar.js';
import {
  activeConditions,
  conditionsOf,
  toTasksQuery,
  withCondition,
  type Condition,
  type Tab,
  type WorkSearch,
} from '../work-search.js';
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

/** Conditions of the workbench's list. */
export function WorkFilters({ tab, search, words, onChange, findRef, tools }: Props) {
  const active = activeConditions(search).filter(({ name }) => name !== 'q');
  const set = (name: Condition) => (value: string | undefined) =>
    onChange(withCondition(search, name, value));
  const free = conditionsOf(tab).filter(
    (name) => name !== 'q' && !active.some((condition) => condition.name === name),
  );
  return (
    <FilterBar
      find={{ label: t('work.find'), value: search.q ?? '', onFind: set('q'), inputRef: findRef }}
      active={active.map(({ name, value }) => ({
        id: name,
        name: conditionName(name),
        value: words.titleOf(name, value),
        onDrop: () => set(name)(undefined),
      }))}
      offered={free.map((name) => ({
        id: name,
        name: conditionName(name),
        options: words.optionsOf(name),
        onChoose: set(name),
      }))}
      tools={
        <>
          {tools}
          <ExportLink
            list="tasks"
            filter={stringifySearch(toTasksQuery(search, new Date())).slice(1)}
            kind="ghost"
          />
        </>
      }
    />
  );
}
