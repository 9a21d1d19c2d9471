import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, Hourglass, TriangleAlert, type LucideIcon } from 'lucide-react';
import { dayOf, dueText, listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { BarSelect } from '../../../ui/bar-select.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ExportLink } from '../../../ui/export-link.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { Tag } from '../../../ui/tag.js';
import { ordersQuery, type OrderItem } from '../orders-api.js';
import {
  ORDER_SPANS,
  ORDER_STATES,
  ordersFilter,
  type OrdersSearch,
  type OrderState,
} from '../orders-search.js';
import { kindText } from './order-texts.js';
import styles from './orders-panel.module.css';

interface Props extends OrdersSearch {
  readonly now: Date;
  readonly onChange: (search: OrdersSearch) => void;
}

const SHOWN = 10;
const LOOKS: Readonly<
  Record<OrderState, { readonly tone: 'ok' | 'warn' | 'late' | 'plain'; readonly icon: LucideIcon }>
> = {
  open: { tone: 'warn', icon: Hourglass },
  overdue: { tone: 'late', icon: TriangleAlert },
  answered: { tone: 'ok', icon: Check },
  closed: { tone: 'plain', icon: Check },
};

/** Orders and calls, latest first: to whom, until when, and whether there is an answer. */
export function OrdersPanel({ orders: state, sent = 'today', now, onChange }: Props) {
  const filter = ordersFilter({ orders: state, sent }, dayOf(now));
  const list = useInfiniteQuery(ordersQuery(filter, SHOWN));
  const orders = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const count = list.data?.pages[0]?.count;
  return (
    <section>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('cockpit.orders')}</h2>
        {count && <span className={styles.count}>{count.value}</span>}
        <span className={styles.acts}>
          <BarSelect
            label={t('cockpit.ordersSent')}
            value={sent}
            options={ORDER_SPANS.map((id) => ({ id, name: t(`cockpit.${id}Span`) }))}
            onChange={(id) =>
              onChange({ orders: state, sent: ORDER_SPANS.find((span) => span === id && span !== 'today') })
            }
          />
          <BarSelect
            label={t('cockpit.ordersState')}
            value={state ?? 'all'}
            options={[
              { id: 'all', name: t('cockpit.everyOrder') },
              ...ORDER_STATES.map((id) => ({ id, name: t(`cockpit.${id}Order`) })),
            ]}
            onChange={(id) => onChange({ sent, orders: ORDER_STATES.find((one) => one === id) })}
          />
          {orders.length > 0 && <ExportLink list="supervision/orders" filter={filter} />}
        </span>
      </div>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && orders.length === 0 && (
        <p className={styles.none}>
          {t(sent === 'today' && !state ? 'cockpit.noOrdersToday' : 'cockpit.noOrders')}
        </p>
      )}
      {orders.length > 0 && (
        <div className={styles.table}>
          <OrdersTable orders={orders} now={now} />
        </div>
      )}
      {list.hasNextPage && (
        <p className={styles.more}>
          <Button size="small" onPress={() => void list.fetchNextPage()}>
            {t('cockpit.loadMore')}
          </Button>
        </p>
      )}
    </section>
  );
}

function OrdersTable({ orders, now }: { readonly orders: readonly OrderItem[]; readonly now: Date }) {
  return (
    <Table
      caption={t('cockpit.orders')}
      rows={orders}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'at',
          title: t('cockpit.ordersSent'),
          cell: ({ at }) => <span className={styles.whole}>{listInstant(at, now)}</span>,
        },
        {
          id: 'kind',
          title: t('cockpit.orderKind'),
          cell: ({ kind }) => <span className={styles.whole}>{kindText(kind)}</span>,
        },
        {
          id: 'letter',
          title: t('cockpit.number'),
          cell: ({ subject }) => (
            <Link to="/letters/$no" params={{ no: subject }} className="num">
              {subject}
            </Link>
          ),
        },
        {
          id: 'matter',
          title: t('cockpit.matter'),
          cell: ({ matter }) => <span className={styles.matter}>{matter}</span>,
        },
        {
          id: 'unit',
          title: t('cockpit.unit'),
          cell: ({ unitName }) => <span className={styles.whole}>{unitName}</span>,
        },
        {
          id: 'officer',
          title: t('cockpit.officer'),
          cell: ({ officer }) => (officer ? `${officer.name} ${officer.phone}` : t('cockpit.noOfficer')),
        },
        { id: 'by', title: t('cockpit.orderedBy'), cell: ({ by }) => by ?? t('cockpit.platform') },
        {
          id: 'replyBy',
          title: t('cockpit.replyBy'),
          cell: ({ replyBy }) => (
            <span className={styles.whole}>{replyBy ? dueText(replyBy, now) : t('cockpit.noReplyBy')}</span>
          ),
        },
        { id: 'state', title: t('cockpit.ordersState'), cell: (order) => <Answer order={order} now={now} /> },
      ]}
    />
  );
}

function Answer({ order: { state, answeredAt }, now }: { readonly order: OrderItem; readonly now: Date }) {
  const { tone, icon } = LOOKS[state];
  return (
    <span className={styles.whole}>
      <Tag tone={tone} icon={icon}>
        {t(`cockpit.${state}Order`)}
      </Tag>
      {answeredAt && <span className={styles.time}>{listInstant(answeredAt, now)}</span>}
    </span>
  );
}
