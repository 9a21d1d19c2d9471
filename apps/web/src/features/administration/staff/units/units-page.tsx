import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Building2, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { unitsQuery } from '../../../../api/case-queries.js';
import { dayOf } from '../../../../lib/dates.js';
import { useMe } from '../../../../lib/me.js';
import { t } from '../../../../messages/t.js';
import { Button } from '../../../../ui/button.js';
import { EmptyState } from '../../../../ui/empty-state.js';
import { ErrorState } from '../../../../ui/error-state.js';
import { FilterBar } from '../../../../ui/filter-bar.js';
import { Skeleton } from '../../../../ui/skeleton.js';
import { foundUnits, shownUnits } from '../../unit-tree.js';
import { keepsUnits } from '../../powers.js';
import type { UnitsSearch } from '../../units-api.js';
import page from '../accounts-page.module.css';
import { NewUnitDialog } from './unit-dialogs.js';
import { UnitPane } from './unit-pane.js';
import { UnitRow, UnitTree } from './unit-tree.js';
import styles from './units-page.module.css';

const route = getRouteApi('/units');

/** The units of the prefecture as a tree, and one of them beside it. */
export function UnitsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { roles } = useMe();
  const [isNew, setNew] = useState(false);
  const [today] = useState(() => dayOf(new Date()));
  const findRef = useRef<HTMLInputElement>(null);
  const list = useQuery(unitsQuery);
  const change = (next: UnitsSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const all = list.data ?? [];
  const active = shownUnits(all, { today, ended: false });
  const shown = search.ended ? all : active;
  const q = search.q ?? '';
  const found = q === '' ? shown : foundUnits(shown, q);
  return (
    <div className={page.page}>
      <p className={page.strip}>
        <Building2 size={16} aria-hidden />
        {t(stripOf(roles))}
      </p>
      <div className={page.columns}>
        <section className={page.panel} aria-labelledby="units-title">
          <header className={page.head}>
            <h1 id="units-title">{t('units.title')}</h1>
            <span className={page.counts}>
              {list.data && t('units.counts', { active: active.length, ended: all.length - active.length })}
            </span>
            {keepsUnits(roles) && (
              <Button kind="primary" onPress={() => setNew(true)}>
                <Plus size={16} aria-hidden />
                {t('units.create')}
              </Button>
            )}
          </header>
          <div className={page.filters}>
            <FilterBar
              find={{
                label: t('units.find'),
                value: q,
                onFind: (typed) => change({ q: typed }),
                inputRef: findRef,
              }}
              active={[]}
              offered={[]}
              tools={
                <Button size="small" onPress={() => change({ ended: search.ended ? undefined : 'true' })}>
                  {t(search.ended ? 'units.hideEnded' : 'units.showEnded')}
                </Button>
              }
            />
          </div>
          {list.isPending && <Skeleton />}
          {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
          {list.data && found.length === 0 && (
            <EmptyState title={t('units.nothingFound')}>
              <p>
                <Link to="/units">{t('units.dropFind')}</Link>
              </p>
            </EmptyState>
          )}
          <div className={`${page.list} ${styles.tree}`}>
            {q === '' ? (
              <UnitTree units={shown} search={search} today={today} />
            ) : (
              found.map((unit) => <UnitRow key={unit.code} unit={unit} search={search} today={today} />)
            )}
          </div>
        </section>
        <section className={`${page.panel} ${page.side}`}>
          {search.code === undefined ? (
            <p className={page.choose}>{t('units.choose')}</p>
          ) : (
            <UnitPane
              key={search.code}
              code={search.code}
              today={today}
              onClose={() => change({ code: undefined })}
            />
          )}
        </section>
      </div>
      {isNew && (
        <NewUnitDialog
          onClose={() => setNew(false)}
          onCreated={(code) => {
            setNew(false);
            change({ code });
          }}
        />
      )}
    </div>
  );
}

/** Who may do what, said to the reader. */
function stripOf(roles: readonly string[]) {
  if (roles.includes('admin-system')) return 'units.stripWhole';
  return roles.includes('county-admin') ? 'units.stripCounty' : 'units.stripReader';
}
