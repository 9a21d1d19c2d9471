import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { Schemas } from '../../../api/client.js';
import { dayOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ExportLink } from '../../../ui/export-link.js';
import { FilterBar } from '../../../ui/filter-bar.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { UnitSelect } from '../../../ui/unit-select.js';
import { BUSINESSES, dutyFilter, dutyQuery, STATES, type DutySearch } from '../duty-api.js';
import { DutyCard } from './duty-card.js';
import styles from './duty-page.module.css';
import { DutyPane } from './duty-pane.js';

const route = getRouteApi('/duty');

/** The duty register (专人): who is responsible in each unit, and one unit beside it. */
export function DutyPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [today] = useState(() => dayOf(Date.now()));
  const findRef = useRef<HTMLInputElement>(null);
  const list = useInfiniteQuery(dutyQuery(search));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const counts = list.data?.pages[0]?.counts;
  const business = search.business ?? 'mailbox';
  const change = (next: DutySearch): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <div className={styles.page}>
      <div className={styles.columns}>
        <section className={styles.panel} aria-labelledby="duty-title">
          <div className={styles.tools}>
            <header className={styles.head}>
              <h1 id="duty-title">{t('duty.title')}</h1>
              <ExportLink list="duty" filter={dutyFilter(search)} />
            </header>
            {counts && <Counts counts={counts} />}
            <SegmentedChoice
              label={t('duty.business')}
              options={BUSINESSES.map((id) => ({ id, name: t(`duty.${id}`) }))}
              value={business}
              onChange={(id) => change({ business: BUSINESSES.find((one) => one === id) })}
            />
            <FilterBar
              find={{
                label: t('duty.find'),
                value: search.q ?? '',
                onFind: (q) => change({ q }),
                inputRef: findRef,
              }}
              active={
                search.state
                  ? [
                      {
                        ...{ id: 'state', name: t('duty.state'), value: t(`duty.${search.state}`) },
                        onDrop: () => change({ state: undefined }),
                      },
                    ]
                  : []
              }
              offered={[
                {
                  id: 'state',
                  name: t('duty.state'),
                  options: STATES.map((id) => ({ id, name: t(`duty.${id}`) })),
                  onChoose: (id) => change({ state: STATES.find((one) => one === id) }),
                },
              ]}
              tools={
                <Button
                  size="small"
                  onPress={() => change({ state: search.state === 'missing' ? undefined : 'missing' })}
                >
                  {t('duty.onlyMissing')}
                </Button>
              }
            />
            <UnitSelect unit={search.unit} onChange={(unit) => change({ unit })} />
          </div>
          {list.isPending && <Skeleton />}
          {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
          {list.data && rows.length === 0 && (
            <EmptyState title={t(search.state === 'missing' ? 'duty.noneMissing' : 'duty.empty')}>
              <p>
                <Link to="/duty" search={{ business }}>
                  {t('duty.dropFilters')}
                </Link>
              </p>
            </EmptyState>
          )}
          <ul className={styles.list}>
            {rows.map((item) => (
              <DutyCard
                key={item.unit}
                item={item}
                today={today}
                search={search}
                isChosen={item.unit === search.name}
              />
            ))}
          </ul>
          <p className={styles.foot}>
            <span>{counts && t('duty.shown', { n: rows.length })}</span>
            {list.hasNextPage && <Button onPress={() => void list.fetchNextPage()}>{t('duty.more')}</Button>}
            <span>{t('duty.who')}</span>
          </p>
        </section>
        <section className={`${styles.panel} ${styles.side}`}>
          {search.name === undefined ? (
            <p className={styles.choose}>{t('duty.choose')}</p>
          ) : (
            <DutyPane
              key={`${search.name} ${business}`}
              code={search.name}
              business={business}
              today={today}
              onClose={() => change({ name: undefined })}
            />
          )}
        </section>
      </div>
    </div>
  );
}

function Counts({
  counts: { units, named, incomplete, substituted, missing },
}: {
  counts: Schemas['DutyCounts'];
}) {
  return (
    <p className={styles.counts}>
      <span>{t('duty.countNamed', { units, named: named + incomplete + substituted })}</span>
      <span className={missing > 0 ? styles.late : undefined}>{t('duty.countMissing', { n: missing })}</span>
      <span>{t('duty.countIncomplete', { n: incomplete })}</span>
      <span>{t('duty.countSubstituted', { n: substituted })}</span>
    </p>
  );
}
