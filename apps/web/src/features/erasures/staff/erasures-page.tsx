import { useInfiniteQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { erasuresQuery, type Erasure } from '../erasures-api.js';
import { DecisionDialog, ProposeDialog } from './erasure-dialogs.js';
import styles from './erasures-page.module.css';

const TONES = { proposed: 'warn', confirmed: 'ok', rejected: 'late', withdrawn: 'plain' } as const;
const PROPOSERS = ['admin-security', 'mailbox-office', 'discipline'];

interface Deciding {
  readonly erasure: Erasure;
  readonly does: Erasure['acts'][number];
}

/** Erasing the personal data of letters: what is proposed, what was decided and by whom. */
export function ErasuresPage() {
  const { roles } = useMe();
  const [isNew, setNew] = useState(false);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const list = useInfiniteQuery(erasuresQuery);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={styles.page}>
      <p className={styles.strip}>
        <ShieldCheck size={16} aria-hidden />
        {t('erasures.strip')}
      </p>
      <section className={styles.panel} aria-labelledby="erasures-title">
        <header className={styles.head}>
          <h1 id="erasures-title">{t('erasures.title')}</h1>
          {roles.some((role) => PROPOSERS.includes(role)) && (
            <Button kind="primary" onPress={() => setNew(true)}>
              {t('erasures.propose')}
            </Button>
          )}
        </header>
        {list.isPending && <Skeleton />}
        {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <EmptyState title={t('erasures.empty')}>
            <p>{t('erasures.emptyHint')}</p>
          </EmptyState>
        )}
        <ul className={styles.list}>
          {rows.map((erasure) => (
            <Row key={erasure.id} erasure={erasure} onDecide={(does) => setDeciding({ erasure, does })} />
          ))}
        </ul>
        {list.hasNextPage && (
          <p className={styles.more}>
            <Button onPress={() => void list.fetchNextPage()}>{t('erasures.more')}</Button>
          </p>
        )}
      </section>
      {isNew && <ProposeDialog onClose={() => setNew(false)} />}
      {deciding && <DecisionDialog {...deciding} onClose={() => setDeciding(null)} />}
    </div>
  );
}

interface RowProps {
  readonly erasure: Erasure;
  readonly onDecide: (does: Erasure['acts'][number]) => void;
}

function Row({ erasure, onDecide }: RowProps) {
  const [now] = useState(() => new Date());
  const { letterNo, state, isRunning, reason, proposedBy, proposedAt, decidedBy, decidedAt, acts } = erasure;
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.line}>
          <b>{letterNo}</b>
          <Tag tone={TONES[state]}>{t(`erasures.state_${state}`)}</Tag>
          {state === 'proposed' && isRunning && <Tag tone="line">{t('erasures.isRunning')}</Tag>}
        </p>
        <p>{t('erasures.because', { reason })}</p>
        <p className={styles.small}>
          {t('erasures.proposedBy')} {proposedBy} {listInstant(proposedAt, now)}
          {decidedBy !== null && decidedAt !== null && (
            <>
              {' → '}
              {t(`erasures.state_${state}`)} {decidedBy} {listInstant(decidedAt, now)}
            </>
          )}
        </p>
        {erasure.decisionReason !== null && (
          <p className={styles.small}>{t('erasures.because', { reason: erasure.decisionReason })}</p>
        )}
      </div>
      <p className={styles.acts}>
        {acts.map((does) => (
          <Button
            key={does}
            size="small"
            aria-label={`${t(`erasures.act_${does}`)} ${letterNo}`}
            onPress={() => onDecide(does)}
          >
            {t(`erasures.act_${does}`)}
          </Button>
        ))}
      </p>
    </li>
  );
}
