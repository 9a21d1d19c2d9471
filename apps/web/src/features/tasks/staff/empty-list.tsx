import { Link } from '@tanstack/react-router';
import { useContext } from 'react';
import { FindElsewhereContext } from '../../../lib/case-links.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { totalOf } from '../counts.js';
import type { Counts } from '../work-api.js';
import {
  activeConditions,
  withCondition,
  withoutConditions,
  type Tab,
  type WorkSearch,
} from '../work-search.js';
import { conditionName, type ConditionWords } from './use-condition-words.js';

interface Props {
  readonly tab: Tab;
  readonly search: WorkSearch;
  readonly words: ConditionWords;
  readonly counts: Counts | undefined;
  readonly onChange: (search: WorkSearch) => void;
}

const TITLES = { mine: 'tasks.emptyMine', unit: 'tasks.emptyUnit', done: 'tasks.emptyDone' } as const;

/** Why the list is empty, and the way on: a condition less, or the work of the unit. */
export function EmptyList({ tab, search, words, counts, onChange }: Props) {
  const { unitName } = useMe();
  const findElsewhere = useContext(FindElsewhereContext);
  const conditions = activeConditions(search);
  if (conditions.length > 0)
    return (
      <EmptyState title={t('work.emptyFiltered')}>
        {search.q !== undefined && findElsewhere && <p>{findElsewhere(search.q)}</p>}
        <p>{t('work.emptyFilteredHint')}</p>
        <p>
          {conditions.map(({ name, value }) => (
            <Button key={name} size="small" onPress={() => onChange(withCondition(search, name, undefined))}>
              {t('ui.dropFilter', { name: conditionName(name), value: words.titleOf(name, value) })}
            </Button>
          ))}{' '}
          {conditions.length > 1 && (
            <Button size="small" onPress={() => onChange(withoutConditions(search))}>
              {t('work.dropAll')}
            </Button>
          )}
        </p>
      </EmptyState>
    );
  const ofUnit = counts ? totalOf(counts.unit) : 0;
  return (
    <EmptyState title={t(TITLES[tab])}>
      {tab === 'mine' && ofUnit > 0 && (
        <p>
          <Link to="/work" search={{ tab: 'unit' }}>
            {t('work.seeUnitCount', { unit: unitName, n: ofUnit })}
          </Link>
        </p>
      )}
    </EmptyState>
  );
}
