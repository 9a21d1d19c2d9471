import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { RegionCalendar } from '../../../domain/cases/time-limits/region-calendar.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import {
  CARD_FIGURES,
  CARD_FIGURE_KEYS,
  CARDS_OF_FIGURE,
  FIGURE_MONTHS,
  LETTER_FIGURES,
  LETTER_FIGURE_KEYS,
  LETTER_STEPS,
  LETTER_STEP_KEYS,
  MIN_RATED_FOR_RANK,
  ON_TIME_TARGET,
  OPEN_FIGURE,
  type LetterStep,
  type Period,
} from '../../../domain/letters/figures/figures.js';
import {
  LetterStatisticsRepository,
  type CountedGroup,
  type StatisticsScope,
  type StepCounts,
} from '../../../domain/letters/letter-statistics.repository.js';
import { tallyDays } from '../../../domain/letters/figures/tally-days.js';
import { render } from '../../../domain/documents/render.js';
import { issue } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay, startOfDay } from '../../../domain/time/civil-time.js';
import { monthNumber, monthOf, monthText, startOfMonth } from '../../../domain/time/months.js';
import { MEDIA_TYPES, type FileAnswer } from '../platform/http/send-file.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import { POOL } from '../platform/tokens.js';
import { Cached } from '../cases/portal/cached.js';
import { quantile } from '../cases/flow/spreads.js';
import { Visibility } from '../cases/visibility/visibility.js';
import type {
  AgeView,
  FigureGroupView,
  FigureView,
  LetterMonthsView,
  LetterStatisticsView,
  LetterStepsView,
  MonthsQuery,
  OpenLettersView,
  StatisticsQuery,
  StatisticsScopeQuery,
} from './letter-statistics.dto.js';
import { statisticsTables } from './statistics-tables.js';

/** How long an answer is given again, ms, and how many are kept. */
const KEPT_MS = 20_000;
const KEPT = 500;
const DAY_SECONDS = 86_400;

/** Letters in figures: how many, how punctual, how long, how satisfied. */
@Injectable()
export class LetterStatisticsService {
  private readonly repository: LetterStatisticsRepository;
  private readonly kept = new Cached<unknown>(KEPT_MS, KEPT);

  constructor(
    @Inject(POOL) pool: Pool,
    private readonly visibility: Visibility,
    private readonly timeLimits: TimeLimitService,
  ) {
    this.repository = new LetterStatisticsRepository(pool);
  }

  /** @throws {DubanError} VALIDATION_FAILED for a month that has not begun, or more than 24 months ago */
  ofMonth(actor: Actor, query: StatisticsQuery): Promise<LetterStatisticsView> {
    return this.once(actor, 'ofMonth', query, () => this.countMonth(actor, query));
  }

  private async countMonth(actor: Actor, query: StatisticsQuery): Promise<LetterStatisticsView> {
    const { month, period, at } = this.monthOf(query);
    const scope = this.scopeOf(actor, query);
    const depth = depthOf(actor, scope, query.within);
    const read = { period, at, days: await tallyDays(this.timeLimits, at) };
    const groups = await this.repository.ofMonths(scope, read, { depth });
    const total = groups.find(({ group }) => group === 'total');
    const byUnit = new Map(
      groups.flatMap((one) => (one.group === 'unit' && one.key ? [[one.key, one]] : [])),
    );
    const units = await this.repository.groupUnits(scope, depth, [...byUnit.keys()], period);
    const names = new Map(units.map((unit) => [unit.code, unit]));
    return {
      month: monthText(month),
      asOf: at.toISOString(),
      figures: figuresOf(countsOf(total), period, query),
      averageDays: averageOf(total),
      units: [...new Set([...names.keys(), ...byUnit.keys()])].map((code) => ({
        ...groupOf(code, byUnit.get(code), `within=${code}`),
        name: names.get(code)?.name ?? null,
        kind: names.get(code)?.kind ?? null,
      })),
      classes: groups.flatMap((one) =>
        one.group === 'class' && one.key ? [groupOf(one.key, one, `class=${one.key}`)] : [],
      ),
      minRatedForRank: MIN_RATED_FOR_RANK,
      onTimeTarget: ON_TIME_TARGET,
    };
  }

  /** The figures of a month as a spreadsheet. @throws {DubanError} VALIDATION_FAILED as above */
  async workbook(actor: Actor, query: StatisticsQuery): Promise<FileAnswer> {
    const statistics = await this.ofMonth(actor, query);
    const made = { madeBy: actor.title, madeOn: formatDay(dayOf(Date.parse(statistics.asOf))) };
    const content = await render('xlsx', statisticsTables(statistics, made));
    return { name: `来信办理情况${statistics.month}.xlsx`, mediaType: MEDIA_TYPES.xlsx, content };
  }

  /** @throws {DubanError} VALIDATION_FAILED as above */
  months(actor: Actor, query: MonthsQuery): Promise<LetterMonthsView> {
    return this.once(actor, 'months', query, () => this.countMonths(actor, query));
  }

