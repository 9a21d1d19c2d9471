import { ChartFigure } from '../../../charts/chart-figure.js';
import { HeatStrip } from '../../../charts/heat-strip.js';
import { StackedBar, type BarPart } from '../../../charts/stacked-bar.js';
import { t } from '../../../messages/t.js';
import type { Statistics } from '../api.js';
import { percentText } from '../rates.js';

interface Props {
  readonly statistics: Statistics;
  readonly months: readonly { readonly month: string; readonly counts: Readonly<Record<string, number>> }[];
}

/** How letters were rated, and how many came in each of six months. */
export function RatingsChart({ statistics, months }: Props) {
  const count = (key: string): number => statistics.figures.find((figure) => figure.key === key)!.count;
  const [closed, rated, satisfied] = [count('closed'), count('rated'), count('satisfied')];
  const parts: BarPart[] = [
    { id: 'satisfied', name: t('cockpit.satisfiedPart'), count: satisfied, tone: 'good' },
    { id: 'dissatisfied', name: t('cockpit.dissatisfied'), count: rated - satisfied, tone: 'bad' },
    { id: 'unrated', name: t('cockpit.unrated'), count: closed - rated, tone: 'none' },
  ];
  return (
    <ChartFigure
      title={t('cockpit.ratings')}
      note={t('cockpit.months')}
      rows={months}
      keyOf={({ month }) => month}
      columns={[
        { id: 'month', title: t('cockpit.monthColumn'), cell: ({ month }) => month },
        {
          id: 'received',
          title: t('cockpit.received'),
          isFigure: true,
          cell: ({ counts }) => counts['received'],
        },
        {
          id: 'rate',
          title: t('cockpit.rate'),
          isFigure: true,
          cell: ({ counts }) =>
            counts['due'] === 0 ? '' : `${percentText(counts['onTime']!, counts['due']!)}%`,
        },
        {
          id: 'satisfied',
          title: t('cockpit.satisfied'),
          isFigure: true,
          cell: ({ counts }) =>
            counts['rated'] === 0 ? '' : `${percentText(counts['satisfied']!, counts['rated']!)}%`,
        },
        {
          id: 'solved',
          title: t('cockpit.solution'),
          isFigure: true,
          cell: ({ counts }) =>
            counts['scored'] === 0 ? '' : `${percentText(counts['solved']!, counts['scored']!)}%`,
        },
      ]}
    >
      {closed === 0 ? <p>{t('cockpit.noRatings')}</p> : <StackedBar parts={parts} />}
      <HeatStrip
        label={t('cockpit.received')}
        cells={months.map(({ month, counts }) => ({
          id: month,
          label: month.slice(5),
          count: counts['received']!,
        }))}
      />
    </ChartFigure>
  );
}
