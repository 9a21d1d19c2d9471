import { useState, type ReactNode } from 'react';
import { t } from '../../../messages/t.js';
import { isTellable, lengthBins, type LengthBin } from '../model/length-bins.js';
import { shortDays } from '../model/short-days.js';
import type { Definition, Flow, FlowNode, NodeDetail } from '../process-map-api.js';
import styles from './node-detail.module.css';

interface BarRow {
  readonly id: string;
  readonly name: ReactNode;
  readonly count: number;
  readonly isLate: boolean;
}

/** Rows of a name, a bar and a number; the longest bar is the most frequent. */
function Bars({ rows }: { readonly rows: readonly BarRow[] }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <table className={styles.bars}>
      <tbody>
        {rows.map(({ id, name, count, isLate }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className={styles.track}>
              {count > 0 && (
                <span
                  className={`${styles.bar} ${isLate ? styles.barLate : ''}`}
                  style={{ width: `${Math.max(1, (100 * count) / most)}%` }}
                />
              )}
            </td>
            <td className={styles.number}>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How long it took, in bins whose border is the limit. */
export function Lengths({ detail, limit }: { readonly detail: NodeDetail; readonly limit: number | null }) {
  const bins = lengthBins(detail.lengths, limit);
  return (
    <div>
      <h3>
        {t('processMap.lengths')} <small>{t('processMap.lengthsUnit')}</small>
      </h3>
      {detail.lengths.length === 0 ? (
        <p className={styles.note}>{t('processMap.none')}</p>
      ) : (
        <>
          <Bars
            rows={bins.map((bin) => ({
              ...{ id: String(bin.from), name: binName(bin), count: bin.count, isLate: bin.isOver },
            }))}
          />
          <p className={styles.note}>
            {t(isTellable(limit) ? 'processMap.lengthsNote' : 'processMap.lengthsUncoloured')}
          </p>
        </>
      )}
    </div>
  );
}

function binName({ from, to }: LengthBin): string {
  const text = (days: number): number => Math.round(days * 10) / 10;
  if (to === null) return t('processMap.lengthOver', { n: text(from) });
  if (from === 0) return t('processMap.lengthUpTo', { n: text(to) });
  return t('processMap.lengthBetween', { from: text(from), to: text(to) });
}

const SHOWN_UNITS = 5;

/** Units that were late most often. A press on one counts it alone. */
export function LateUnits({
  detail,
  onUnit,
}: {
  readonly detail: NodeDetail;
  readonly onUnit: (unit: string) => void;
}) {
  const [isWhole, setWhole] = useState(false);
  const late = detail.units.filter(({ late: n }) => n > 0);
  const shown = isWhole ? detail.units : late.slice(0, SHOWN_UNITS);
  return (
    <div className={styles.scrolls}>
      <h3>{t('processMap.lateUnits')}</h3>
      {shown.length === 0 && <p className={styles.note}>{t('processMap.noLateUnits')}</p>}
      <Bars
        rows={shown.map(({ unit, unitName, late: count }) => ({
          id: unit,
          name: (
            <button type="button" className={styles.link} onClick={() => onUnit(unit)}>
              {unitName}
            </button>
          ),
          ...{ count, isLate: true },
        }))}
      />
      {!isWhole && detail.units.length > shown.length && (
        <button type="button" className={styles.link} onClick={() => setWhole(true)}>
          {t('processMap.allUnitsOf', { n: detail.units.length })}
        </button>
      )}
    </div>
  );
}

interface NextProps {
  readonly definition: Definition;
  readonly flow: Flow;
  readonly figures: FlowNode;
  /** Nine tenths in the period before, working days. */
  readonly before: number | null;
}

/** Where it went from here, and how the time has changed. */
export function NextPlaces({ definition, flow, figures, before }: NextProps) {
  const titles = new Map(definition.map.nodes.map(({ id, title }) => [id, title]));
  const counts = new Map<string, number>();
  for (const { from, to, count } of flow.ways)
    if (from === figures.id) counts.set(to, (counts.get(to) ?? 0) + count);
  const rows = [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([id, count]) => ({ id, name: titles.get(id) ?? id, count, isLate: false }));
  const { nineTenths: now } = figures;
  return (
    <div className={styles.scrolls}>
      <h3>{t('processMap.next')}</h3>
      {rows.length === 0 && <p className={styles.note}>{t('processMap.nextNone')}</p>}
      <Bars rows={rows} />
      {before !== null && now !== null && <p className={styles.note}>{compared(before, now)}</p>}
    </div>
  );
}

function compared(before: number, now: number): string {
  const shown = { before: shortDays(before), now: shortDays(now) };
  if (now > before) return t('processMap.comparedUp', shown);
  if (now < before) return t('processMap.comparedDown', shown);
  return t('processMap.comparedSame', { now: shown.now });
}
