import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import type { Arrangement, Entry } from '../api.js';
import { monthsOf, unitRows, type UnitRow } from '../year-grid.js';
import { moveTo, type TopicAct, type TopicPhase } from './topic-acts.js';
import { TopicChip } from './topic-chip.js';
import styles from './year-grid.module.css';

interface Props {
  readonly arrangement: Arrangement;
  readonly entries: readonly Entry[];
  readonly nameOf: (unit: string) => string;
  readonly phase: TopicPhase;
  readonly ownUnit: string;
  readonly onAct: (act: TopicAct) => void;
}

/** Units by months. A topic is dragged within the row of its unit; the menu and the keys do the same. */
export function YearGrid({ arrangement, entries, nameOf, phase, ownUnit, onAct }: Props) {
  const months = monthsOf(arrangement, entries);
  const [dragged, setDragged] = useState<Entry>();
  const [over, setOver] = useState<string>();
  const drop = (unit: string, month: number): void => {
    const act = dragged && dragged.unit === unit ? moveTo(dragged, month, phase) : null;
    setDragged(undefined);
    setOver(undefined);
    if (act) onAct(act);
  };
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('columns.grid')}>
      <table className={styles.grid}>
        <caption className="visually-hidden">{t('columns.grid')}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.unit}>
              {t('columns.unit')}
            </th>
            <th scope="col">{t('columns.answer')}</th>
            {months.map((month) => (
              <th key={month} scope="col">
                {t('columns.month', { month })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {unitRows(arrangement, entries).map((row) => (
            <tr key={row.unit}>
              <th scope="row" className={styles.unit}>
                {nameOf(row.unit)}
              </th>
              <td>
                <AnswerTag row={row} />
              </td>
              {months.map((month) => {
                const key = `${row.unit} ${month}`;
                const takes = dragged?.unit === row.unit && moveTo(dragged, month, phase) !== null;
                return (
                  <td
                    key={month}
                    className={`${styles.cell} ${takes ? styles.takes : ''} ${over === key && takes ? styles.over : ''}`}
                    onDragOver={(event) => {
                      if (!takes) return;
                      event.preventDefault();
                      setOver(key);
                    }}
                    onDrop={(event) => {
                      event.preventDefault();
                      drop(row.unit, month);
                    }}
                  >
                    {row.topics.get(month)?.map((entry) => (
                      <TopicChip
                        key={entry.id}
                        entry={entry}
                        months={months}
                        phase={phase}
                        isOwn={entry.unit === ownUnit}
                        onAct={onAct}
                        onDrag={setDragged}
                      />
                    ))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AnswerTag({ row: { state } }: { readonly row: UnitRow }) {
  switch (state) {
    case 'awaited':
      return <Tag tone="warn">{t('columns.awaited')}</Tag>;
    case 'proposed':
      return <Tag tone="ok">{t('columns.proposed')}</Tag>;
    case 'none':
      return <Tag>{t('columns.withoutPlan')}</Tag>;
    case 'silent':
      return <Tag tone="late">{t('columns.silent')}</Tag>;
    default:
      return null;
  }
}
