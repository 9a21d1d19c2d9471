/** Invariants that hold for any sequence of moves of officials, citizens and operators. */
import fc from 'fast-check';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { mailboxLetterProcess } from '../../../workflows/letters/behaviour.js';
import { forms } from '../../../workflows/letters/forms.js';
import { formsByType } from '../../../workflows/forms.js';
import { begin, operator, type P } from './office.js';

/** One move; numbers are taken modulo what is possible at that moment. */
type Move =
  | { readonly kind: 'complete'; readonly task: number; readonly outcome: number }
  | { readonly kind: 'message'; readonly which: number }
  | { readonly kind: 'reassign'; readonly task: number }
  | { readonly kind: 'wait'; readonly minutes: number }
  | {
      readonly kind: 'recalculate';
      readonly task: number;
      readonly minutes: number;
      readonly earlier: boolean;
    }
  | { readonly kind: 'suspend' | 'resume' | 'cancel' };

const small = fc.nat({ max: 20 });
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant('complete' as const), task: small, outcome: small }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('message' as const), which: small }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reassign' as const), task: small }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 0, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('suspend' as const, 'resume' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('recalculate' as const),
      task: small,
      minutes: fc.integer({ min: 0, max: 20 }),
      earlier: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const) }) },
);

/** Makes the moves; one that the engine rejects must leave no event. */
async function play(process: Simulation, moves: readonly Move[]): Promise<Simulation> {
  for (const next of moves) {
    const before = process.events.length;
    try {
      await make(process, next);
    } catch (error) {
      if (!(error instanceof DubanError)) throw error;
      expect(process.events).toHaveLength(before);
    }
  }
  return process;
}

async function make(process: Simulation, next: Move): Promise<void> {
  const tasks = process.openTasks();
  switch (next.kind) {
    case 'complete': {
      const task = tasks[next.task % tasks.length];
      if (!task) return;
      const outcomes = Object.keys(process.run.definition.tasks[task.name]!.outcomes);
      const outcome = outcomes[next.outcome % outcomes.length]!;
      await process.complete(task.name, outcome, decisionFor(task.name, outcome), { key: task.key });
      return;
    }
    case 'message': {
      const messages = process.run.messages.list();
      const message = messages[next.which % messages.length];
      if (message) await process.message(message.name, decisionOf(message.name, next.which));
      return;
    }
    case 'reassign': {
      const task = tasks[next.task % tasks.length];
      if (task) await process.send({ kind: 'reassign', task: task.number, unit: 'B', by: operator });
      return;
    }
    case 'wait':
      await process.advance(next.minutes * 60_000);
      return;
    case 'recalculate': {
      const { kind, minutes, earlier } = next;
      const task = tasks[next.task % tasks.length];
      const expiries = task ? { [task.number]: minutes * 60_000 } : {};
      await process.send({ kind, expiries, calendarVersion: 2, earlier, by: operator });
      return;
    }
    case 'suspend':
    case 'resume':
    case 'cancel':
      await process.send({ kind: next.kind, by: operator });
  }
}

const letterForms = formsByType['mailbox-letter.v1']!;
const decisionFor = (task: string, outcome: string): unknown =>
  task in forms.tasks ? letterForms.tasks[task]?.[outcome]?.example.decision : { pages: 1 };

/** Decisions of the messages that carry one: what a merged letter learns of the letter it follows, and ratings. */
const decisionOf = (message: string, which: number): unknown => {
  const { parent, rating } = mailboxLetterProcess.definition.choices!;
  const some = (codes: object): string => Object.keys(codes)[which % Object.keys(codes).length]!;
  if (message === 'parent') return { stands: some(parent!) };
  return message === 'rate' ? { rating: some(rating!) } : { n: 1 };
};

/** The invariants of the event log. */
function expectLawful(process: Simulation): void {
  const { events } = process;
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));

  const tasks = lives(events, 'task', 'task.opened', 'task.closed');
  const clocks = lives(events, 'clock', 'clock.started', 'clock.stopped');
  for (const life of [...tasks.values(), ...clocks.values()]) {
    expect(life).toMatch(/^began( ended)?$/);
    if (process.result !== null) expect(life).toBe('began ended');
  }
  const last = events.findIndex(({ type }) => type === 'process.completed' || type === 'process.cancelled');
  expect(last).toBe(process.result === null ? -1 : events.length - 1);
}

/** Number of a task or clock -> `began`, `began ended`, or something worse. */
function lives(
  events: readonly ProcessEvent[],
  number: 'task' | 'clock',
  began: ProcessEvent['type'],
  ended: ProcessEvent['type'],
): Map<number, string> {
  const found = new Map<number, string>();
  for (const event of events) {
    if (event.type !== began && event.type !== ended) continue;
    const id = (event as unknown as Record<typeof number, number>)[number];
    found.set(id, `${found.get(id) ?? ''} ${event.type === began ? 'began' : 'ended'}`.trim());
  }
  return found;
}

const busyOffice = async (p: P): Promise<'done' | 'stopped'> => {
  p.listen.note(() => p.facts({ notes: 1 }));
  p.clock.whole.start({ unit: 'A' });
  const first = await p.race({
    stopped: (p) => p.message.stop(),
    worked: async (p) => {
      for (;;) {
        await p.alongside(
          (p) => p.task.draft({ to: 'A' }),
          (p) => p.each(['B', 'C'], (p, unit) => p.task.consult({ to: unit, key: unit })),
        );
        const both = await p.all({
          checked: (p) => p.task.check({ to: 'A' }),
          asked: (p) => p.race({ answered: (p) => p.task.ask({ to: '' }), noted: (p) => p.message.note() }),
        });
        if (both.checked.outcome === 'pass') return;
        p.clock.rework.start({ unit: 'A', cap: 'whole' });
      }
    },
  });
  return first.won === 'worked' ? 'done' : 'stopped';
};

it('random moves in nested branches keep the invariants of the event log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 40 }), async (moves) => {
      const process = await play(await begin(busyOffice), moves);

      expectLawful(process);
    }),
    { numRuns: 300 },
  );
});

it('random moves in a letter keep the invariants of the event log', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(move, { maxLength: 60 }),
      fc.constantFrom('CONSULT', 'REPORT'),
      fc.boolean(),
      async (moves, kind, wantsPublic) => {
        const input = { office: 'QGZ', kind, namedUnits: [], wantsPublic };
        const process = await play(await new Simulation(mailboxLetterProcess, input).start(), moves);

        expectLawful(process);
      },
    ),
    { numRuns: 200 },
  );
});

it('the same moves emit the same events', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 30 }), async (moves) => {
      const once = await play(await begin(busyOffice), moves);
      const again = await play(await begin(busyOffice), moves);

      expect(again.events).toEqual(once.events);
    }),
    { numRuns: 100 },
  );
});
