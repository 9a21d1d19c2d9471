import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../../../lib/key-table.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { KeyHints } from '../../../ui/key-hint.js';
import { Select } from '../../../ui/select.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { findingsQuery, type Finding } from '../campaigns-api.js';
import { KINDS, SHOWN_STATES, type CampaignSearch } from '../model/campaign-search.js';
import { nextAfter } from '../model/finding-groups.js';
import { FindingDetail } from './finding-detail.js';
import { FindingRow } from './finding-row.js';
import styles from './findings-tab.module.css';
import type { TabProps } from './tab-props.js';
import { UnitSelect } from './unit-select.js';
import { useReview } from './use-review.js';

const ANY = 'any';

/** Findings of all units, to be decided one after another. */
export function FindingsTab({ campaign, departments, search, onSearch, now }: TabProps) {
  const { roles } = useMe();
  const isReviewer = roles.includes('service-centre');
  const { unit, kind } = search;
  const list = useInfiniteQuery(findingsQuery(campaign.id, { unit, kind, state: search.state }));
  const found = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const count = list.data?.pages[0]?.count;
  const open = found.find(({ id }) => id === search.finding) ?? found[0];
  const choose = (finding: Finding | undefined): void => onSearch({ finding: finding?.id });
  const review = useReview(campaign, open, () => choose(open && nextAfter(found, open.id)));
  useWalk(found, open, choose);
  const nameOf = (code: string | null): string | undefined =>
    departments.find((department) => department.unit === code)?.name;
  return (
    <div className={styles.tab}>
      <Filters search={search} departments={departments} onSearch={onSearch}>
        {count && (
          <span className={styles.count}>
            {t(count.more ? 'campaigns.findingsMore' : 'campaigns.findingsCount', { n: count.value })}
          </span>
        )}
      </Filters>
      {isReviewer && search.state === 'found' && <p className={styles.note}>{t('campaigns.reviewNote')}</p>}
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && !open && <Nothing search={search} onSearch={onSearch} />}
      {open && (
        <div className={styles.columns}>
          <div className={styles.list}>
            <ol>
              {found.map((finding) => (
                <li key={finding.id}>
                  <FindingRow
                    finding={finding}
                    unitName={departments.length > 1 ? nameOf(finding.unit) : undefined}
                    isCurrent={finding.id === open.id}
                    onOpen={() => choose(finding)}
                  />
                </li>
              ))}
            </ol>
            {list.hasNextPage && (
              <p className={styles.more}>
                <Button onPress={() => void list.fetchNextPage()}>{t('campaigns.loadMore')}</Button>
              </p>
            )}
            <KeyHints
              items={[
                ['J K', t('campaigns.rowKeys')],
                ...(review && !review.isDismissed
                  ? ([
                      ['Y', t('campaigns.confirm')],
                      ['N', t('campaigns.dismiss')],
                    ] as const)
                  : []),
              ]}
            />
          </div>
          <div className={styles.detail}>
            <p className={styles.unit}>
              {open.unit === null
                ? t('campaigns.withoutUnit')
                : t('campaigns.ofUnit', { unit: nameOf(open.unit) ?? open.unit })}
            </p>
            <FindingDetail
              campaign={campaign.id}
              finding={open}
              unitName={nameOf(open.unit)}
              review={review}
              part={departments.find((department) => department.unit === open.unit)?.process?.id}
              now={now}
            />
          </div>
        </div>
      )}
    </div>
  );
}

interface FiltersProps extends Pick<TabProps, 'search' | 'departments' | 'onSearch'> {
  readonly children: React.ReactNode;
}

function Filters({ search, departments, onSearch, children }: FiltersProps) {
  return (
    <div className={styles.filters}>
      <Select
        label={t('campaigns.findingState')}
        value={search.state ?? ANY}
        options={[
          { id: ANY, name: t('campaigns.anyState') },
          ...SHOWN_STATES.map((id) => ({ id, name: t(`campaigns.fs_${id}`) })),
        ]}
        onChange={(id) => onSearch({ state: SHOWN_STATES.find((one) => one === id), finding: undefined })}
      />
      <Select
        label={t('campaigns.findingKind')}
        value={search.kind ?? ANY}
        options={[
          { id: ANY, name: t('campaigns.anyKind') },
          ...KINDS.map((id) => ({ id, name: t(`campaigns.kindOf_${id}`) })),
        ]}
        onChange={(id) => onSearch({ kind: KINDS.find((one) => one === id), finding: undefined })}
      />
      {departments.length > 1 && (
        <UnitSelect
          departments={departments}
          value={search.unit}
          onChange={(unit) => onSearch({ unit, finding: undefined })}
        />
      )}
      {children}
    </div>
  );
}

function Nothing({ search, onSearch }: Pick<TabProps, 'search' | 'onSearch'>) {
  const isFiltered = search.unit !== undefined || search.kind !== undefined || search.state !== undefined;
  const none: Partial<CampaignSearch> = { unit: undefined, kind: undefined, state: undefined };
  return (
    <EmptyState
      title={t(search.state === 'found' ? 'campaigns.noFindingsToReview' : 'campaigns.noFindingsFound')}
    >
      {isFiltered ? (
        <Button onPress={() => onSearch(none)}>{t('campaigns.dropFilters')}</Button>
      ) : (
        <p>{t('campaigns.noFindingsText')}</p>
      )}
    </EmptyState>
  );
}

/** `J` and `K` walk the list. */
function useWalk(
  found: readonly Finding[],
  open: Finding | undefined,
  choose: (finding: Finding | undefined) => void,
): void {
  useEffect(() => {
    const index = open ? found.indexOf(open) : -1;
    const walk = (by: 1 | -1) => (): void => choose(found[index + by] ?? open);
    return keys.add([
      { keys: 'J', title: t('campaigns.nextFinding'), run: walk(1) },
      { keys: 'K', title: t('campaigns.previousFinding'), run: walk(-1) },
    ]);
  });
}
