import type { ProcessDefinition } from '../../../workflows/engine/definition/definition.js';
import {
  actedAt,
  extensionOf,
  type Actor,
  type ProcessEvent,
} from '../../../workflows/engine/definition/events.js';
import type { TimeLimits } from '../time-limits/time-limit-service.js';
import { computedInstants } from './computed-instants.js';
import type { ClockState, Effects, Known, TimelineRow } from './effects.js';
import { keepMissedThresholds } from './missed-thresholds.js';

type EventOf<T extends ProcessEvent['type']> = Extract<ProcessEvent, { type: T }>;

const NEEDS_CLOCKS: ReadonlySet<string> = new Set<ProcessEvent['type']>([
  'clock.paused',
  'clock.resumed',
  'clock.extended',
  'clock.reclassed',
  'clock.moved',
  'process.suspended',
  'process.resumed',
]);

/** Whether what a clock was before has to be read: most steps only start and stop clocks. */
export function needsClocks(events: readonly ProcessEvent[]): boolean {
  return events.some(
    (event) => NEEDS_CLOCKS.has(event.type) || (event.type === 'clock.started' && event.cap !== undefined),
  );
}

/** Turns events into rows. Pure: what it needs of policy and calendar is in memory (`timeLimits`). */
export function fold(
  events: readonly ProcessEvent[],
  definition: ProcessDefinition,
  known: Known,
  timeLimits: TimeLimits,
): Effects {
  const effects: Effects = {
    lastSeq: events.at(-1)!.seq,
    process: { units: new Set() },
    timeline: [],
    tasksOpened: new Map(),
    tasksChanged: new Map(),
    clocksStarted: new Map(),
    clocksChanged: new Map(),
    clocksTouched: new Map(),
  };
  let { suspended } = known;
  const { process, timeline, tasksOpened, tasksChanged, clocksStarted, clocksChanged, clocksTouched } =
    effects;

  const tell = (event: ProcessEvent, entry: Omit<TimelineRow, 'n' | 'at' | 'type'> = {}): void => {
    timeline.push({ n: timeline.length + 1, at: iso(actedAt(event)), type: event.type, ...entry });
  };
  const clockOf = (number: number): ClockState => {
    const clock = clocksStarted.get(number) ?? clocksChanged.get(number) ?? known.clocks?.get(number);
    if (!clock) throw new Error(`there is no clock ${number}`);
    return clock;
  };
  const isRead = (number: number): boolean =>
    clocksStarted.has(number) || (known.clocks?.has(number) ?? false);
  const change = (clock: ClockState, changes: Partial<ClockState>): ClockState => {
    const changed = { ...clock, ...changes };
    (clocksStarted.has(clock.number) ? clocksStarted : clocksChanged).set(clock.number, changed);
    return changed;
  };
  const allClocks = (): ClockState[] => {
    const numbers = new Set([...(known.clocks?.keys() ?? []), ...clocksStarted.keys()]);
    return [...numbers].map(clockOf);
  };
  const resume = (clock: ClockState, at: number): ClockState => {
    const kept = keepMissedThresholds(clock, at);
    const instants = computedInstants(() => timeLimits.resumeClock(kept, clock.pausedAt!, at), kept);
    return change(kept, {
      ...instants,
      error: kept.error ?? instants.error,
      state: 'running',
      pausedAt: null,
    });
  };

  const shownOf = (clock?: number): { due_at?: string; warn_at?: string } =>
    clock === undefined ? {} : shownInstants(clockOf(clock));

  const openTask = (event: EventOf<'task.opened'>): void => {
    const task = definition.tasks[event.name];
    if (!task) throw new Error(`process ${definition.key} declares no task '${event.name}'`);
    const own = event.clock === undefined ? undefined : clocksStarted.get(event.clock);
    if (event.unit) process.units.add(event.unit);
    tasksOpened.set(event.task, {
      number: event.task,
      name: event.name,
      key: event.key,
      stage: task.stage,
      unit: event.unit,
      role: task.by === 'citizen' ? 'citizen' : task.by.role,
      without: event.without,
      due_on: event.due,
      opened_at: iso(event.at),
      clock: event.clock,
      look: event.clock !== undefined && !isRead(event.clock),
      state: 'open',
    });
    tell(event, {
      task: event.task,
      ...unitOf(event),
      ...(own?.task === event.task && { data: dueOf(own) }),
    });
  };

  const closeTask = (event: EventOf<'task.closed'>): void => {
    const closing = {
      state: event.how,
      closed_at: iso(actedAt(event)),
      outcome: event.outcome,
      closed_by: event.by?.account,
      command_id: event.command,
    };
    const opened = tasksOpened.get(event.task);
    if (opened) Object.assign(opened, closing, opened.look ? {} : shownOf(opened.clock));
    else {
      // What its clock did before, in this very batch, still shows on it; what comes after does not.
      const clock = known.taskClocks?.get(event.task);
      const shown = clock !== undefined && clocksChanged.has(clock) && { show: true, ...shownOf(clock) };
      tasksChanged.set(event.task, {
        ...tasksChanged.get(event.task),
        number: event.task,
        ...closing,
        ...shown,
      });
    }
    tell(event, {
      task: event.task,
      ...actorOf(event.by),
      data: event.how === 'completed' ? { outcome: event.outcome } : { how: event.how },
    });
  };

  const startClock = (event: EventOf<'clock.started'>): void => {
    const cap = event.cap === undefined ? null : clockOf(event.cap);
    const instants = computedInstants(() =>
      timeLimits.startClock({
        limit: event.limit,
        class: event.class,
        due: event.due,
        unit: event.unit,
        at: event.at,
        // The rest of a clock that stands still is counted from where it stopped.
        cap: cap?.dueAt == null ? undefined : { dueAt: cap.dueAt, from: cap.pausedAt ?? event.at },
      }),
    );
    const clock: ClockState = {
      ...instants,
      number: event.clock,
      name: event.name,
      limit: event.limit,
      unit: event.unit,
      task: event.task ?? null,
      class: event.class ?? null,
      due: event.due ?? null,
      cap: event.cap ?? null,
      state: suspended ? 'suspended' : 'running',
      startedAt: event.at,
      pausedAt: suspended ? event.at : null,
      stoppedAt: null,
      fulfilledAt: null,
      missed: [],
    };
    clocksStarted.set(event.clock, clock);
    // A task's own clock is told together with the task.
    if (event.task === undefined)
      tell(event, { ...unitOf(event), data: { clock: event.name, ...dueOf(clock) } });
  };

  events.forEach((event, index) => {
    switch (event.type) {
      case 'process.started':
        process.state = 'running';
        return tell(event);
      case 'process.completed':
        Object.assign(process, { state: 'completed', result: event.result, endedAt: iso(actedAt(event)) });
        return tell(event, { data: { result: event.result } });
      case 'process.cancelled':
        Object.assign(process, {
          state: 'cancelled',
          result: 'cancelled',
          endedAt: iso(actedAt(event)),
        });
        return tell(event, {
          ...actorOf(event.by),
          ...saidWith(event, event.mistaken ? { mistaken: true } : {}),
        });
      case 'process.suspended':
        suspended = true;
        process.state = 'suspended';
        for (const clock of allClocks()) {
          if (clock.state === 'running')
            change(clock, { state: 'suspended', pausedAt: Math.max(actedAt(event), clock.startedAt) });
        }
        return tell(event, { ...actorOf(event.by), ...saidWith(event) });
      case 'process.resumed':
        suspended = false;
        process.state = 'running';
        for (const clock of allClocks()) if (clock.state === 'suspended') resume(clock, event.at);
        return tell(event, { ...actorOf(event.by), ...saidWith(event) });
      case 'stage.entered':
        process.stage = event.stage;
        return tell(event, { stage: event.stage });
      case 'facts':
        process.facts = { ...process.facts, ...event.facts };
        Object.assign(process, hiding(process, event.facts));
        return;
      case 'task.opened':
        return openTask(event);
      case 'task.closed':
        return closeTask(event);
      case 'task.reassigned': {
        const opened = tasksOpened.get(event.task);
        if (opened) opened.unit = event.unit;
        else
          tasksChanged.set(event.task, {
            ...tasksChanged.get(event.task),
            number: event.task,
            unit: event.unit,
          });
        process.units.add(event.unit);
        return tell(event, {
          task: event.task,
          account: event.by.account,
          unit: event.unit,
          ...saidWith(event),
        });
      }
      case 'clock.started':
        return startClock(event);
      case 'clock.paused': {
        const clock = clockOf(event.clock);
        change(clock, { state: 'paused', pausedAt: clock.pausedAt ?? actedAt(event) });
        return tell(event, { data: { clock: clock.name, reason: event.reason } });
      }
      case 'clock.resumed': {
        const clock = clockOf(event.clock);
        // Inside a suspended process it goes on standing still, until the whole process is resumed.
        const changed = suspended ? change(clock, { state: 'suspended' }) : resume(clock, event.at);
        return tell(event, { data: { clock: clock.name, ...dueOf(changed) } });
      }
      case 'clock.extended': {
        const by = extensionOf(event);
        const clock = keepMissedThresholds(clockOf(event.clock), actedAt(event));
        const instants = computedInstants(() => timeLimits.extendClock(clock, by, actedAt(event)), clock);
        const changed = change(clock, {
          ...instants,
          error: clock.error ?? instants.error,
          // A day that was decided during a pause holds: only what it is paused from now on moves it.
          ...('until' in by &&
            clock.pausedAt !== null && { pausedAt: Math.max(clock.pausedAt, actedAt(event)) }),
        });
        return tell(event, { data: { clock: clock.name, ...by, ...dueOf(changed) } });
      }
      case 'clock.reclassed': {
        const clock = keepMissedThresholds(clockOf(event.clock), actedAt(event));
        const instants = computedInstants(
          () => timeLimits.reclassClock(clock, event.class, actedAt(event)),
          clock,
        );
        const changed = change(clock, {
          ...instants,
          error: clock.error ?? instants.error,
          class: event.class,
        });
        return tell(event, { data: { clock: clock.name, class: event.class, ...dueOf(changed) } });
      }
      case 'clock.moved':
        change(keepMissedThresholds(clockOf(event.clock), actedAt(event)), { unit: event.unit });
        if (isPartOfReassignment(events, index)) return;
        process.units.add(event.unit);
        return tell(event, { unit: event.unit, data: { clock: clockOf(event.clock).name } });
      case 'clock.stopped': {
        const at = actedAt(event);
        const fulfilledAt = event.fulfilled ? at : null;
        if (isRead(event.clock))
          change(clockOf(event.clock), { state: 'stopped', stoppedAt: at, fulfilledAt });
        else
          clocksTouched.set(event.clock, {
            number: event.clock,
            stopped_at: iso(at),
            ...(fulfilledAt !== null && { fulfilled_at: iso(fulfilledAt) }),
          });
        return;
      }
      case 'limit.moved':
        return tell(event, {
          task: event.task,
          data: {
            to: iso(event.to),
            ...(event.from !== undefined && { from: iso(event.from) }),
            ...(event.calendarVersion !== undefined && { calendarVersion: event.calendarVersion }),
          },
        });
      case 'message.received':
        return tell(event, { ...actorOf(event.by), ...saidWith(event, { name: event.name }) });
      case 'signal.received':
        return tell(event, {
          data: { name: event.name, ...(event.process !== undefined && { process: event.process }) },
        });
      case 'child.started':
        return tell(event, { data: { name: event.name, process: event.process } });
      case 'child.ended':
        return tell(event, { data: { name: event.name, process: event.process, result: event.result } });
      case 'step.completed': {
        const { name, result } = event;
        if (!definition.steps?.[name]?.inTimeline) return;
        return tell(event, { data: { name, ...(result !== undefined && { result }) } });
      }
      case 'incident.raised': {
        const { kind, name, process: child } = event;
        effects.incident = `${kind} ${name}: ${event.error}`;
        return tell(event, { data: { kind, name, ...(child !== undefined && { process: child }) } });
      }
      default:
        return unknownEvent(event);
    }
  });

  for (const task of tasksOpened.values()) {
    if (task.state === 'open' && !task.look) Object.assign(task, shownOf(task.clock));
  }
  return effects;
}

