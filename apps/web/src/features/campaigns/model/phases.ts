import { addDays, epochDay } from '../../../lib/dates.js';

/** A day of the plan. */
export interface PlanDay {
  readonly name: string;
  readonly title: string;
  /** As the plan wrote it. */
  readonly day: string;
  /** Why it may not be effective as written. */
  readonly warning: string | null;
  /** Its step is over, whatever the calendar says. */
  readonly over?: boolean;
}

/** The first day that is still to come, of a step that is not over. */
export const nextOf = <D extends Pick<PlanDay, 'day' | 'over'>>(
  dates: readonly D[],
  today: string,
): D | undefined => dates.find(({ day, over }) => over !== true && day >= today);

/** Warnings in the order of their days, each once with the days that it is about. */
export function warningsOf(
  dates: readonly PlanDay[],
): readonly { readonly warning: string; readonly titles: readonly string[] }[] {
  const titles = new Map<string, string[]>();
  for (const { title, warning } of dates)
    if (warning !== null) titles.set(warning, [...(titles.get(warning) ?? []), title]);
  return [...titles].map(([warning, of]) => ({ warning, titles: of }));
}

export const PHASES = ['listing', 'checking', 'concluding'] as const;
export type PhaseName = (typeof PHASES)[number];

export interface Phase {
  readonly name: PhaseName;
  /** Both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly state: 'done' | 'now' | 'ahead';
  /** Days, as its share of the band. */
  readonly days: number;
}

/** A day under the band. */
export interface Mark {
  readonly title: string;
  readonly day: string;
  readonly isWarned: boolean;
  readonly over: boolean;
  /** Place on the band, 0 to 1. */
  readonly at: number;
}

export interface Band {
  readonly phases: readonly Phase[];
  readonly marks: readonly Mark[];
  /** Place of today, 0 to 1; null: outside of the band, or the campaign has ended. */
  readonly today: number | null;
}

/** Stage of the process -> phase of the plan. */
const PHASE_OF: Readonly<Record<string, PhaseName>> = {
  notice: 'listing',
  listing: 'listing',
  inspecting: 'checking',
  confirming: 'checking',
  reporting: 'checking',
  rectifying: 'checking',
  rechecking: 'concluding',
  concluding: 'concluding',
};

/** Days that a reader of the band looks for; the others stand in the table of days. */
const MARKED = ['listBy', 'reportBy', 'rectifyBy', 'problemReportBy'];

/**
 * The plan as a band: three phases as long as their days, with the days that matter below. Where a campaign stands is said by
 * its stage, whatever the calendar says.
 */
export function bandOf({
  dates,
  stage,
  today,
}: {
  readonly dates: readonly PlanDay[];
  /** Null: the campaign has not begun. */
  readonly stage: string | null;
  readonly today: string;
}): Band {
  const dayOf = (name: string): string => dates.find((date) => date.name === name)!.day;
  const spans: readonly (readonly [PhaseName, string, string])[] = [
    ['listing', dayOf('noticeBy'), dayOf('catalogueBy')],
    ['checking', dayOf('catalogueBy'), dayOf('rectifyBy')],
    ['concluding', addDays(dayOf('rectifyBy'), 1), dayOf('problemReportBy')],
  ];
  const current = stage === null ? -1 : PHASES.indexOf(PHASE_OF[stage] ?? 'listing');
  const hasEnded = stage === 'closed';
  const phases = spans.map(([name, from, to], index): Phase => ({
    name,
    from,
    to,
    state: hasEnded || index < current ? 'done' : index === current ? 'now' : 'ahead',
    days: Math.max(epochDay(to) - epochDay(from), 1),
  }));
  const place = placeOf(phases);
  return {
    phases,
    marks: MARKED.flatMap((name) => dates.filter((date) => date.name === name)).map(
      ({ title, day, warning, over = false }) => ({
        ...{ title, day, over },
        ...{ isWarned: warning !== null, at: place(day) ?? 1 },
      }),
    ),
    today: hasEnded ? null : place(today),
  };
}

/** Where a day is on the band: its end, so that the last day of a phase is at the phase's end. */
function placeOf(phases: readonly Phase[]): (day: string) => number | null {
  const all = phases.reduce((sum, { days }) => sum + days, 0);
  return (day) => {
    let before = 0;
    for (const { from, to, days } of phases) {
      if (day < from) return before === 0 ? null : before / all;
      if (day <= to) return (before + Math.min(epochDay(day) - epochDay(from), days)) / all;
      before += days;
    }
    return null;
  };
}