  private async countMonths(actor: Actor, query: MonthsQuery): Promise<LetterMonthsView> {
    const { month, at } = this.monthOf(query);
    const first = month - query.months + 1;
    const period = { from: startOfMonth(first), to: startOfMonth(month + 1) };
    const scope = this.scopeOf(actor, query);
    const read = { period, at, days: await tallyDays(this.timeLimits, at) };
    const groups = await this.repository.ofMonths(scope, read, 'months');
    const byMonth = new Map(groups.map((one) => [one.key, one]));
    return {
      items: Array.from({ length: query.months }, (_, index) => {
        const text = monthText(first + index);
        return { month: text, counts: countsOf(byMonth.get(text)) };
      }),
    };
  }

  /** @throws {DubanError} VALIDATION_FAILED as above */
  steps(actor: Actor, query: StatisticsQuery): Promise<LetterStepsView> {
    return this.once(actor, 'steps', query, () => this.countSteps(actor, query));
  }

  private async countSteps(actor: Actor, query: StatisticsQuery): Promise<LetterStepsView> {
    const { month, period, at } = this.monthOf(query);
    const scope = this.scopeOf(actor, query);
    const depth = depthOf(actor, scope, query.within);
    const read = { period, at, days: await tallyDays(this.timeLimits, at) };
    const counts = await this.repository.steps(scope, read, depth);
    const units = await this.repository.groupUnits(
      scope,
      depth,
      counts.late.map(({ unit }) => unit),
      period,
    );
    const { limits } = this.timeLimits.policyAt(at.getTime());
    const names = new Map(units.map(({ code, name }) => [code, name]));
    return {
      month: monthText(month),
      items: LETTER_STEP_KEYS.map((step) => {
        const { title, limit } = LETTER_STEPS[step];
        const { latest, ...passed } = stepRow(counts, step);
        const rule = limit === null ? undefined : limits[limit];
        const length =
          query.class !== undefined && rule?.byClass ? rule.byClass[query.class] : rule?.duration;
        return {
          ...{ step, title, ...passed },
          limit: length && 'workingDays' in length ? length.workingDays : null,
          filter: filterOf({ figure: 'step', step, ...daysIn(period) }, query),
          lateFilter: filterOf({ figure: 'stepLate', step, ...daysIn(period) }, query),
          latest: latest.map((one) => ({
            code: one.unit,
            name: names.get(one.unit) ?? one.unit,
            late: one.letters,
          })),
        };
      }),
    };
  }

  open(actor: Actor, query: StatisticsScopeQuery): Promise<OpenLettersView> {
    return this.once(actor, 'open', query, () => this.countOpen(actor, query));
  }

  private async countOpen(actor: Actor, query: StatisticsScopeQuery): Promise<OpenLettersView> {
    await this.timeLimits.ready();
    const at = businessDate();
    const scope = this.scopeOf(actor, query);
    const today = dayOf(at.getTime());
    const period = { from: new Date(startOfDay(today)), to: new Date(startOfDay(today + 1)) };
    const calendar = this.timeLimits.calendar().region(this.timeLimits.regionAt(at.getTime()));
    const edges = edgesOf(calendar, at);
    const [row, received] = await Promise.all([
      this.repository.open(scope, edges),
      this.repository.received(scope, period),
    ]);
    const filter = (more: Record<string, string>): string => filterOf({ figure: 'open', ...more }, query);
    return {
      asOf: at.toISOString(),
      open: {
        ...{ key: 'open', ...OPEN_FIGURE.open, of: null, count: row.open },
        ...{ list: 'letters', filter: filter({}) },
      },
      receivedToday: {
        ...{ key: 'receivedToday', count: received },
        filter: filterOf({ figure: 'received', ...daysIn(period) }, query),
      },
      overdue: {
        ...{ key: 'overdue', count: row.ages.slice(0, NOW_EDGE + 1).reduce((sum, n) => sum + n, 0) },
        filter: filter({ dueBefore: after(at) }),
      },
      undated: { key: 'undated', count: row.undated, filter: filter({ light: 'none' }) },
      lateUnits: row.lateUnits,
      ages: AGES.map((key, index): AgeView => {
        const [from, to] = [edges[index - 1], edges[index]];
        return {
          key,
          count: row.ages[index]!,
          filter: filter({
            ...(from && { dueAfter: after(from) }),
            ...(to && { dueBefore: after(to) }),
            ...(index === AGES.length - 1 && { order: 'due' }),
          }),
        };
      }),
    };
  }

  /** Counts once for the accounts of a unit that have the same roles; `asOf` says when. */
  private once<T>(actor: Actor, what: string, query: object, count: () => Promise<T>): Promise<T> {
    const key = JSON.stringify([what, actor.unit, actor.roles.toSorted(), Object.entries(query).sort()]);
    return this.kept.get(key, count) as Promise<T>;
  }

  private scopeOf(actor: Actor, { within, class: letterClass }: StatisticsScopeQuery): StatisticsScope {
    return {
      path: actor.unitPath,
      units: this.visibility.seesEvery(actor, 'mailbox-letter') ? null : actor.unitsBelow,
      ...{ within, class: letterClass },
    };
  }

