import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ShieldCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { dayAndTime, dayOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { DateField } from '../../../ui/date-field.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ExportLink } from '../../../ui/export-link.js';
import { FilterBar } from '../../../ui/filter-bar.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table, type Column } from '../../../ui/table.js';
import { Tag } from '../../../ui/tag.js';
import { ACTS, actTitle } from '../act-titles.js';
import { auditFilter, auditQuery, RESULTS, type AuditEntry, type AuditSearch } from '../audit-api.js';
import { AccountFilter } from './account-filter.js';
import styles from './audit-page.module.css';
import { ChainProof } from './chain-proof.js';

const route = getRouteApi('/audit');
const TONES = {
  done: 'plain',
  accepted: 'plain',
  failed: 'warn',
  refused: 'late',
  withdrawn: 'line',
} as const;

/** Who did what, for the auditor, who changes nothing; beside it the proof that the log is as it was written. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [today] = useState(() => dayOf(Date.now()));
  const findRef = useRef<HTMLInputElement>(null);
  const list = useInfiniteQuery(auditQuery(search));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (next: AuditSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <div className={styles.page}>
      <p className={styles.strip}>
        <ShieldCheck size={16} aria-hidden />
        {t('audit.strip')}
      </p>
      <div className={styles.columns}>
        <section className={styles.panel} aria-labelledby="audit-title">
          <header className={styles.head}>
            <h1 id="audit-title">{t('audit.title')}</h1>
            <ExportLink list="audit" filter={new URLSearchParams(auditFilter(search)).toString()} />
          </header>
          <FilterBar
            find={{
              label: t('audit.find'),
              value: search.object ?? '',
              onFind: (object) => change({ object: object || undefined }),
              inputRef: findRef,
            }}
            active={[
              ...(search.action ? [active('action', t('audit.action'), actTitle(search.action))] : []),
              ...(search.result
                ? [active('result', t('audit.result'), t(`audit.result_${search.result}`))]
                : []),
            ].map((filter) => ({ ...filter, onDrop: () => change({ [filter.id]: undefined }) }))}
            offered={[
              {
                id: 'action',
                name: t('audit.action'),
                options: ACTS.map((id) => ({ id, name: actTitle(id) })),
                onChoose: (action) => change({ action }),
              },
              {
                id: 'result',
                name: t('audit.result'),
                options: RESULTS.map((id) => ({ id, name: t(`audit.result_${id}`) })),
                onChoose: (id) => change({ result: RESULTS.find((one) => one === id) }),
              },
            ]}
            tools={null}
          />
          <div className={styles.period}>
            <AccountFilter
              key={search.account}
              account={search.account}
              onChange={(account) => change({ account })}
            />
            <DateField
              label={t('audit.from')}
              value={search.from ?? null}
              onChange={(day) => change({ from: day ?? undefined })}
              today={today}
            />
            <DateField
              label={t('audit.until')}
              value={search.until ?? null}
              onChange={(day) => change({ until: day ?? undefined })}
              today={today}
            />
          </div>
          {list.isPending && <Skeleton />}
          {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
          {list.data && rows.length === 0 && (
            <EmptyState title={t('audit.empty')}>
              <p>
                <Link to="/audit">{t('audit.dropFilters')}</Link>
              </p>
            </EmptyState>
          )}
          {rows.length > 0 && (
            <Table caption={t('audit.entries')} columns={columns()} rows={rows} keyOf={({ id }) => id} />
          )}
          {list.hasNextPage && (
            <p className={styles.more}>
              <Button onPress={() => void list.fetchNextPage()}>{t('audit.more')}</Button>
            </p>
          )}
        </section>
        <ChainProof />
      </div>
    </div>
  );
}

const active = (id: keyof AuditSearch, name: string, value: string) => ({ id, name, value });

const columns = (): readonly Column<AuditEntry>[] => [
  { id: 'at', title: t('audit.at'), cell: ({ at }) => <span className={styles.who}>{instantText(at)}</span> },
  {
    id: 'account',
    title: t('audit.account'),
    cell: ({ account, accountTitle, username }) => (
      <div className={styles.who}>
        {accountTitle ?? t('audit.nobody')}
        <small className={styles.small}>{username ?? account}</small>
      </div>
    ),
  },
  { id: 'action', title: t('audit.action'), cell: ({ action }) => actTitle(action) },
  {
    id: 'object',
    title: t('audit.object'),
    cell: ({ subject }) => <span className={styles.subject}>{subject}</span>,
  },
  {
    id: 'result',
    title: t('audit.result'),
    cell: ({ result }) => {
      const known = RESULTS.find((one) => one === result);
      return known ? <Tag tone={TONES[known]}>{t(`audit.result_${known}`)}</Tag> : result;
    },
  },
  { id: 'reason', title: t('audit.reason'), cell: ({ reason }) => reason },
  { id: 'ip', title: t('audit.ip'), cell: ({ ip }) => ip },
];

function instantText(at: string): string {
  const { day, time } = dayAndTime(at);
  return `${day} ${time}`;
}
