import { shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { nameOf, periodOf, PERIODS, type PeriodName } from '../model/periods.js';
import { BarSelect } from '../../../ui/bar-select.js';
import type { MapState } from './use-map.js';

const OTHER = 'other';

/** This month, the last one, quarter, year; any other days come from the address. */
export function PeriodSelect({ state }: { readonly state: MapState }) {
  const { period, today, change } = state;
  const name = nameOf(period, today);
  const days = { from: shortDay(period.from, today), to: shortDay(period.to, today) };
  const options = [
    ...PERIODS.map((id) => ({ id, name: t(`processMap.${id}`) })),
    ...(name ? [] : [{ id: OTHER, name: t('processMap.custom', days) }]),
  ];
  return (
    <BarSelect
      label={t('processMap.period')}
      options={options}
      value={name ?? OTHER}
      onChange={(id) => {
        if (id !== OTHER) change(periodOf(id as PeriodName, today));
      }}
    />
  );
}
