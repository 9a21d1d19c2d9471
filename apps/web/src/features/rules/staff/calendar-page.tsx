import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, FileUp, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { dayOf } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { IconButton } from '../../../ui/icon-button.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { openProposalQuery, yearQuery } from '../rules-api.js';
import { figuresOf, proposedDays } from '../year-days.js';
import { CalendarEffects } from './calendar-effects.js';
import { EnterYear } from './enter-year.js';
import { ProposalHistory } from './proposal-history.js';
import { ProposalPanel } from './proposal-panel.js';
import styles from './rules.module.css';
import { YearMonths } from './year-months.js';

const route = getRouteApi('/calendar');
/** The notice of the coming year is published in October or November. */
const WARN_FROM_MONTH = 10;

/** The working calendar: a year on one screen, what is proposed for it, and every change. */
export function CalendarPage() {
  const today = dayOf(new Date());
  const thisYear = Number(today.slice(0, 4));
  const { year = thisYear } = route.useSearch();
  const navigate = route.useNavigate();
  const { roles } = useMe();
  const [isEntering, setEntering] = useState(false);
  const turn = (by: 1 | -1) => (): void => void navigate({ search: { year: year + by }, replace: true });
  const mayPropose = roles.includes('admin-system');
  return (
    <div className={styles.page}>
      <p className={styles.strip}>
        <ShieldCheck size={16} aria-hidden />
        {t('rules.calendarStrip')}
      </p>
      {Number(today.slice(5, 7)) >= WARN_FROM_MONTH && <ComingYear year={thisYear + 1} />}
      <div className={styles.columns}>
        <section className={styles.panel} aria-labelledby="calendar-title">
          <header className={styles.head}>
            <IconButton icon={ChevronLeft} label={t('rules.previousYear')} onPress={turn(-1)} />
            <h1 id="calendar-title">{t('rules.yearTitle', { year })}</h1>
            <IconButton icon={ChevronRight} label={t('rules.nextYear')} onPress={turn(1)} />
            {mayPropose && (
              <Button kind="primary" onPress={() => setEntering(true)}>
                <FileUp size={16} aria-hidden />
                {t('rules.enter', { year })}
              </Button>
            )}
          </header>
          <Year key={year} year={year} />
        </section>
        <div className={styles.side}>
          <ProposalPanel kind="calendar">{({ id }) => <CalendarEffects id={id} />}</ProposalPanel>
          <ProposalHistory kind="calendar" />
        </div>
      </div>
      {isEntering && <EnterYear key={year} year={year} onClose={() => setEntering(false)} />}
    </div>
  );
}

/** The days of a year: those that are proposed for it, else those in force. */
function Year({ year }: { readonly year: number }) {
  const { data, error, isPending, refetch } = useQuery(yearQuery(year));
  const { data: proposal } = useQuery(openProposalQuery('calendar'));
  if (isPending) return <Skeleton />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const proposed = proposal ? proposedDays(proposal.content, year) : null;
  const days = proposed ?? data.days;
  const covered = data.covered ? (
    <Tag tone="ok">{t('rules.covered')}</Tag>
  ) : (
    <Tag tone="late">{t('rules.provisional')}</Tag>
  );
  return (
    <>
      <p className={styles.line}>
        {proposed ? <Tag tone="warn">{t('rules.shownProposal')}</Tag> : covered}
        <span>{t('rules.figures', { ...figuresOf(year, days) })}</span>
      </p>
      <YearMonths year={year} days={days} />
    </>
  );
}

/** Warns of a coming year without its calendar. */
function ComingYear({ year }: { readonly year: number }) {
  const { data } = useQuery(yearQuery(year));
  if (!data || data.covered) return null;
  return (
    <Banner tone="warn">
      {t('rules.warnNextYear', { year })}{' '}
      <Link to="/calendar" search={{ year }}>
        {t('rules.toYear', { year })}
      </Link>
    </Banner>
  );
}
