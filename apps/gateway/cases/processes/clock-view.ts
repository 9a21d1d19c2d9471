import { ApiProperty } from '@nestjs/swagger';
import type { ClockEntryData } from '../../../../domain/cases/processes/process-course.repository.js';
import type { ClockState } from '../../../../domain/cases/read-model/effects.js';
import { clockHistory } from '../../../../domain/cases/recalculation/clock-history.js';
import { countDays, type CountedPause } from '../../../../domain/cases/time-limits/counted-days.js';
import type { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { textOf } from '../../../../domain/messages/index.js';
import type { ProcessDefinition } from '../../../../workflows/engine/definition/definition.js';

const instant = { type: String, format: 'date-time', nullable: true } as const;

export class LadderStepView {
  @ApiProperty({ enum: ['warning', 'lastWarning', 'due', 'yellow', 'red', 'urge', 'accountability'] })
  level!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}
export class ClockPauseView {
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ ...instant, description: 'Null while it lasts' }) to!: string | null;
  @ApiProperty({ example: '答复审核' }) reason!: string;
}
export class ClockExtensionView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({
    type: Object,
    example: { workingDays: 5 },
    description: 'workingDays, calendarDays or until (YYYY-MM-DD)',
  })
  by!: object;
  @ApiProperty({ ...instant, description: 'The due time that resulted' }) dueAt!: string | null;
}
export class CountedDayView {
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty({ type: 'integer', minimum: 1 }) n!: number;
}
export class UncountedDayView {
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty({ example: '国庆节' }) note!: string;
}
export class CountedDaysView {
  @ApiProperty({ enum: ['workingDays', 'calendarDays', 'workingHours', 'date'] }) unit!: string;
  @ApiProperty({ type: 'number', nullable: true, description: 'Length under the policy, without extensions' })
  length!: number | null;
  @ApiProperty({ type: [CountedDayView], description: 'Empty for hours and for a day of the case' })
  counted!: readonly CountedDayView[];
  @ApiProperty({ type: [UncountedDayView], description: 'Days on the way that are not counted, and why' })
  skipped!: readonly UncountedDayView[];
}

/** A clock of a process, and how its due time results. */
export class ClockView {
  @ApiProperty({ example: 'handling', description: 'Key of the clock; of the limit for the clock of a task' })
  clock!: string;
  @ApiProperty({ example: '办理' }) title!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the task that it belongs to' })
  task!: string | null;
  @ApiProperty({ description: 'Unit that answers for it' }) unit!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Class of the case that decides the limit' })
  class!: string | null;
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
  @ApiProperty({ ...instant, description: 'Null: the policy sets no limit, or it could not be computed' })
  dueAt!: string | null;
  @ApiProperty({ description: 'A year on the way has no calendar yet' }) provisional!: boolean;
  @ApiProperty({ enum: ['running', 'paused', 'suspended', 'stopped'] }) state!: string;
  @ApiProperty(instant) stoppedAt!: string | null;
  @ApiProperty({ ...instant, description: 'When the work was done; null when it ended without' })
  fulfilledAt!: string | null;
  @ApiProperty({ type: [LadderStepView], description: 'In order; the past ones included' })
  ladder!: readonly LadderStepView[];
  @ApiProperty({ type: [ClockPauseView] }) pauses!: readonly ClockPauseView[];
  @ApiProperty({ type: [ClockExtensionView] }) extensions!: readonly ClockExtensionView[];
  @ApiProperty({ nullable: true, type: CountedDaysView, description: 'Null without a due time' })
  count!: CountedDaysView | null;
  @ApiProperty({ example: 'QDN-2015/2', description: 'Policy and version that it is pinned to' })
  policy!: string;
  @ApiProperty({ type: 'integer' }) calendarVersion!: number;
}

/** What a clock is explained from. */
export interface ClockBackground {
  readonly process: string;
  readonly definition: ProcessDefinition | undefined;
  /** Task number -> name. */
  readonly taskNames: ReadonlyMap<number, string>;
  /** All clocks of the process, by number: a cap is one of them. */
  readonly clocks: ReadonlyMap<number, ClockState>;
  readonly entries: readonly ClockEntryData[];
}