  private monthOf({ month }: StatisticsQuery): { month: number; period: Period; at: Date } {
    const at = businessDate();
    const current = monthOf(at.getTime());
    const wanted = month === undefined ? current : monthNumber(month);
    if (wanted > current || wanted < current - FIGURE_MONTHS)
      throw invalid(issue('month', 'cases.monthOutside', { months: FIGURE_MONTHS }));
    return { month: wanted, at, period: { from: startOfMonth(wanted), to: startOfMonth(wanted + 1) } };
  }
}

/** Units with the most late letters that a step names. */
const LATEST = 3;

/** How letters passed a step: how many, how many of them late, how long half and nine tenths took at most, in working days. */
function stepRow({ passed, late }: StepCounts, step: LetterStep) {
  const own = passed.filter((one) => one.step === step);
  const sum = (rows: readonly { letters: number }[]): number =>
    rows.reduce((n, { letters }) => n + letters, 0);
  const lengths = new Map<number, number>();
  for (const { tenths, letters } of own.toSorted((one, other) => one.tenths - other.tenths))
    lengths.set(tenths, (lengths.get(tenths) ?? 0) + letters);
  const latest = late
    .filter((one) => one.step === step)
    .toSorted((one, other) => other.letters - one.letters || (one.unit < other.unit ? -1 : 1))
    .slice(0, LATEST);
  return {
    ...{ letters: sum(own), late: sum(own.filter((one) => one.late)), latest },
    ...{ half: quantile(lengths, 0.5) ?? 0, nineTenths: quantile(lengths, 0.9) ?? 0 },
  };
}

/** Intervals by working days late (`late6`: 6 or more) or left (`left1`: at most 1). */
const AGES = ['late6', 'late2', 'late0', 'today', 'left1', 'left2', 'left4', 'left6', 'left11'] as const;
/** Place of the present among the edges. */
const NOW_EDGE = 2;

/** The instants between the intervals: what is due at one is in the interval before it. */
function edgesOf(calendar: RegionCalendar, now: Date): Date[] {
  const today = dayOf(now.getTime());
  const start = (day: number): Date => new Date(startOfDay(day));
  const back = (n: number): Date => start(calendar.addWorkingDays(today + 1, -n));
  const ahead = (n: number): Date => start(calendar.addWorkingDays(today, n));
  return [back(6), back(2), now, start(today + 1), ahead(2), ahead(4), ahead(6), ahead(11)];
}

const after = (edge: Date): string => new Date(edge.getTime() + 1).toISOString();

/** Figures of a unit's own account are grouped by the units right below it. */
function depthOf({ unitPath }: Actor, { units }: StatisticsScope, within: string | undefined): number {
  if (units !== null) return unitPath.length;
  return within === undefined ? 2 : 3;
}

function figuresOf(
  counts: Readonly<Record<string, number>>,
  period: Period,
  query: StatisticsScopeQuery,
): FigureView[] {
  const letters = LETTER_FIGURE_KEYS.map((key): FigureView => {
    const figure: { title: string; formula: string; of?: string } = LETTER_FIGURES[key];
    const filter = filterOf({ figure: key, ...daysIn(period) }, query);
    return { key, ...figure, of: figure.of ?? null, count: counts[key] ?? 0, list: 'letters', filter };
  });
  const cards = CARD_FIGURE_KEYS.map((key): FigureView => {
    const { levels, states } = CARDS_OF_FIGURE[key];
    const filter = filterOf(
      {
        ...{ levels: levels.join(','), states: states.join(',') },
        ...{ issuedAfter: period.from.toISOString(), issuedBefore: period.to.toISOString() },
        ...{ processKey: 'mailbox-letter', ordinary: 'true' },
      },
      query,
    );
    return { key, ...CARD_FIGURES[key], of: null, count: counts[key] ?? 0, list: 'cards', filter };
  });
  return [...letters, ...cards];
}

const groupOf = (code: string, group: CountedGroup | undefined, filter: string): FigureGroupView => ({
  ...{ code, name: null, kind: null, filter },
  counts: countsOf(group),
  averageDays: averageOf(group),
});

/** Every figure, zeros too. */
const countsOf = (group: CountedGroup | undefined): Record<string, number> =>
  Object.fromEntries(
    [...LETTER_FIGURE_KEYS, ...CARD_FIGURE_KEYS].map((key) => [key, group?.counts[key] ?? 0]),
  );

function averageOf(group: CountedGroup | undefined): number | null {
  const { signed, usedSeconds } = group?.counts ?? { signed: 0, usedSeconds: 0 };
  return signed === 0 ? null : Math.round((usedSeconds / DAY_SECONDS / signed) * 10) / 10;
}

/** First and last day of a period. */
const daysIn = ({ from, to }: Period): { from: string; to: string } => ({
  from: formatDay(dayOf(from.getTime())),
  to: formatDay(dayOf(to.getTime() - 1)),
});

/** Query string of a list, with the scope of the figures. */
const filterOf = (own: Readonly<Record<string, string>>, scope: StatisticsScopeQuery): string =>
  new URLSearchParams({
    ...own,
    ...(scope.within !== undefined && { within: scope.within }),
    ...(scope.class !== undefined && { class: scope.class }),
  }).toString();
