import type { ProcessDefinition } from '../../../workflows/engine/definition/definition.js';
import {
  actedAt,
  extensionOf,
  type Actor,
  type ProcessEvent,
} from '../../../workflows/engine/definition/events.js';
import type { TimeLimits } from '../time-limits/time-limit-service.js';
import type { Effects, Known, TimelineRow } from './effects.js';
import { FoldedClocks } from './fold-clocks.js';
import { dueOf, iso, shownInstants } from './shown-instants.js';

type EventOf<T extends ProcessEvent['type']> = Extract<ProcessEvent, { type: T }>;

const NEEDS_CLOCKS: ReadonlySet<string> = new Set<ProcessEvent['type']>([
  'clock.paused',
  'clock.resumed',
  'clock.extended',
  'clock.reclassed',
  'clock.moved',
  'clock.redated',
  'process.suspended',
  'process.resumed',
]);

/** Whether clocks have to be read before events are folded: most events only start and stop clocks. */
export function needsClocks(events: readonly ProcessEvent[]): boolean {
  return events.some(
    (event) => NEEDS_CLOCKS.has(event.type) || (event.type === 'clock.started' && event.cap !== undefined),
  );
}

/** Turns events into rows. Pure: policy and calendar are in memory (`timeLimits`). */
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
  const { process, timeline, tasksOpened, tasksChanged, clocksStarted, clocksChanged } = effects;
  const clocks = new FoldedClocks(effects, known, timeLimits);

  const addEntry = (event: ProcessEvent, entry: Omit<TimelineRow, 'n' | 'at' | 'type'> = {}): void => {
    timeline.push({ n: timeline.length + 1, at: iso(actedAt(event)), type: event.type, ...entry });
  };
  const shownOf = (clock?: number): { due_at?: string; warn_at?: string } =>
    clock === undefined ? {} : shownInstants(clocks.get(clock));

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
      look: event.clock !== undefined && !clocks.isRead(event.clock),
      state: 'open',
    });
    addEntry(event, {
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
      // Changes of its clock before this event, in the same batch, still show on the task; later ones do not.
      const clock = known.taskClocks?.get(event.task);
      const shown = clock !== undefined && clocksChanged.has(clock) && { show: true, ...shownOf(clock) };
      tasksChanged.set(event.task, {
        ...tasksChanged.get(event.task),
        number: event.task,
        ...closing,
        ...shown,
      });
    }
    addEntry(event, {
      task: event.task,
      ...actorOf(event.by),
      data: event.how === 'completed' ? { outcome: event.outcome } : { how: event.how },
    });
  };

  events.forEach((event, index) => {
    switch (event.type) {
      case 'process.started':
        process.state = 'running';
        return addEntry(event);
      case 'process.completed':
        Object.assign(process, { state: 'completed', result: event.result, endedAt: iso(actedAt(event)) });
        return addEntry(event, { data: { result: event.result } });
      case 'process.cancelled':
        Object.assign(process, {
          state: 'cancelled',
          result: 'cancelled',
          endedAt: iso(actedAt(event)),
        });
        return addEntry(event, {
          ...actorOf(event.by),
          ...commandOf(event, event.mistaken ? { mistaken: true } : {}),
        });
      case 'process.suspended':
        process.state = 'suspended';
        clocks.suspendAll(actedAt(event));
        return addEntry(event, { ...actorOf(event.by), ...commandOf(event) });
      case 'process.resumed':
        process.state = 'running';
        clocks.resumeAll(event.at);
        return addEntry(event, { ...actorOf(event.by), ...commandOf(event) });
      case 'process.redated':
        return addEntry(event, { ...actorOf(event.by), ...commandOf(event, { days: event.days }) });
      case 'stage.entered':
        process.stage = event.stage;
        return addEntry(event, { stage: event.stage });
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
        return addEntry(event, {
          task: event.task,
          account: event.by.account,
          unit: event.unit,
          ...commandOf(event),
        });
      }
      case 'task.redated': {
        const opened = tasksOpened.get(event.task);
        if (opened) opened.due_on = event.due;
        else
          tasksChanged.set(event.task, {
            ...tasksChanged.get(event.task),
            number: event.task,
            due_on: event.due,
          });
        return;
      }
      case 'unit.succeeded':
        process.units.add(event.unit);
        return addEntry(event, {
          account: event.by.account,
          unit: event.unit,
          ...commandOf(event, { from: event.from }),
        });
      case 'clock.started': {
        const clock = clocks.start(event);
        // The clock of a task is shown in the entry of the task.
        if (event.task === undefined)
          addEntry(event, { ...unitOf(event), data: { clock: event.name, ...dueOf(clock) } });
        return;
      }
      case 'clock.paused': {
        const { name } = clocks.pause(event);
        return addEntry(event, { data: { clock: name, reason: event.reason } });
      }
      case 'clock.resumed': {
        const clock = clocks.resume(event);
        return addEntry(event, { data: { clock: clock.name, ...dueOf(clock) } });
      }
      case 'clock.extended': {
        const clock = clocks.extend(event);
        return addEntry(event, { data: { clock: clock.name, ...extensionOf(event), ...dueOf(clock) } });
      }
      case 'clock.reclassed': {
        const clock = clocks.reclass(event);
        return addEntry(event, { data: { clock: clock.name, class: event.class, ...dueOf(clock) } });
      }
      case 'clock.redated': {
        const clock = clocks.redate(event);
        return addEntry(event, {
          ...(clock.task !== null && { task: clock.task }),
          data: { clock: clock.name, ...dueOf(clock) },
        });
      }
      case 'clock.moved': {
        const { name } = clocks.move(event);
        if (isPartOfReassignment(events, index)) return;
        process.units.add(event.unit);
        return addEntry(event, { unit: event.unit, data: { clock: name } });
      }
      case 'clock.stopped':
        return clocks.stop(event);
      case 'limit.moved':
        return addEntry(event, {
          task: event.task,
          data: {
            to: iso(event.to),
            ...(event.from !== undefined && { from: iso(event.from) }),
            ...(event.calendarVersion !== undefined && { calendarVersion: event.calendarVersion }),
          },
        });
      case 'message.received':
        return addEntry(event, { ...actorOf(event.by), ...commandOf(event, { name: event.name }) });
      case 'signal.received':
        return addEntry(event, {
          data: { name: event.name, ...(event.process !== undefined && { process: event.process }) },
        });
      case 'child.started':
        return addEntry(event, { data: { name: event.name, process: event.process } });
      case 'child.ended':
        return addEntry(event, { data: { name: event.name, process: event.process, result: event.result } });
      case 'step.completed': {
        const { name, result } = event;
        if (!definition.steps?.[name]?.inTimeline) return;
        return addEntry(event, { data: { name, ...(result !== undefined && { result }) } });
      }
      case 'incident.raised': {
        const { kind, name, process: child } = event;
        effects.incident = `${kind} ${name}: ${event.error}`;
        return addEntry(event, { data: { kind, name, ...(child !== undefined && { process: child }) } });
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

const unitOf = ({ unit }: { unit: string }): { unit?: string } => (unit ? { unit } : {});
const actorOf = (by?: Actor): { account?: string; unit?: string } =>
  by ? { account: by.account, ...unitOf(by) } : {};
/** The id of the command, under which its content is stored. The content of a completed task is found by the task. */
const commandOf = (
  { command }: { command: string },
  data: Readonly<Record<string, unknown>> = {},
): Pick<TimelineRow, 'data'> => ({ data: { ...data, command } });
/** Units that must not see the process, by its own facts: see secrecy.ts. */
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

/** The engine emits the move of a task's own clock right after the task's reassignment. */
function isPartOfReassignment(events: readonly ProcessEvent[], index: number): boolean {
  return events[index - 1]?.type === 'task.reassigned';
}

function unknownEvent(event: never): never {
  throw new Error(`unknown event ${(event as ProcessEvent).type}`);
}