/** @param timeLimits ready */
export function toClockView(
  clock: ClockState,
  background: ClockBackground,
  timeLimits: TimeLimitService,
): ClockView {
  const { process, definition, taskNames } = background;
  const pauses = pausesOf(clock, background);
  const taskName = clock.task === null ? undefined : taskNames.get(clock.task);
  return {
    clock: clock.name,
    title:
      (taskName ? definition?.tasks[taskName]?.title : definition?.clocks?.[clock.name]?.title) ?? clock.name,
    task: clock.task === null ? null : `${process}.${clock.task}`,
    unit: clock.unit,
    class: clock.class,
    startedAt: iso(clock.startedAt),
    dueAt: isoOrNull(clock.dueAt),
    provisional: clock.provisional,
    state: clock.state,
    stoppedAt: isoOrNull(clock.stoppedAt),
    fulfilledAt: isoOrNull(clock.fulfilledAt),
    ladder: ladderOf(clock, background, timeLimits),
    pauses: pauses.map(({ from, to, note }) => ({ from: iso(from), to: isoOrNull(to), reason: note })),
    extensions: entriesOf(clock, background).flatMap(({ type, at, by, dueAt }) =>
      type === 'clock.extended' && by ? [{ at: at.toISOString(), by, dueAt }] : [],
    ),
    count: clock.dueAt === null ? null : countOf(clock, clock.dueAt, pauses, timeLimits),
    policy: `${clock.policyId}/${clock.policyVersion}`,
    calendarVersion: clock.calendarVersion,
  };
}

function countOf(
  clock: ClockState,
  dueAt: number,
  pauses: readonly CountedPause[],
  timeLimits: TimeLimitService,
): CountedDaysView {
  const policy = timeLimits.policy(clock.policyId, clock.policyVersion);
  return countDays({ policy, calendar: timeLimits.calendar() }, { ...clock, dueAt }, pauses);
}

/** The stored thresholds are those to come; the past ones are computed again, where they lead to the same due time. */
function ladderOf(
  clock: ClockState,
  { clocks, entries }: ClockBackground,
  timeLimits: TimeLimitService,
): LadderStepView[] {
  if (clock.dueAt === null) return [];
  const cap = clock.cap === null ? undefined : clocks.get(clock.cap);
  const history = clockHistory(
    clock,
    entries.map((entry) => ({ ...entry, at: entry.at.getTime() })),
  );
  const from = cap?.dueAt == null ? undefined : { dueAt: cap.dueAt, from: cap.pausedAt ?? clock.startedAt };
  const whole = timeLimits.computeAgain(clock, { cap: from, history });
  const thresholds = {
    ...(whole.dueAt === clock.dueAt && whole.thresholds),
    ...clock.thresholds,
    due: iso(clock.dueAt),
  };
  return Object.entries(thresholds)
    .map(([level, at]) => ({ level, at }))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Only clocks that the process itself has named are paused or extended; a suspension pauses every clock. */
const entriesOf = (clock: ClockState, { entries }: ClockBackground): ClockEntryData[] =>
  entries.filter(
    ({ type, at, clock: name }) =>
      at.getTime() >= clock.startedAt &&
      (clock.stoppedAt === null || at.getTime() <= clock.stoppedAt) &&
      (type.startsWith('process.') || (name === clock.name && clock.task === null)),
  );

function pausesOf(clock: ClockState, background: ClockBackground): CountedPause[] {
  const titles = background.definition?.clocks?.[clock.name]?.pauses ?? {};
  const entries = background.entries.map((entry) => ({ ...entry, at: entry.at.getTime() }));
  const pauses: CountedPause[] = [];
  for (const { type, at } of clockHistory(clock, entries)) {
    if (clock.stoppedAt !== null && at > clock.stoppedAt) break;
    if (type === 'paused') {
      const reason = entries.findLast(
        (entry) => entry.at === at && entry.type === 'clock.paused' && entry.clock === clock.name,
      )?.reason;
      const note = (reason != null && titles[reason]) || textOf('cases.clockSuspended');
      pauses.push({ from: at, to: null, note });
    } else if (type === 'resumed') {
      const last = pauses.pop();
      if (last) pauses.push({ ...last, to: at });
    }
  }
  const [last] = pauses.slice(-1);
  if (last?.to === null && clock.stoppedAt !== null)
    return [...pauses.slice(0, -1), { ...last, to: clock.stoppedAt }];
  return pauses;
}

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
