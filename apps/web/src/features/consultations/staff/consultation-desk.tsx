import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { dayOf, listDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Tabs } from '../../../ui/tabs.js';
import { Tag } from '../../../ui/tag.js';
import type { ConsultationDetail, DeskTab } from '../consultation-api.js';
import { DESK_TABS } from '../consultation-api.js';
import { daysLeft } from '../steps-ahead.js';
import { DraftTab } from './draft-tab.js';
import { FeedbackTab } from './feedback-tab.js';
import { OpinionsTab } from './opinions-tab.js';
import { WithdrawDialog } from './withdraw-dialog.js';
import { VerdictsTab } from './verdicts-tab.js';
import styles from './consultation-desk.module.css';

interface Props {
  readonly consultation: ConsultationDetail;
  readonly unitName: string;
  readonly tab: DeskTab;
  readonly onTab: (tab: DeskTab) => void;
  readonly now: Date;
  /** Whether the account reads the process too. */
  readonly hasCase: boolean;
  /** The open step and its form. */
  readonly act: ReactNode;
}

/** A consultation from its draft to its feedback, with the open step beside it. */
export function ConsultationDesk({ consultation, unitName, tab, onTab, now, hasCase, act }: Props) {
  const { id, title, policy, state, opinions, acts, withdrawalReason } = consultation;
  const [isWithdrawing, setWithdrawing] = useState(false);
  const all = opinions.pending + opinions.published + opinions.setAside;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/consultations">{t('consultations.title')}</Link>
        <h1>{title}</h1>
        <p className={styles.facts}>
          <Tag tone={state === 'answered' ? 'ok' : state === 'open' ? 'accent' : 'plain'}>
            {t(`consultations.state_${state as 'draft' | 'open' | 'closed' | 'answered' | 'withdrawn'}`)}
          </Tag>
          <span>{unitName}</span>
          <Period consultation={consultation} now={now} />
          <Link to="/policies/$id" params={{ id: policy }}>
            {t('consultations.toPolicy')}
          </Link>
          {hasCase && (
            <Link to="/processes/$id" params={{ id }}>
              {t('consultations.toCase')}
            </Link>
          )}
          {acts.withdraw && (
            <Button size="small" onPress={() => setWithdrawing(true)}>
              {t('consultations.withdraw')}
            </Button>
          )}
        </p>
        {withdrawalReason && (
          <Banner tone="warn">{t('consultations.withdrawnFor', { reason: withdrawalReason })}</Banner>
        )}
      </header>
      <div className={styles.columns}>
        <div className={styles.left}>
          <Tabs
            label={title}
            value={tab}
            onChange={(one) => onTab(DESK_TABS.find((name) => name === one) ?? 'draft')}
            tabs={[
              {
                id: 'draft',
                name: t('consultations.draft'),
                content: <DraftTab consultation={consultation} now={now} />,
              },
              {
                id: 'opinions',
                name: t('consultations.opinions'),
                count: all,
                content: <OpinionsTab consultation={consultation} now={now} />,
              },
              {
                id: 'verdicts',
                name: t('consultations.verdicts'),
                ...(opinions.unanswered > 0 && { count: opinions.unanswered }),
                content: <VerdictsTab consultation={consultation} now={now} />,
              },
              {
                id: 'feedback',
                name: t('consultations.feedback'),
                content: <FeedbackTab consultation={consultation} now={now} />,
              },
            ]}
          />
        </div>
        <div className={styles.right}>{act}</div>
      </div>
      {isWithdrawing && <WithdrawDialog consultation={consultation} onClose={() => setWithdrawing(false)} />}
    </div>
  );
}

/** Until when opinions are received. */
function Period({ consultation: { closesOn, state }, now }: { consultation: ConsultationDetail; now: Date }) {
  if (!closesOn || state === 'draft') return null;
  const day = listDay(closesOn, dayOf(now));
  if (state !== 'open') return <span>{t('consultations.closed', { day })}</span>;
  const n = daysLeft(closesOn, now.getTime());
  return <span>{n === 0 ? t('consultations.closesToday') : t('consultations.closesIn', { n, day })}</span>;
}
