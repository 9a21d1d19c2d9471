import seed from './calendar.json' with { type: 'json' };

/** A day that differs from its weekday: a holiday, or a weekend day that is worked. Day `YYYY-MM-DD`. */
export interface CalendarDaySeed {
  readonly date: string;
  readonly region: string;
  readonly kind: 'holiday' | 'workday';
  readonly note: string;
  readonly source: string;
}

export interface CalendarSeed {
  readonly version: number;
  readonly note: string;
  readonly days: readonly CalendarDaySeed[];
  /** The years whose days are known for a region. */
  readonly coveredYears: readonly {
    readonly region: string;
    readonly year: number;
    readonly source: string;
  }[];
}

/** Holiday names with the days they are about, each a day or an interval `first/last`. */
type Named = Readonly<Record<string, readonly string[] | undefined>>;

const DAY_MS = 86_400_000;

/**
 * The initial calendar: the state's holidays and worked weekends of 2004 to 2026 (region
 * `CN`), each with its notice, and the prefecture's own two days (region `5226`) as rows that may be edited.
 */
export function calendarSeed(): CalendarSeed {
  const days: CalendarDaySeed[] = [];
  const coveredYears: { region: string; year: number; source: string }[] = [];
  for (const { year, notices, holidays, workdays } of seed.national) {
    const source = notices.join(' ; ');
    coveredYears.push({ region: 'CN', year, source });
    days.push(...rows('CN', 'holiday', holidays, source), ...rows('CN', 'workday', workdays, source));
  }
  for (const { region, fromYear, toYear, note, days: monthDays, source } of seed.local) {
    for (let year = fromYear; year <= toYear; year += 1) {
      coveredYears.push({ region, year, source });
      const named = { [note]: monthDays.map((monthDay) => `${year}-${monthDay}`) };
      days.push(...rows(region, 'holiday', named, source));
    }
  }
  return { version: seed.version, note: seed.note, days, coveredYears };
}

function rows(
  region: string,
  kind: CalendarDaySeed['kind'],
  named: Named,
  source: string,
): CalendarDaySeed[] {
  return Object.entries(named).flatMap(([note, intervals]) =>
    (intervals ?? []).flatMap(daysOf).map((date) => ({ date, region, kind, note, source })),
  );
}

function daysOf(interval: string): string[] {
  const [first, last = first] = interval.split('/').map((day) => Date.parse(`${day}T00:00:00Z`));
  const length = (last! - first!) / DAY_MS + 1;
  return Array.from({ length }, (_, index) => new Date(first! + index * DAY_MS).toISOString().slice(0, 10));
}
