import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dueText, listInstant } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { BarSelect } from '../../../ui/bar-select.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ExportLink } from '../../../ui/export-link.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { UnitSelect } from '../../../ui/unit-select.js';
import { cardsFilter, cardsQuery, SHOWN, type Card, type CardsSearch } from '../api.js';
import { stateText } from '../card-state.js';
import { CardName } from './card-name.js';
import styles from './cards-page.module.css';

const route = getRouteApi('/cards');
const LEVELS = ['yellow', 'red', 'warning', 'urge', 'accountability'] as const;

/** Cards, latest first. Who decides on appeals begins with those that wait. */
export function CardsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { roles, unit } = useMe();
  const [now] = useState(() => new Date());
  const decides = roles.some((role) => role === 'efficiency' || role === 'supervisor');
  const shown = search.show ?? (decides && search.of === undefined ? 'toDecide' : 'all');
  const filter = { ...search, show: shown };
  const list = useInfiniteQuery(cardsQuery(filter));
  const cards = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const count = list.data?.pages[0]?.count;
  const change = (next: Partial<CardsSearch>): void =>
    void navigate({
      search: ({ of: _of, title: _title, ...before }) => ({ ...before, ...next }),
      replace: true,
    });
  return (
    <div className={`${styles.page} wide-sheet`}>
      <header className={styles.head}>
        <h1 className={styles.title}>{search.title ?? t('cards.title')}</h1>
        {count && (
          <span className={styles.count}>
            {t(count.more ? 'cards.countMore' : 'cards.count', { n: count.value })}
          </span>
        )}
        {cards.length > 0 && <ExportLink list="cards" filter={cardsFilter(filter)} />}
      </header>
      <nav className={styles.tabs} aria-label={t('cards.state')}>
        {SHOWN.map((one) => (
          <Link
            key={one}
            to="/cards"
            search={{ show: one, level: search.level, within: search.within }}
            className={styles.tab}
            aria-current={one === shown && search.of === undefined ? 'page' : undefined}
          >
            {t(`cards.${one}`)}
          </Link>
        ))}
      </nav>
      <div className={styles.filters}>
        <BarSelect
          label={t('cards.level')}
          value={search.level ?? 'any'}
          options={[
            { id: 'any', name: t('cards.anyLevel') },
            ...LEVELS.map((id) => ({ id, name: t(`cards.${id}`) })),
          ]}
          onChange={(id) => change({ level: LEVELS.find((level) => level === id) })}
        />
        <UnitSelect unit={search.within} onChange={(within) => change({ within })} />
      </div>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && cards.length === 0 && (
        <EmptyState title={t(shown === 'toDecide' ? 'cards.emptyToDecide' : 'cards.empty')}>
          <p>
            <Link to="/cards" search={{ show: 'all' }}>
              {t('cards.dropFilters')}
            </Link>
          </p>
        </EmptyState>
      )}
      {cards.length > 0 && (
        <div className={styles.panel}>
          <Table
            caption={t('cards.title')}
            rows={cards}
            keyOf={({ id }) => id}
            columns={[
              { id: 'card', title: t('cards.columnCard'), cell: (card) => <CardName card={card} /> },
              { id: 'number', title: t('cards.columnNumber'), cell: (card) => <NumberLink card={card} /> },
              { id: 'unit', title: t('cards.columnUnit'), cell: ({ unitName }) => unitName },
              { id: 'case', title: t('cards.columnCase'), cell: ({ subject }) => subject },
              ...(cards.some(({ matter }) => matter !== null)
                ? [
                    {
                      id: 'matter',
                      title: t('cards.columnMatter'),
                      cell: ({ matter }: Card) => <span className={styles.matter}>{matter}</span>,
                    },
                  ]
                : []),
              {
                id: 'clock',
                title: t('cards.columnClock'),
                cell: ({ clockTitle }) => clockTitle ?? t('cards.manual'),
              },
              { id: 'state', title: t('cards.columnState'), cell: ({ state }) => stateText(state) },
              {
                id: 'at',
                title: t('cards.columnAt'),
                cell: ({ issuedAt, issueAt }) => listInstant(issuedAt ?? issueAt, now),
              },
              {
                id: 'statement',
                title: t('cards.columnStatement'),
                cell: (card) => statementText(card, now),
              },
              ...(cards.some((card) => isToAnswer(card, unit))
                ? [
                    {
                      id: 'act',
                      title: t('cards.columnAct'),
                      cell: (card: Card) =>
                        isToAnswer(card, unit) && (
                          <Link to="/cards/$id" params={{ id: card.id }}>
                            {t('cards.explainOrAppealShort')}
                          </Link>
                        ),
                    },
                  ]
                : []),
            ]}
          />
          {list.hasNextPage && (
            <p className={styles.more}>
              <Button onPress={() => void list.fetchNextPage()}>{t('cards.loadMore')}</Button>
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** A card of the account's own unit that it may answer; its page says what is possible still. */
const isToAnswer = ({ unit, state, statementAt }: Card, own: string): boolean =>
  unit === own && state === 'issued' && statementAt === null;

/** A card that is pending has no number yet. */
function NumberLink({ card: { id, number, state } }: { readonly card: Card }) {
  return (
    <Link to="/cards/$id" params={{ id }}>
      {number ?? stateText(state)}
    </Link>
  );
}

function statementText({ statementAt, statementDueAt }: Card, now: Date): string {
  if (statementAt) return t('cards.explainedAt', { at: listInstant(statementAt, now) });
  return statementDueAt ? t('cards.explainBy', { at: dueText(statementDueAt, now) }) : '';
}
