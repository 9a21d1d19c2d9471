import { ArrowDown, ArrowUp } from 'lucide-react';
import { t } from '../../../messages/t.js';
import type { ColumnId } from '../columns.js';
import type { Order } from '../letters-search.js';
import styles from './letter-rows.module.css';

interface Props {
  readonly column: ColumnId;
  /** Of the list as it is. */
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

/** Orders of the columns that the list can be put in order by, and the order that a press on the head brings. */
const SORTS: Partial<
  Record<ColumnId, { readonly of: readonly Order[]; readonly next: (order: Order) => Order }>
> = {
  due: { of: ['due'], next: () => 'due' },
  received: { of: ['newest', 'oldest'], next: (order) => (order === 'newest' ? 'oldest' : 'newest') },
};

/** Name of a column; of two, a button that puts the list in order: the most overdue first, the newest first. */
export function ColumnHead({ column, order, onOrder }: Props) {
  const sort = SORTS[column];
  const name = t(`letters.column_${column}`);
  if (!sort) return <th scope="col">{name}</th>;
  const isSorted = sort.of.includes(order);
  const direction = order === 'newest' ? 'descending' : 'ascending';
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <th scope="col" {...(isSorted && { 'aria-sort': direction })}>
      <button
        type="button"
        className={styles.sort}
        title={t('letters.sortBy', { column: name })}
        onClick={() => onOrder(sort.next(order))}
      >
        {name}
        {isSorted && <Arrow size={13} aria-hidden />}
      </button>
    </th>
  );
}
