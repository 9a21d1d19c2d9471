import { useQuery } from '@tanstack/react-query';
import { unitsQuery } from '../../../api/case-queries.js';
import { dayOf, documentDay, timeOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Table, type Column } from '../../../ui/table.js';
import type { FigureGroup, OpenLetters, Statistics, Step } from '../api.js';
import { shownDays } from '../shown-days.js';
import { countyUnits, idleUnits, percentText, rankedByRate } from '../rates.js';
import styles from './cockpit-sheet.module.css';

interface Props {
  readonly statistics: Statistics;
  readonly open: OpenLetters | undefined;
  readonly steps: readonly Step[];
}

/** The cockpit on A4: every figure with what it is a share of, counties and departments in two tables. */
export function CockpitSheet({ statistics, open, steps }: Props) {
  const [year, month] = statistics.month.split('-').map(Number) as [number, number];
  const { counties, others } = countyUnits(statistics.units);
  return (
    <article className={styles.sheet}>
      <h1 className={styles.title}>{t('cockpit.sheetTitle', { year, month })}</h1>
      <p className={styles.asOf}>
        {t('cockpit.asOf', { at: `${documentDay(dayOf(statistics.asOf))}${timeOf(statistics.asOf)}` })}
      </p>
      <dl className={styles.figures}>
        {figureLines(statistics, open).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {counties.length > 0 && (
        <UnitTable title={t('cockpit.counties')} units={counties} least={statistics.minRatedForRank} />
      )}
      {others.length > 0 && (
        <UnitTable
          title={t(counties.length > 0 ? 'cockpit.departments' : 'cockpit.unit')}
          units={others}
          least={statistics.minRatedForRank}
        />
      )}
      <h2>{t('cockpit.steps')}</h2>
      <Table
        caption={t('cockpit.steps')}
        rows={steps.filter(({ letters }) => letters > 0)}
        keyOf={({ step }) => step}
        columns={[
          { id: 'step', title: t('cockpit.step'), cell: ({ title }) => title },
          { id: 'letters', title: t('cockpit.letters'), isFigure: true, cell: ({ letters }) => letters },
          { id: 'half', title: t('cockpit.half'), isFigure: true, cell: ({ half }) => shownDays(half) },
          {
            id: 'nine',
            title: t('cockpit.nineTenths'),
            isFigure: true,
            cell: ({ nineTenths }) => shownDays(nineTenths),
          },
          { id: 'limit', title: t('cockpit.limit'), isFigure: true, cell: ({ limit }) => limit },
          { id: 'late', title: t('cockpit.lateLetters'), isFigure: true, cell: ({ late }) => late },
        ]}
      />
      <p className={styles.note}>{t('cockpit.sheetNote', { n: statistics.minRatedForRank })}</p>
    </article>
  );
}

function figureLines(statistics: Statistics, open: OpenLetters | undefined): [string, string][] {
  const count = (key: string): number => statistics.figures.find((figure) => figure.key === key)!.count;
  const share = (n: number, of: number): string => (of === 0 ? '—' : `${percentText(n, of)}%（${n}/${of}）`);
  const lines: [string, string][] = [
    [t('cockpit.onTimeRate'), share(count('onTime'), count('due'))],
    [t('cockpit.satisfaction'), share(count('satisfied'), count('rated'))],
    [t('cockpit.ratedName'), share(count('rated'), count('closed'))],
    [t('cockpit.solution'), share(count('solved'), count('scored'))],
    [t('cockpit.received'), String(count('received'))],
    [
      t('cockpit.validCards'),
      t('cockpit.cardCounts', {
        yellow: count('yellow'),
        red: count('red'),
        contested: count('contested'),
        revoked: count('revoked'),
      }),
    ],
  ];
  if (open)
    lines.push(
      [t('cockpit.open'), String(open.open.count)],
      [
        t('cockpit.overdue'),
        open.overdue.count === 0
          ? '0'
          : `${open.overdue.count}（${t('cockpit.lateUnits', { n: open.lateUnits })}）`,
      ],
    );
  return lines;
}

interface UnitsProps {
  readonly title: string;
  readonly units: readonly FigureGroup[];
  /** Ratings below which there is no rate. */
  readonly least: number;
}

/** Ranked by rate, ties with the same place; units without a rate stand below without a place. */
function UnitTable({ title, units, least }: UnitsProps) {
  const { data: known } = useQuery(unitsQuery);
  const nameOf = ({ name, code }: FigureGroup): string =>
    known?.find((one) => one.code === code)?.shortName ?? name ?? code;
  const ranked = rankedByRate(units);
  const rate = ({ counts }: FigureGroup): number => counts['onTime']! / counts['due']!;
  const place = (unit: FigureGroup): number => ranked.findIndex((one) => rate(one) === rate(unit)) + 1;
  const share = (n: number, of: number, from = least): string =>
    of < from ? '—' : `${percentText(n, of)}%（${n}/${of}）`;
  const idle = idleUnits(units);
  const unranked = units.filter((unit) => unit.counts['due'] === 0 && !idle.includes(unit));
  const number = (key: string, name: string): Column<FigureGroup> => ({
    id: key,
    title: name,
    isFigure: true,
    cell: ({ counts }) => counts[key],
  });
  return (
    <>
      <h2>{title}</h2>
      <Table
        caption={title}
        rows={[...ranked, ...unranked]}
        keyOf={({ code }) => code}
        columns={[
          { id: 'place', title: t('cockpit.place'), cell: (unit) => (unit.counts['due'] ? place(unit) : '') },
          { id: 'unit', title: t('cockpit.unit'), cell: nameOf },
          {
            id: 'rate',
            title: t('cockpit.rate'),
            isFigure: true,
            cell: ({ counts }) => share(counts['onTime']!, counts['due']!, 1),
          },
          number('dispatched', t('cockpit.dispatched')),
          {
            id: 'days',
            title: t('cockpit.averageDays'),
            isFigure: true,
            cell: ({ averageDays }) => averageDays,
          },
          {
            id: 'satisfied',
            title: t('cockpit.satisfied'),
            isFigure: true,
            cell: ({ counts }) => share(counts['satisfied']!, counts['rated']!),
          },
          {
            id: 'solved',
            title: t('cockpit.solution'),
            isFigure: true,
            cell: ({ counts }) => share(counts['solved']!, counts['scored']!),
          },
          number('yellow', t('cockpit.yellowCards')),
          number('red', t('cockpit.redCards')),
        ]}
      />
      {idle.length > 0 && (
        <p className={styles.note}>{t('cockpit.unranked', { units: idle.map(nameOf).join('、') })}</p>
      )}
    </>
  );
}
