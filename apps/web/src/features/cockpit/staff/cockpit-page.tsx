import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useChartKey } from '../../../charts/as-tables.js';
import { dayOf } from '../../../lib/dates.js';
import { useNow } from '../../../lib/use-now.js';
import { usePrinting } from '../../../lib/use-printing.js';
import { t } from '../../../messages/t.js';
import { BarSelect } from '../../../ui/bar-select.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { monthsQuery, openLettersQuery, statisticsQuery, stepsQuery } from '../api.js';
import { monthsBefore } from '../rates.js';
import { AgesChart } from './ages-chart.js';
import styles from './cockpit-page.module.css';
import { CockpitSheet } from './cockpit-sheet.js';
import { Happened } from './happened.js';
import { KeyFigures } from './key-figures.js';
import { OrdersPanel } from './orders-panel.js';
import { RatingsChart } from './ratings-chart.js';
import { RedList } from './red-list.js';
import { StepsChart } from './steps-chart.js';
import { UnitsChart } from './units-chart.js';

const route = getRouteApi('/cockpit');
const CLASSES = ['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'COMPLEX', 'URGENT'] as const;
const MONTHS = 12;

/** Is it going well, where not, and what can be done about it. Every figure opens its cases. */
export function CockpitPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow();
  const isPrinting = usePrinting();
  useChartKey();
  const current = dayOf(now).slice(0, 7);
  const scope = { month: search.month, class: search.class };
  const statistics = useQuery(statisticsQuery(scope));
  const months = useQuery(monthsQuery(scope)).data ?? [];
  const steps = useQuery(stepsQuery(scope));
  const open = useQuery(openLettersQuery(scope));
  const change = (next: Partial<typeof search>): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <>
      <div className={`${styles.page} no-print`}>
        <header className={styles.head}>
          <h1 className="visually-hidden">{t('cockpit.title')}</h1>
          <div className={styles.filters}>
            <BarSelect
              label={t('cockpit.month')}
              value={search.month ?? current}
              options={monthsBefore(current, MONTHS).map((month) => ({
                id: month,
                name: monthName(month, current),
              }))}
              onChange={(month) => change({ month: month === current ? undefined : month })}
            />
            <BarSelect
              label={t('cockpit.class')}
              value={search.class ?? 'all'}
              options={[
                { id: 'all', name: t('cockpit.everyClass') },
                ...CLASSES.map((id) => ({ id, name: t(`cockpit.${id}`) })),
              ]}
              onChange={(id) => change({ class: id === 'all' ? undefined : id })}
            />
          </div>
        </header>
        {statistics.error && !statistics.data && (
          <ErrorState error={statistics.error} onRetry={() => void statistics.refetch()} />
        )}
        {statistics.isPending && <Skeleton widths={[100, 100, 60]} />}
        {statistics.data && (
          <>
            <KeyFigures statistics={statistics.data} open={open.data} months={months} />
            <div className={styles.charts}>
              <div className={styles.panel}>
                <UnitsChart
                  statistics={statistics.data}
                  kind={search.units ?? 'counties'}
                  onKind={(kind) => change({ units: kind === 'departments' ? kind : undefined })}
                />
              </div>
              <div className={styles.panel}>{open.data && <AgesChart open={open.data} />}</div>
              <div className={styles.panel}>{steps.data && <StepsChart steps={steps.data} />}</div>
            </div>
            <div className={styles.lists}>
              <div className={styles.side}>
                <div className={styles.panel}>{open.data && <RedList open={open.data} now={now} />}</div>
                <div className={styles.panel}>
                  <OrdersPanel orders={search.orders} sent={search.sent} now={now} onChange={change} />
                </div>
              </div>
              <div className={styles.side}>
                <div className={styles.panel}>
                  <Happened now={now} />
                </div>
                <div className={styles.panel}>
                  <RatingsChart statistics={statistics.data} months={months} />
                </div>
              </div>
            </div>
          </>
        )}
      </div>
      {isPrinting && statistics.data && (
        <CockpitSheet statistics={statistics.data} open={open.data} steps={steps.data ?? []} />
      )}
    </>
  );
}

function monthName(month: string, current: string): string {
  const [year, index] = month.split('-').map(Number) as [number, number];
  const name = t('cockpit.monthName', { year, month: index });
  return month === current ? t('cockpit.thisMonth', { month: name }) : name;
}
