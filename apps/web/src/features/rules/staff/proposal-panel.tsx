import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { explain } from '../../../api/explain.js';
import { documentDay, listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { TextArea } from '../../../ui/text-area.js';
import {
  approveProposal,
  openProposalQuery,
  rejectProposal,
  withdrawProposal,
  type Kind,
  type ProposalDetail,
} from '../rules-api.js';
import styles from './rules.module.css';
import { useRuleAct } from './use-rule-act.js';

interface Props {
  readonly kind: Kind;
  /** What it would change. */
  readonly children: (proposal: ProposalDetail) => ReactNode;
}

/** The proposal that waits: what it changes, who proposed it, and what the reader may do with it. */
export function ProposalPanel({ kind, children }: Props) {
  const { data, error, isPending, refetch } = useQuery(openProposalQuery(kind));
  return (
    <section className={styles.panel} aria-labelledby={`proposal-${kind}`}>
      <header className={styles.head}>
        <h2 id={`proposal-${kind}`}>{t('rules.proposal')}</h2>
        {data && <Tag tone="warn">{t('rules.state_proposed')}</Tag>}
      </header>
      {isPending && <Skeleton />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === null && (
        <EmptyState title={t('rules.noProposal')}>
          <p>{t('rules.noProposalNote')}</p>
        </EmptyState>
      )}
      {data && (
        <>
          <p>
            <b>{data.title}</b> <span className={styles.small}>{data.subject}</span>
          </p>
          {children(data)}
          <Steps proposal={data} />
          <Acts key={data.id} proposal={data} />
        </>
      )}
    </section>
  );
}

/** One proposed, another approves. */
export function Steps({ proposal }: { readonly proposal: ProposalDetail }) {
  const { proposedBy, proposedAt } = proposal;
  const [now] = useState(() => new Date());
  return (
    <div className={styles.steps}>
      <p className={styles.step}>
        <b>{t('rules.step1')}</b> {proposedBy.title}
        <span className={styles.small}>{listInstant(proposedAt, now)}</span>
      </p>
      <ArrowRight size={16} aria-hidden />
      <p className={`${styles.step} ${styles.open}`}>
        <b>{t('rules.step2')}</b> <span className={styles.small}>{t('rules.waiting')}</span>
      </p>
    </div>
  );
}

function Acts({ proposal }: { readonly proposal: ProposalDetail }) {
  const { id, kind, acts } = proposal;
  const [isRejecting, setRejecting] = useState(false);
  const approve = useRuleAct(
    approveProposal,
    t(kind === 'calendar' ? 'rules.approved' : 'rules.approvedRule'),
  );
  const withdraw = useRuleAct(withdrawProposal, t('rules.withdrawn'));
  const error = approve.error ?? withdraw.error;
  const may = (act: (typeof acts)[number]): boolean => acts.includes(act);
  return (
    <>
      {error && <Banner tone="late">{explain(error)}</Banner>}
      {acts.length > 0 && (
        <p className={styles.acts}>
          {may('withdraw') && (
            <Button isDisabled={withdraw.isPending} onPress={() => withdraw.mutate(id)}>
              {t('rules.withdraw')}
            </Button>
          )}
          {may('reject') && <Button onPress={() => setRejecting(true)}>{t('rules.reject')}</Button>}
          {may('approve') && (
            <Button kind="primary" isDisabled={approve.isPending} onPress={() => approve.mutate(id)}>
              {t('rules.approve')}
            </Button>
          )}
        </p>
      )}
      {isRejecting && <RejectDialog id={id} onClose={() => setRejecting(false)} />}
    </>
  );
}

function RejectDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const reject = useRuleAct((why: string) => rejectProposal(id, why), t('rules.rejected'), onClose);
  return (
    <ActDialog
      title={t('rules.reject')}
      act={t('rules.reject')}
      isSending={reject.isPending}
      error={reject.error}
      onSubmit={() => reject.mutate(reason)}
      onClose={onClose}
    >
      <TextArea
        label={t('rules.reason')}
        note={t('rules.reasonNote')}
        value={reason}
        onChange={setReason}
        max={200}
        rows={2}
      />
    </ActDialog>
  );
}

/** `2027年1月1日起施行` */
export const inForceText = (day: string): string => t('rules.inForceFrom', { day: documentDay(day) });
