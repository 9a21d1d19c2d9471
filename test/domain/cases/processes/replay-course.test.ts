import { expect, it } from '@jest/globals';
import type { ProcessCourse } from '../../../../domain/cases/processes/process-course.repository.js';
import { replayCourse } from '../../../../domain/cases/processes/replay-course.js';
import { Simulation } from '../../../../workflows/engine/analysis/simulation.js';
import { mailboxLetterProcess } from '../../../../workflows/letters/behaviour.js';
import { processInputs } from '../../../support/process-inputs.js';

const input = processInputs['mailbox-letter.v1'];
const decisions: Readonly<Record<string, object>> = {
  dispatch: { class: 'CONSULT', lead: 'ZJJ', coUnits: [] },
};

/** What the read model would hold of a simulated letter. */
function courseOf({ events }: Simulation): ProcessCourse {
  const closed = events.flatMap((event) => (event.type === 'task.closed' ? [event] : []));
  const stopped = new Set(events.flatMap((event) => (event.type === 'clock.stopped' ? [event.clock] : [])));
  return {
    input,
    tasks: events.flatMap((event) => {
      if (event.type !== 'task.opened') return [];
      const { task: number, name, unit, without = null } = event;
      const { by } = mailboxLetterProcess.definition.tasks[name]!;
      const state = closed.find(({ task }) => task === number)?.how ?? 'open';
      return [{ number, name, unit, without, state, role: by === 'citizen' ? by : by.role }];
    }),
    entries: closed.map(({ task, by, outcome = null }) => ({
      ...{ type: 'task.closed', at: new Date(0), task, outcome, data: null },
      account: by?.account ?? null,
      unit: by?.unit ?? null,
      closed_by: by?.account ?? null,
      decision: decisions[outcome ?? ''] ?? null,
    })),
    clocks: events.flatMap((event) =>
      event.type === 'clock.started'
        ? [{ number: event.clock, name: event.name, state: stopped.has(event.clock) ? 'stopped' : 'running' }]
        : [],
    ) as unknown as ProcessCourse['clocks'],
  };
}

async function signedByTimeout(): Promise<Simulation> {
  const letter = await new Simulation(mailboxLetterProcess, input).start();
  await letter.complete('register', 'dispatch', decisions['dispatch']);
  return letter.expire('sign');
}

it('a course with a timeout leads to the task that is open', async () => {
  const replayed = await replayCourse(mailboxLetterProcess, courseOf(await signedByTimeout()), {});

  expect(replayed!.simulation.openTasks().map(({ name, unit }) => [name, unit])).toEqual([['draft', 'ZJJ']]);
});

it('a course that leads to other tasks than those open is not replayed', async () => {
  const course = courseOf(await signedByTimeout());
  const tasks = course.tasks.map((task) => (task.name === 'draft' ? { ...task, unit: 'JYJ' } : task));

  expect(await replayCourse(mailboxLetterProcess, { ...course, tasks }, {})).toBeNull();
});

it('a course with a signal of a child is not replayed', async () => {
  const course = courseOf(await signedByTimeout());
  const signal = { ...course.entries[0]!, type: 'signal.received' };

  expect(await replayCourse(mailboxLetterProcess, { ...course, entries: [signal] }, {})).toBeNull();
});
