import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { historyQuery, type Kind, type Proposal } from '../rules-api.js';
import { inForceText } from './proposal-panel.js';
import styles from './rules.module.css';

const TONES = { proposed: 'warn', approved: 'ok', rejected: 'late', withdrawn: 'plain' } as const;

/** Every change of a kind of rules, newest first: who proposed it, who decided it and how. */
export function ProposalHistory({ kind }: { readonly kind: Kind }) {
  const list = useInfiniteQuery(historyQuery(kind));
  const [now] = useState(() => new Date());
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={styles.panel} aria-labelledby={`history-${kind}`}>
      <header className={styles.head}>
        <h2 id={`history-${kind}`}>{t('rules.history')}</h2>
      </header>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <EmptyState title={t('rules.noHistory')} />}
      <ul className={styles.history}>
        {rows.map((row) => (
          <Row key={row.id} row={row} now={now} />
        ))}
      </ul>
      {list.hasNextPage && (
        <p>
          <Button onPress={() => void list.fetchNextPage()}>{t('rules.more')}</Button>
        </p>
      )}
    </section>
  );
}

function Row({ row, now }: { readonly row: Proposal; readonly now: Date }) {
  const { title, subject, state, proposedBy, proposedAt, decidedBy, decidedAt, decisionReason } = row;
  return (
    <li>
      <p className={styles.line}>
        <b>{title}</b>
        <Tag tone={TONES[state]}>{t(`rules.state_${state}`)}</Tag>
      </p>
      <p className={styles.small}>
        {subject}
        {row.inForceFrom !== null && `，${inForceText(row.inForceFrom)}`}
      </p>
      <p className={styles.small}>
        {t('rules.step1')} {proposedBy.title} {listInstant(proposedAt, now)}
        {decidedBy !== null && decidedAt !== null && (
          <>
            {' → '}
            {t(`rules.state_${state}`)} {decidedBy.title} {listInstant(decidedAt, now)}
          </>
        )}
      </p>
      {row.alone && <p className={styles.small}>{t('rules.aloneNote')}</p>}
      {decisionReason !== null && (
        <p className={styles.small}>{t('rules.because', { reason: decisionReason })}</p>
      )}
    </li>
  );
}
