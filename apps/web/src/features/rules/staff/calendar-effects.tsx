import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { dueText } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { effectsQuery, movedClocksQuery } from '../rules-api.js';
import styles from './rules.module.css';

/** Which running limits a calendar would move, whose, and one by one. */
export function CalendarEffects({ id }: { readonly id: string }) {
  const { data, error, isPending, refetch } = useQuery(effectsQuery(id));
  const [isListed, setListed] = useState(false);
  const nameOf = useUnitNames();
  if (isPending) return <Skeleton />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const { clocks, later, earlier, kept, settled, failed, units } = data;
  const moved = later + earlier + kept;
  return (
    <div className={styles.effects}>
      <p className={styles.line}>
        <b>
          {moved === 0
            ? t('rules.effectsNone', { clocks })
            : t('rules.effectsMoved', { n: moved, later, earlier, kept })}
        </b>
        {moved > 0 && (
          <Button size="small" onPress={() => setListed(true)}>
            {t('rules.cases')}
          </Button>
        )}
      </p>
      {settled > 0 && <p className={styles.small}>{t('rules.effectsSettled', { n: settled })}</p>}
      {failed > 0 && <p className={styles.small}>{t('rules.effectsFailed', { n: failed })}</p>}
      {units.length > 0 && (
        <div className={styles.units}>
          <Table
            caption={t('rules.effectsUnits')}
            rows={units}
            keyOf={({ unit }) => unit}
            columns={[
              { id: 'unit', title: t('rules.unit'), cell: ({ unit }) => nameOf(unit) },
              ...(['later', 'earlier', 'kept'] as const).map((change) => ({
                ...{ id: change, title: t(`rules.${change}`), isFigure: true },
                cell: (row: (typeof units)[number]) => row[change] || '',
              })),
            ]}
          />
        </div>
      )}
      {isListed && <MovedClocks id={id} onClose={() => setListed(false)} />}
    </div>
  );
}

function MovedClocks({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const list = useInfiniteQuery(movedClocksQuery(id, undefined));
  const [now] = useState(() => new Date());
  const nameOf = useUnitNames();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const day = (at: string | null): string => (at === null ? '' : dueText(at, now));
  return (
    <Dialog title={t('rules.cases')} isOpen isWide onClose={onClose}>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <EmptyState title={t('rules.noCases')} />}
      {rows.length > 0 && (
        <Table
          caption={t('rules.cases')}
          rows={rows}
          keyOf={(row) => `${row.processId} ${row.limit} ${row.dueAt}`}
          columns={[
            { id: 'subject', title: t('rules.case'), cell: ({ subject }) => subject },
            { id: 'unit', title: t('rules.unit'), cell: ({ unit }) => nameOf(unit) },
            { id: 'limit', title: t('rules.limit'), cell: ({ limit }) => limit },
            { id: 'before', title: t('rules.dueBefore'), cell: ({ dueAt }) => day(dueAt) },
            {
              ...{ id: 'after', title: t('rules.dueAfter') },
              cell: ({ change, newDueAt }) => (change === 'kept' ? t('rules.kept') : day(newDueAt)),
            },
          ]}
        />
      )}
      {list.hasNextPage && <Button onPress={() => void list.fetchNextPage()}>{t('rules.more')}</Button>}
    </Dialog>
  );
}

function useUnitNames(): (code: string) => string {
  const { data = [] } = useQuery(unitsQuery);
  const names = new Map(data.map(({ code, shortName }) => [code, shortName]));
  return (code) => names.get(code) ?? code;
}
