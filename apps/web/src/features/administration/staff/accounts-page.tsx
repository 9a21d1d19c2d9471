import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FileUp, Plus, ShieldCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { FilterBar } from '../../../ui/filter-bar.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { UnitSelect } from '../../../ui/unit-select.js';
import { accountsQuery, rolesQuery, STATES, type AccountsSearch } from '../accounts-api.js';
import { powersOf } from '../powers.js';
import { AccountPane } from './account-pane.js';
import { AccountRow } from './account-row.js';
import styles from './accounts-page.module.css';
import { ImportDialog } from './import-dialog.js';
import { NewAccountDialog } from './new-account-dialog.js';

const route = getRouteApi('/accounts');

/** Accounts that an administrator keeps: the list, and one of them beside it. */
export function AccountsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { roles } = useMe();
  const powers = powersOf(roles);
  const [isNew, setNew] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const [now] = useState(() => new Date());
  const findRef = useRef<HTMLInputElement>(null);
  const list = useInfiniteQuery(accountsQuery(search));
  const { data: known = [] } = useQuery(rolesQuery);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const counts = list.data?.pages[0]?.counts;
  const change = (next: AccountsSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const roleName = (id: string): string => known.find((role) => role.id === id)?.title ?? id;
  return (
    <div className={styles.page}>
      <p className={styles.strip}>
        <ShieldCheck size={16} aria-hidden />
        {stripOf(roles)}
      </p>
      <div className={styles.columns}>
        <section className={styles.panel} aria-labelledby="accounts-title">
          <header className={styles.head}>
            <h1 id="accounts-title">{t('accounts.title')}</h1>
            {counts && <span className={styles.counts}>{t('accounts.counts', { ...counts })}</span>}
            {powers.keeps && (
              <Button onPress={() => setImporting(true)}>
                <FileUp size={16} aria-hidden />
                {t('accounts.importXlsx')}
              </Button>
            )}
            {powers.keeps && (
              <Button kind="primary" onPress={() => setNew(true)}>
                <Plus size={16} aria-hidden />
                {t('accounts.create')}
              </Button>
            )}
          </header>
          <div className={styles.filters}>
            <FilterBar
              find={{
                label: t('accounts.find'),
                value: search.q ?? '',
                onFind: (q) => change({ q }),
                inputRef: findRef,
              }}
              active={[
                ...(search.state
                  ? [active('state', t('accounts.state'), t(`accounts.${search.state}`))]
                  : []),
                ...(search.role ? [active('role', t('accounts.role'), roleName(search.role))] : []),
                ...(search.waiting ? [active('waiting', t('accounts.state'), t('accounts.waiting'))] : []),
              ].map((filter) => ({ ...filter, onDrop: () => change({ [filter.id]: undefined }) }))}
              offered={[
                {
                  id: 'state',
                  name: t('accounts.state'),
                  options: STATES.map((id) => ({ id, name: t(`accounts.${id}`) })),
                  onChoose: (id) => change({ state: STATES.find((one) => one === id) }),
                },
                {
                  id: 'role',
                  name: t('accounts.role'),
                  options: known.map(({ id, title }) => ({ id, name: title })),
                  onChoose: (role) => change({ role }),
                },
              ]}
              tools={
                <Button size="small" onPress={() => change({ waiting: search.waiting ? undefined : 'true' })}>
                  {t('accounts.onlyWaiting')}
                </Button>
              }
            />
          </div>
          <UnitSelect unit={search.unit} onChange={(unit) => change({ unit })} />
          {list.isPending && <Skeleton />}
          {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
          {list.data && rows.length === 0 && (
            <EmptyState title={t('accounts.empty')}>
              <p>
                <Link to="/accounts">{t('accounts.dropFilters')}</Link>
              </p>
            </EmptyState>
          )}
          <ul className={styles.list}>
            {rows.map((account) => (
              <AccountRow
                key={account.id}
                account={account}
                now={now}
                search={{ ...search, name: account.username }}
                isChosen={account.username === search.name}
              />
            ))}
          </ul>
          {list.hasNextPage && (
            <p className={styles.more}>
              <Button onPress={() => void list.fetchNextPage()}>{t('accounts.more')}</Button>
            </p>
          )}
        </section>
        <section className={`${styles.panel} ${styles.side}`}>
          {search.name === undefined ? (
            <p className={styles.choose}>{t('accounts.choose')}</p>
          ) : (
            <AccountPane
              key={search.name}
              username={search.name}
              onClose={() => change({ name: undefined })}
            />
          )}
        </section>
      </div>
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
      {isNew && (
        <NewAccountDialog
          onClose={() => setNew(false)}
          onCreated={(name) => {
            setNew(false);
            change({ name });
          }}
        />
      )}
    </div>
  );
}

const active = (id: keyof AccountsSearch, name: string, value: string) => ({ id, name, value });

/** Who may do what, said to the reader. */
function stripOf(roles: readonly string[]): string {
  if (roles.includes('admin-system')) return t('accounts.stripSystem');
  if (roles.includes('admin-security')) return t('accounts.stripSecurity');
  return t(roles.includes('admin-audit') ? 'accounts.stripAudit' : 'accounts.stripCounty');
}