/** What a task shows of its clock: nothing while the clock stands still. */
export function shownInstants(clock: ClockState): { due_at?: string; warn_at?: string } {
  if (clock.state === 'paused' || clock.state === 'suspended') return {};
  return {
    ...(clock.dueAt !== null && { due_at: iso(clock.dueAt) }),
    ...(clock.warnAt !== null && { warn_at: iso(clock.warnAt) }),
  };
}

export const iso = (at: number): string => new Date(at).toISOString();

const unitOf = ({ unit }: { unit: string }): { unit?: string } => (unit ? { unit } : {});
const actorOf = (by?: Actor): { account?: string; unit?: string } =>
  by ? { account: by.account, ...unitOf(by) } : {};
/** What was said with it stands in `content`, under the command's id. A task's closing finds it by the task. */
const saidWith = (
  { command }: { command: string },
  data: Readonly<Record<string, unknown>> = {},
): Pick<TimelineRow, 'data'> => ({ data: { ...data, command } });
const dueOf = (clock: ClockState): Record<string, unknown> => ({
  ...(clock.dueAt !== null && { dueAt: iso(clock.dueAt) }),
  ...(clock.provisional && { provisional: true }),
});

/** What the process itself says of who must not see it: see secrecy.ts. */
function hiding(
  process: Effects['process'],
  { hiddenFrom, disclosedTo }: EventOf<'facts'>['facts'],
): Pick<Effects['process'], 'hiddenFrom' | 'disclosedTo'> {
  return {
    ...(Array.isArray(hiddenFrom) && { hiddenFrom: hiddenFrom as string[], disclosedTo: [] }),
    ...(disclosedTo !== undefined && {
      disclosedTo: [...(process.disclosedTo ?? []), ...[disclosedTo].flat()] as string[],
    }),
  };
}

/** The engine tells the move of a task's own clock right after the task's reassignment. */
function isPartOfReassignment(events: readonly ProcessEvent[], index: number): boolean {
  return events[index - 1]?.type === 'task.reassigned';
}

function unknownEvent(event: never): never {
  throw new Error(`unknown event ${(event as ProcessEvent).type}`);
}
