import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { dayOf, documentDay } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { policiesQuery, policyQuery } from '../rules-api.js';
import type { PolicyBody } from '../limit-rows.js';
import { ConsultationRules } from './consultation-rules.js';
import { Differences } from './differences.js';
import { LimitsTable } from './limits-table.js';
import { ProposalHistory } from './proposal-history.js';
import { ProposalPanel } from './proposal-panel.js';
import styles from './rules.module.css';

/** Time limits: those in force, what is proposed, and every change; below, the rules on consultations. */
export function LimitsPage() {
  const { roles } = useMe();
  const readsPolicies = roles.some((role) =>
    ['supervisor', 'petition-office', 'admin-system'].includes(role),
  );
  return (
    <div className={styles.page}>
      <p className={styles.strip}>
        <ShieldCheck size={16} aria-hidden />
        {t('rules.limitsStrip')}
      </p>
      {readsPolicies && (
        <div className={styles.columns}>
          <section className={styles.panel} aria-labelledby="limits-title">
            <Policy />
          </section>
          <div className={styles.side}>
            <ProposalPanel kind="policy">
              {(proposal) => (
                <>
                  <Differences proposal={proposal} />
                  <p className={styles.small}>{t('rules.effectsPolicy')}</p>
                </>
              )}
            </ProposalPanel>
            <ProposalHistory kind="policy" />
          </div>
        </div>
      )}
      {!readsPolicies && <h1 className="visually-hidden">{t('rules.limits')}</h1>}
      <ConsultationRules />
    </div>
  );
}

/** The policy that clocks follow now. */
function Policy() {
  const [today] = useState(() => dayOf(new Date()));
  const list = useQuery(policiesQuery);
  const followed = list.data?.find(({ active, effectiveFrom }) => active && effectiveFrom <= today);
  const policy = useQuery({
    ...policyQuery(followed?.id ?? '', followed?.version ?? 0),
    enabled: followed !== undefined,
  });
  const error = list.error ?? policy.error;
  if (error) return <ErrorState error={error} onRetry={() => void list.refetch()} />;
  if (list.data && !followed) return <EmptyState title={t('rules.notSet')} />;
  if (!list.data || !policy.data || !followed) return <Skeleton />;
  const { id, version, title, effectiveFrom } = followed;
  return (
    <>
      <header className={styles.head}>
        <h1 id="limits-title">{t('rules.limits')}</h1>
        <span className={styles.grow}>
          {t('rules.inForce', { title })}{' '}
          <span className={styles.small}>
            {t('rules.policyOf', { id, version, day: documentDay(effectiveFrom) })}
          </span>
        </span>
      </header>
      <LimitsTable
        key={`${id} ${version}`}
        policy={policy.data.body as PolicyBody}
        versions={list.data}
        today={today}
      />
    </>
  );
}
