import { useState, type ReactNode, type RefObject } from 'react';
import { dayOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { ExportLink } from '../../../ui/export-link.js';
import { FilterBar, type OfferedFilter } from '../../../ui/filter-bar.js';
import {
  conditionsIn,
  filterOf,
  withCondition,
  type Condition,
  type LettersSearch,
} from '../letters-search.js';
import {
  DUE_PERIODS,
  duePeriod,
  RECEIVED_PERIODS,
  receivedPeriod,
  type DuePeriod,
  type ReceivedPeriod,
} from '../periods.js';
import { LookMenu } from './look-menu.js';
import type { ListLook } from './use-list-look.js';
import type { LetterWords } from './use-letter-words.js';

/** Conditions with a menu of their own; periods have theirs. */
const OFTEN: readonly Condition[] = ['light', 'card', 'class', 'stage', 'lead', 'holder'];
const SELDOM: readonly Condition[] = ['state', 'unit', 'kind', 'onTime', 'rating', 'listing'];

interface Props {
  readonly search: LettersSearch;
  readonly words: LetterWords;
  readonly look: ListLook;
  /** What else can be done with the conditions. */
  readonly tools: ReactNode;
  readonly onChange: (search: LettersSearch) => void;
  readonly findRef: RefObject<HTMLInputElement | null>;
}

/** Conditions of the list, and how it looks. */
export function LetterFilters({ search, words, look, tools, onChange, findRef }: Props) {
  const [isLong, setLong] = useState(false);
  const active = conditionsIn(search).filter(({ name }) => name !== 'q');
  const isFree = (...names: readonly Condition[]): boolean =>
    names.every((name) => search[name] === undefined);
  const today = dayOf(Date.now());
  const periods: OfferedFilter[] = [
    {
      id: 'due',
      name: t('letters.due'),
      options: isFree('dueAfter', 'dueBefore')
        ? DUE_PERIODS.map((id) => ({ id, name: t(`letters.due_${id}`) }))
        : [],
      onChoose: (id) => onChange({ ...search, ...duePeriod(id as DuePeriod, today) }),
    },
    {
      id: 'received',
      name: t('letters.received'),
      options: isFree('receivedAfter', 'receivedBefore')
        ? RECEIVED_PERIODS.map((id) => ({ id, name: t(`letters.received_${id}`) }))
        : [],
      onChoose: (id) => onChange({ ...search, ...receivedPeriod(id as ReceivedPeriod, today) }),
    },
  ];
  return (
    <FilterBar
      find={{
        label: t('letters.find'),
        value: search.q ?? '',
        onFind: (q) => onChange(withCondition(search, 'q', q)),
        inputRef: findRef,
      }}
      active={active.map(({ name, value }) => ({
        id: name,
        name: t(`letters.${name}`),
        value: words.titleOf(name, value),
        onDrop: () => onChange(withCondition(search, name, undefined)),
      }))}
      offered={[
        ...periods,
        ...[...OFTEN, ...(isLong ? SELDOM : [])]
          .filter((name) => isFree(name))
          .map((name) => ({
            id: name,
            name: t(`letters.${name}`),
            options: words.optionsOf(name),
            onChoose: (id: string) => onChange(withCondition(search, name, id)),
          })),
      ]}
      tools={
        <>
          <Button size="small" kind="ghost" onPress={() => setLong(!isLong)}>
            {t(isLong ? 'letters.fewerConditions' : 'letters.moreConditions')}
          </Button>
          {tools}
          <ExportLink list="letters" filter={filterOf(search)} kind="ghost" />
          <LookMenu search={search} look={look} onChange={onChange} />
        </>
      }
    />
  );
}
