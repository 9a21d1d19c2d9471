import { useInfiniteQuery } from '@tanstack/react-query';
import { Gavel } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ExportLink } from '../../../ui/export-link.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { casesQuery, type LetterItem, type OpenLetters } from '../api.js';
import { FigureLink } from './figure-link.js';
import { useLetterColumns } from './letters-table.js';
import { OrderDialog } from './order-dialog.js';
import styles from './red-list.module.css';

const SHOWN = 12;

/** What is overdue, most urgent first; an order is one click away. */
export function RedList({ open, now }: { readonly open: OpenLetters; readonly now: Date }) {
  const { roles } = useMe();
  const [chosen, setChosen] = useState<LetterItem>();
  const [ordered, setOrdered] = useState<ReadonlySet<string>>(new Set());
  // The filter names the instant of counting; the list is the same while nothing new is overdue.
  const filter = open.overdue.filter.replace(/dueBefore=[^&]*/, 'light=red');
  const list = useInfiniteQuery(casesQuery(filter, SHOWN));
  const letters = list.data?.pages[0]?.items ?? [];
  const columns = useLetterColumns(now);
  const mayOrder = roles.includes('supervisor');
  return (
    <section className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('cockpit.redList')}</h2>
        <span className={open.overdue.count > 0 ? styles.count : ''}>{open.overdue.count}</span>
        <span className={styles.acts}>
          {open.overdue.count > letters.length && (
            <FigureLink title={t('cockpit.overdue')} filter={filter}>
              {t('cockpit.allLate', { n: open.overdue.count })}
            </FigureLink>
          )}
          {open.overdue.count > 0 && <ExportLink list="letters" filter={filter} />}
        </span>
      </div>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && letters.length === 0 && (
        <EmptyState title={t('cockpit.nothingLate')}>
          <p>
            {t('cockpit.nothingLateNext', { n: open.ages.find(({ key }) => key === 'today')?.count ?? 0 })}
          </p>
        </EmptyState>
      )}
      {letters.length > 0 && (
        <Table
          caption={t('cockpit.redList')}
          rows={letters}
          keyOf={({ processId }) => processId}
          columns={[
            ...columns,
            ...(mayOrder
              ? [
                  {
                    id: 'order',
                    title: t('cockpit.order'),
                    cell: (letter: LetterItem) => (
                      <OrderCell
                        letter={letter}
                        isOrdered={ordered.has(letter.processId)}
                        onOrder={() => setChosen(letter)}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {chosen && (
        <OrderDialog
          letter={chosen}
          onClose={() => setChosen(undefined)}
          onSent={() => {
            setOrdered(new Set([...ordered, chosen.processId]));
            setChosen(undefined);
          }}
        />
      )}
    </section>
  );
}

interface OrderProps {
  readonly letter: LetterItem;
  /** An order has just been sent; the letter's process may not say so yet. */
  readonly isOrdered: boolean;
  readonly onOrder: () => void;
}

function OrderCell({ letter, isOrdered, onOrder }: OrderProps) {
  if (isOrdered) return <span className={styles.done}>{t('cockpit.ordered')}</span>;
  const { orders = 0 } = letter.process.facts as { orders?: number };
  return (
    <>
      <Button size="small" onPress={onOrder} aria-label={t('cockpit.orderTitle', { no: letter.letterNo })}>
        <Gavel size={14} aria-hidden />
        {t('cockpit.order')}
      </Button>
      {orders > 0 && <span className={styles.times}>{t('cockpit.orderedTimes', { n: orders })}</span>}
    </>
  );
}
