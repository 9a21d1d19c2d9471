import type { CivilDay } from '../../time/civil-time.js';

/** One version of the statute on holidays, as far as it names days of the solar year. */
interface Statute {
  /** First day on which it is in force. */
  readonly from: CivilDay;
  readonly source: string;
  /** Name of the holiday -> its days off, `MM-DD`. */
  readonly days: Readonly<Record<string, readonly string[]>>;
}

/**
 * 《全国年节及纪念日放假办法》 in its versions, earliest first: the days off that fall on the same date every year. 春节,
 * 清明节, 端午节 and 中秋节 follow the moon and the sun, and what is worked in exchange is decided year by year: these
 * are known from the notice of the year only.
 */
const STATUTES: readonly Statute[] = [
  {
    from: '1999-09-18',
    source: '《全国年节及纪念日放假办法》（1999年国务院令第270号）第二条',
    days: {
      元旦: ['01-01'],
      劳动节: ['05-01', '05-02', '05-03'],
      国庆节: ['10-01', '10-02', '10-03'],
    },
  },
  {
    from: '2008-01-01',
    source: '《全国年节及纪念日放假办法》（2007年国务院令第513号、2013年国务院令第644号）第二条',
    days: { 元旦: ['01-01'], 劳动节: ['05-01'], 国庆节: ['10-01', '10-02', '10-03'] },
  },
  {
    from: '2025-01-01',
    source: '《全国年节及纪念日放假办法》（2024年国务院令第795号）第二条',
    days: { 元旦: ['01-01'], 劳动节: ['05-01', '05-02'], 国庆节: ['10-01', '10-02', '10-03'] },
  },
];

/**
 * The days of a year that are off by statute, whether or not the notice of the year is published. They are not all holidays
 * of the year, so a calculation with them alone is provisional.
 *
 * @param year from 2000 on
 */
export function statutoryDays(year: number): { readonly date: CivilDay; readonly note: string }[] {
  const { days } = STATUTES.findLast(({ from }) => from <= `${year}-01-01`)!;
  return Object.entries(days).flatMap(([note, dates]) =>
    dates.map((date) => ({ date: `${year}-${date}`, note })),
  );
}
