import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import type { CourseEntry, ProcessCourse } from './process-course.repository.js';

/** Tasks of a simulation never time out by themselves: the timeline says which ones did. */
const NEVER_MS = 10 * 365 * 86_400_000;

/** A simulated process at the point that the real one has reached. */
export interface ReplayedCourse {
  readonly simulation: Simulation;
  /** Number of steps so far whose results are not known: examples stand for them, and may lead another way. */
  readonly guesses: () => number;
}

/**
 * Runs the behaviour of a process through everything that it has received, outside of Temporal and without effects.
 *
 * @param stepExamples step -> an example of its result, for steps that have one: results are not stored
 * @returns null when the course does not lead to the tasks and clocks that are open: it depends on something the read
 * model does not hold, such as the results of steps, or signals of children
 */
export async function replayCourse(
  process: Process,
  course: ProcessCourse,
  stepExamples: Readonly<Record<string, unknown>>,
): Promise<ReplayedCourse | null> {
  let guessed = 0;
  const simulation = new Simulation(process, course.input, {
    timeoutInstant: ({ from }) => from + NEVER_MS,
    childResult: () => new Promise<string>(() => undefined),
    stepResult: (name) => {
      if (!Object.hasOwn(stepExamples, name)) return undefined;
      guessed += 1;
      return stepExamples[name];
    },
  });
  try {
    await simulation.start();
    for (const entry of course.entries) await apply(simulation, course, entry);
  } catch {
    return null; // the behaviour went another way: its inputs are not all known
  }
  return reaches(simulation, course) ? { simulation, guesses: () => guessed } : null;
}

class NotReplayable extends Error {}

async function apply(simulation: Simulation, course: ProcessCourse, entry: CourseEntry): Promise<void> {
  const by = { account: entry.account ?? 'system', unit: entry.unit ?? '', roles: [] };
  switch (entry.type) {
    case 'task.closed':
      return close(simulation, course, entry);
    case 'task.reassigned':
      await simulation.send({ kind: 'reassign', task: entry.task!, unit: entry.unit!, by });
      return;
    case 'unit.succeeded':
      await simulation.send({ kind: 'succeed', from: String(entry.data?.['from']), unit: entry.unit!, by });
      return;
    case 'message.received':
      await simulation.send({
        kind: 'message',
        name: String(entry.data?.['name']),
        decision: entry.decision ?? {},
        by,
      });
      return;
    case 'process.redated': {
      const days = (entry.data?.['days'] ?? {}) as Record<string, string>;
      await simulation.send({ kind: 'redate', days, facts: {}, by });
      return;
    }
    case 'process.suspended':
      await simulation.send({ kind: 'suspend', by });
      return;
    case 'process.resumed':
      await simulation.send({ kind: 'resume', by });
      return;
    default:
      throw new NotReplayable(entry.type);
  }
}

async function close(simulation: Simulation, { tasks }: ProcessCourse, entry: CourseEntry): Promise<void> {
  const task = tasks.find(({ number }) => number === entry.task)!;
  if (task.state === 'cancelled') return; // by the behaviour itself
  if (task.state === 'expired') {
    const by = { account: 'system', unit: '', roles: [] };
    const expiries = { [task.number]: simulation.run.host.now() + 1 };
    await simulation.send({ kind: 'recalculate', expiries, calendarVersion: 0, earlier: true, by });
    await simulation.advance(1);
    return;
  }
  const unit = simulation.run.tasks.find(task.number).unit;
  const { closed_by: account, outcome, decision } = entry;
  const by = { account: account ?? 'system', unit, roles: [task.role] };
  await simulation.send({
    kind: 'complete',
    task: task.number,
    outcome: outcome!,
    decision: decision ?? {},
    by: task.role === 'citizen' ? { ...by, account: 'citizen' } : by,
  });
}

/** Whether the simulation holds open what the process holds open. */
function reaches(simulation: Simulation, { tasks, clocks }: ProcessCourse): boolean {
  const open = tasks.filter(({ state }) => state === 'open');
  const simulated = simulation.openTasks();
  const started = simulation.events.flatMap((event) => (event.type === 'clock.started' ? [event] : []));
  const stopped = simulation.events.flatMap((event) => (event.type === 'clock.stopped' ? [event.clock] : []));
  return (
    simulation.result === null &&
    open.length === simulated.length &&
    open.every(({ number, name, unit, without }) =>
      simulated.some(
        (task) =>
          task.number === number &&
          task.name === name &&
          task.unit === unit &&
          [...task.without].sort().join() === [...(without ?? [])].sort().join(),
      ),
    ) &&
    started.length === clocks.length &&
    clocks.every(
      ({ number, name, state }) =>
        started.some((clock) => clock.clock === number && clock.name === name) &&
        stopped.includes(number) === (state === 'stopped'),
    )
  );
}
