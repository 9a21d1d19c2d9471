import { addDays, epochDay } from '../../../lib/dates.js';

/** Days YYYY-MM-DD, both inclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const PERIODS = ['thisMonth', 'lastMonth', 'thisQuarter', 'thisYear'] as const;
export type PeriodName = (typeof PERIODS)[number];

const QUARTER_MONTHS = 3;

/** A period up to today, or the whole month before. */
export function periodOf(name: PeriodName, today: string): Period {
  const [year, month] = [today.slice(0, 4), Number(today.slice(5, 7))];
  switch (name) {
    case 'thisMonth':
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case 'lastMonth': {
      const to = addDays(`${today.slice(0, 7)}-01`, -1);
      return { from: `${to.slice(0, 7)}-01`, to };
    }
    case 'thisQuarter': {
      const first = month - ((month - 1) % QUARTER_MONTHS);
      return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: today };
    }
    default:
      return { from: `${year}-01-01`, to: today };
  }
}

/** The name of a period; undefined for any other days. */
export const nameOf = (period: Period, today: string): PeriodName | undefined =>
  PERIODS.find((name) => {
    const { from, to } = periodOf(name, today);
    return from === period.from && to === period.to;
  });

/** As many days right before. */
export function periodBefore({ from, to }: Period): Period {
  const length = epochDay(to) - epochDay(from) + 1;
  return { from: addDays(from, -length), to: addDays(from, -1) };
}
