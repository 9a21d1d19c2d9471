import { useQuery } from '@tanstack/react-query';
import { unitsQuery } from '../../../api/case-queries.js';
import { BarRows } from '../../../charts/bar-rows.js';
import { ChartFigure } from '../../../charts/chart-figure.js';
import { t } from '../../../messages/t.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import type { FigureGroup, Statistics } from '../api.js';
import { countyUnits, percentText, rankedByRate, withoutLetters } from '../rates.js';
import { FigureLink } from './figure-link.js';

interface Props {
  readonly statistics: Statistics;
  readonly kind: 'counties' | 'departments';
  readonly onKind: (kind: 'counties' | 'departments') => void;
}

/** Units that are named before the rest is only counted. */
const NAMED = 3;
/** Bars that are drawn: the last ones of the ranking, where something is to be done. The table has all of them. */
const DRAWN = 10;

/** Punctuality by unit. Counties and departments are never ranked together; units without letters are not ranked at all. */
export function UnitsChart({ statistics, kind, onKind }: Props) {
  const { units, onTimeTarget: target, minRatedForRank } = statistics;
  const { counties, others } = countyUnits(units);
  const both = counties.length > 0 && others.length > 0;
  const shown = both ? (kind === 'counties' ? counties : others) : units;
  const ranked = rankedByRate(shown);
  const { data: known } = useQuery(unitsQuery);
  const nameOf = ({ name, code }: FigureGroup): string =>
    known?.find((one) => one.code === code)?.shortName ?? name ?? code;
  const none = withoutLetters(shown).map(nameOf);
  const due = statistics.figures.find(({ key }) => key === 'due')!;
  const share = (n: number, of: number): string =>
    of < minRatedForRank
      ? t('cockpit.fewRatings', { n: minRatedForRank })
      : `${percentText(n, of)}% (${n}/${of})`;
  const link = (unit: FigureGroup) => (
    <FigureLink title={`${nameOf(unit)} ${due.title}`} filter={`${due.filter}&${unit.filter}`}>
      {nameOf(unit)}
    </FigureLink>
  );
  return (
    <ChartFigure
      title={t('cockpit.byUnit')}
      note={
        both && (
          <SegmentedChoice
            label={t('cockpit.byUnit')}
            value={kind}
            options={[
              { id: 'counties', name: t('cockpit.counties') },
              { id: 'departments', name: t('cockpit.departments') },
            ]}
            onChange={(id) => onKind(id as 'counties' | 'departments')}
          />
        )
      }
      rows={ranked}
      keyOf={({ code }) => code}
      columns={[
        { id: 'unit', title: t('cockpit.unit'), cell: link },
        {
          id: 'rate',
          title: t('cockpit.rate'),
          isFigure: true,
          cell: ({ counts }) => `${percentText(counts['onTime']!, counts['due']!)}%`,
        },
        {
          id: 'onTime',
          title: t('cockpit.onTimeCount'),
          isFigure: true,
          cell: ({ counts }) => counts['onTime'],
        },
        { id: 'due', title: t('cockpit.dueCount'), isFigure: true, cell: ({ counts }) => counts['due'] },
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
        {
          id: 'cards',
          title: t('cockpit.cards'),
          isFigure: true,
          cell: ({ counts }) => `${counts['yellow']} / ${counts['red']}`,
        },
      ]}
      foot={
        <>
          {t('cockpit.target', { n: target })}
          {ranked.length > DRAWN && t('cockpit.lastDrawn', { n: DRAWN, of: ranked.length })}
          {none.length > 0 &&
            t('cockpit.unranked', {
              units:
                none.length > NAMED
                  ? t('cockpit.andOthers', { units: none.slice(0, NAMED).join('、'), n: none.length })
                  : none.join('、'),
            })}
        </>
      }
    >
      {ranked.length === 0 ? (
        <p>{t('cockpit.noDispatched')}</p>
      ) : (
        <BarRows
          max={100}
          rows={ranked.slice(-DRAWN).map((unit) => {
            const { onTime, due: of } = unit.counts as { onTime: number; due: number };
            const percent = (onTime / of) * 100;
            return {
              id: unit.code,
              name: link(unit),
              value: percent,
              target,
              isMissed: percent < target,
              text: `${percentText(onTime, of)}%`,
              note: `${onTime}/${of}`,
            };
          })}
        />
      )}
    </ChartFigure>
  );
}
