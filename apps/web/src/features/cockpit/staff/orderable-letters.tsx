import { Gavel } from 'lucide-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { keys } from '../../../lib/key-table.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { Checkbox } from '../../../ui/checkbox.js';
import { SelectionToolbar } from '../../../ui/selection-toolbar.js';
import { Table, type Column } from '../../../ui/table.js';
import { toasts } from '../../../ui/toasts.js';
import { MOST_ORDERED, overdueOf, type LetterItem } from '../api.js';
import type { OrderBatchResult } from '../orders-api.js';
import { useLetterColumns } from './letters-table.js';
import { OrderDialog } from './order-dialog.js';
import type { SteadyLetters } from './use-steady-letters.js';
import styles from './orderable-letters.module.css';

interface Props extends SteadyLetters {
  readonly caption: string;
  readonly now: Date;
}

const EMPTY: ReadonlyMap<string, never> = new Map<string, never>();

/** Letters, each of which a supervisor can order about, one at a time or several at once. What was refused stays ticked. */
export function OrderableLetters({ caption, now, letters, gone, added, showAdded }: Props) {
  const { roles } = useMe();
  const navigate = useNavigate();
  const columns = useLetterColumns(now);
  const [ticked, setTicked] = useState<ReadonlyMap<string, LetterItem>>(EMPTY);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(EMPTY);
  const [ordered, setOrdered] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<readonly LetterItem[]>();
  const mayOrder = roles.includes('supervisor') || roles.includes('petition-office');
  const keyOf = ({ processId }: LetterItem): string => processId;
  const news = added > 0 && (
    <p className={styles.news}>
      <Button size="small" onPress={showAdded}>
        {t('cockpit.showAdded', { n: added })}
      </Button>
    </p>
  );
  if (!mayOrder)
    return (
      <>
        {news}
        <Table caption={caption} rows={letters} keyOf={keyOf} columns={columns} />
      </>
    );

  const tick = (letter: LetterItem, isTicked: boolean): void => {
    const next = new Map(ticked);
    if (isTicked) next.set(letter.processId, letter);
    else next.delete(letter.processId);
    setTicked(next);
  };
  const drop = (id: string): void => setTicked(new Map([...ticked].filter(([key]) => key !== id)));
  const onSent = ({ items }: OrderBatchResult): void => {
    const done = new Set(items.flatMap(({ id, state }) => (state === 'refused' ? [] : [id])));
    setOrdered(new Set([...ordered, ...done]));
    setTicked(new Map([...ticked].filter(([id]) => !done.has(id))));
    setRefused(
      new Map(items.flatMap(({ id, problem }) => (problem && !done.has(id) ? [[id, problem.title]] : []))),
    );
  };
  const isAll = letters.length > 0 && letters.every(({ processId }) => ticked.has(processId));
  const tickColumn: Column<LetterItem> = {
    id: 'tick',
    title: t('cockpit.tick'),
    head: (
      <Checkbox
        aria-label={t('cockpit.tickAll')}
        isSelected={isAll}
        isIndeterminate={!isAll && ticked.size > 0}
        onChange={(all) =>
          setTicked(all ? new Map(letters.map((letter) => [letter.processId, letter])) : EMPTY)
        }
      />
    ),
    cell: (letter) => (
      <Checkbox
        aria-label={t('cockpit.tickOne', { no: letter.letterNo })}
        isSelected={ticked.has(letter.processId)}
        onChange={(isTicked) => tick(letter, isTicked)}
      />
    ),
  };
  const orderColumn: Column<LetterItem> = {
    id: 'order',
    title: t('cockpit.order'),
    cell: (letter) => (
      <OrderCell
        letter={letter}
        isOrdered={ordered.has(letter.processId)}
        isGone={gone.has(letter.processId)}
        refusal={refused.get(letter.processId)}
        onOrder={() => setChosen([letter])}
      />
    ),
  };
  return (
    <div className={styles.list}>
      {news}
      <Table caption={caption} rows={letters} keyOf={keyOf} columns={[tickColumn, ...columns, orderColumn]} />
      {ticked.size > 0 && (
        <div className={styles.dock}>
          <Bar letters={[...ticked.values()]} onClear={() => setTicked(EMPTY)} onOrder={setChosen} />
        </div>
      )}
      {chosen && (
        <OrderDialog
          letters={chosen}
          onClose={() => setChosen(undefined)}
          onSent={onSent}
          onOpen={(id) => void navigate({ to: '/processes/$id', params: { id } })}
          onDrop={drop}
        />
      )}
    </div>
  );
}

interface BarProps {
  readonly letters: readonly LetterItem[];
  readonly onClear: () => void;
  readonly onOrder: (letters: readonly LetterItem[]) => void;
}

/** Orders about the ticked letters, or about everything overdue of their unit. */
function Bar({ letters, onClear, onOrder }: BarProps) {
  const holders = new Map(
    letters.flatMap(({ current }) => (current ? [[current.unit.code, current.unit]] : [])),
  );
  const [holder] = holders.size === 1 ? holders.values() : [];
  useEffect(() => keys.add([{ keys: 'Escape', title: t('work.deselectAll'), run: onClear }]), [onClear]);
  const orderAll = async (code: string): Promise<void> => {
    const all = await overdueOf(code).catch(() => []);
    if (all.length > 0) onOrder(all);
    else toasts.add(t('cockpit.nothingLate'));
  };
  return (
    <SelectionToolbar n={letters.length} onClear={onClear}>
      {letters.length > MOST_ORDERED ? (
        <span>{t('work.tooMany', { max: MOST_ORDERED })}</span>
      ) : (
        <Button size="small" onPress={() => onOrder(letters)}>
          <Gavel size={14} aria-hidden />
          {t('cockpit.orderMany', { n: letters.length })}
        </Button>
      )}
      {holder && (
        <Button size="small" onPress={() => void orderAll(holder.code)}>
          {t('cockpit.orderAllOf', { unit: holder.name })}
        </Button>
      )}
    </SelectionToolbar>
  );
}

interface OrderProps {
  readonly letter: LetterItem;
  /** An order has just been sent; the letter's process may not say so yet. */
  readonly isOrdered: boolean;
  /** It has left the list since: somebody has done it. */
  readonly isGone: boolean;
  /** Why the last order was refused. */
  readonly refusal: string | undefined;
  readonly onOrder: () => void;
}

function OrderCell({ letter, isOrdered, isGone, refusal, onOrder }: OrderProps) {
  if (isGone) return <span className={styles.times}>{t('cockpit.gone')}</span>;
  if (isOrdered) return <span className={styles.done}>{t('cockpit.ordered')}</span>;
  const { orders = 0 } = letter.process.facts as { orders?: number };
  if (letter.process.endedAt !== null) return null;
  return (
    <>
      <Button size="small" onPress={onOrder} aria-label={t('cockpit.orderTitle', { no: letter.letterNo })}>
        <Gavel size={14} aria-hidden />
        {t('cockpit.order')}
      </Button>
      {orders > 0 && <span className={styles.times}>{t('cockpit.orderedTimes', { n: orders })}</span>}
      {refusal && <span className={styles.refusal}>{refusal}</span>}
    </>
  );
}
