import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { KeyHints } from '../../../ui/key-hint.js';
import { ButtonAnchor } from '../../../ui/link-button.js';
import { tableAddress, type Department } from '../campaigns-api.js';
import { FILTERS, grouped, keeps, type Filter } from '../model/groups.js';
import { HeatTable } from './heat-table.js';
import styles from './overview-tab.module.css';
import type { TabProps } from './tab-props.js';
import { UnitPane } from './unit-pane.js';

/** Units and the four checks as a table, and beside it the unit that is chosen. */
export function OverviewTab({ campaign, departments, search, onSearch, now }: TabProps) {
  const [isPlain, setPlain] = useState(false);
  const filter = search.show ?? 'all';
  const kept = departments.filter((department) => keeps(filter, department));
  const groups = grouped(kept);
  const rows = groups.flatMap(({ rows: some }) => some);
  // With one unit there is nothing to choose.
  const only = departments.length === 1 ? departments[0]!.unit : undefined;
  const chosen = rows.find(({ unit }) => unit === (search.unit ?? only));
  useRowKeys({ rows, chosen, onChoose: (unit) => onSearch({ unit }), onPlain: () => setPlain((is) => !is) });
  return (
    <div className={styles.columns}>
      <section className={styles.table}>
        <div className={`${styles.chips} no-print`} role="group" aria-label={t('campaigns.filters')}>
          {departments.length > 1 && (
            <Chips departments={departments} value={filter} onChange={(show) => onSearch({ show })} />
          )}
          <span className={styles.tools}>
            <ButtonAnchor href={tableAddress(campaign.id)} size="small" kind="ghost" download>
              <Download size={14} aria-hidden />
              {t('campaigns.export')}
            </ButtonAnchor>
          </span>
        </div>
        {rows.length === 0 ? (
          <EmptyState title={t('campaigns.nothingKept')}>
            <Button onPress={() => onSearch({ show: undefined })}>{t('campaigns.showAll')}</Button>
          </EmptyState>
        ) : (
          <HeatTable
            groups={groups}
            all={kept}
            chosen={chosen?.unit}
            isPlain={isPlain}
            campaign={campaign}
            now={now}
          />
        )}
        <div className={styles.foot}>
          <KeyHints
            items={[
              ['J K', t('campaigns.rowKeys')],
              ['Enter', t('campaigns.openUnit')],
              ['T', t('campaigns.figuresOnly')],
            ]}
          />
          <Legend />
        </div>
      </section>
      <section
        className={`${styles.pane} no-print`}
        aria-label={chosen && t('campaigns.unitPane', { unit: chosen.name })}
      >
        {chosen ? (
          <UnitPane
            key={chosen.unit}
            campaign={campaign}
            department={chosen}
            place={rows.length > 1 ? { n: rows.indexOf(chosen) + 1, all: rows.length } : undefined}
            now={now}
          />
        ) : (
          <EmptyState title={t('campaigns.chooseUnit')}>
            <p>{t('campaigns.chooseUnitHint')}</p>
          </EmptyState>
        )}
      </section>
    </div>
  );
}

interface ChipsProps {
  readonly departments: readonly Department[];
  readonly value: Filter;
  readonly onChange: (filter: Filter | undefined) => void;
}

/** Conditions with the number of units that fulfil them; those that nobody fulfils are left out. */
function Chips({ departments, value, onChange }: ChipsProps) {
  return FILTERS.map((filter) => {
    const n = departments.filter((department) => keeps(filter, department)).length;
    if (n === 0 && filter !== value && filter !== 'all') return null;
    return (
      <button
        key={filter}
        type="button"
        className={styles.chip}
        aria-pressed={filter === value}
        onClick={() => onChange(filter === 'all' ? undefined : filter)}
      >
        {t(`campaigns.filter_${filter}`)} <span className="num">{n}</span>
      </button>
    );
  });
}

function Legend() {
  return (
    <p className={styles.legend}>
      {t('campaigns.legend')}
      {([1, 2, 3] as const).map((tint) => (
        <span key={tint}>
          <i className={styles[`tint${tint}`]} aria-hidden />
          {t(`campaigns.legend_${tint}`)}
        </span>
      ))}
    </p>
  );
}

interface RowKeys {
  readonly rows: readonly Department[];
  readonly chosen: Department | undefined;
  readonly onChoose: (unit: string) => void;
  readonly onPlain: () => void;
}

/** `J` and `K` walk the units, `Enter` opens the process of the chosen one, `T` takes the tints away. */
function useRowKeys({ rows, chosen, onChoose, onPlain }: RowKeys): void {
  const navigate = useNavigate();
  useEffect(() => {
    const index = chosen ? rows.indexOf(chosen) : -1;
    const walk = (by: 1 | -1) => (): void => {
      const next = rows[index < 0 ? 0 : Math.min(Math.max(index + by, 0), rows.length - 1)];
      if (next) onChoose(next.unit);
    };
    const open = (): void => {
      if (chosen?.process) void navigate({ to: '/processes/$id', params: { id: chosen.process.id } });
    };
    return keys.add([
      { keys: 'J', title: t('campaigns.rowKeys'), run: walk(1) },
      { keys: 'K', title: t('campaigns.rowKeys'), run: walk(-1) },
      { keys: 'Enter', title: t('campaigns.openUnit'), run: open },
      { keys: 'T', title: t('campaigns.figuresOnly'), run: onPlain },
    ]);
  });
}
