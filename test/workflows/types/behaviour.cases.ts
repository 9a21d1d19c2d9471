/** What a behaviour may not do. Compiled by types.test.ts, never run. */
import { expectTypeOf } from 'expect-type';
import type { Actor } from '../../../workflows/engine/definition/events.js';
import { permit, type P } from './permit.js';

export const lawful = permit.implement(async (p: P, input: { size: 'small' | 'large' }) => {
  p.clock.handling.start({ unit: 'ZJJ' });
  p.choice.size(input.size);
  const examined = await p.task.examine({ to: 'ZJJ', without: ['refuse'] });
  switch (examined.outcome) {
    case 'grant':
      p.facts({ until: examined.decision.until });
      await p.step.publish();
      return 'granted';
    case 'refuse':
      return 'refused';
  }
});

export async function results(p: P): Promise<void> {
  const examined = await p.task.examine({ to: 'ZJJ' });
  expectTypeOf(examined.outcome).toEqualTypeOf<'grant' | 'refuse'>();
  expectTypeOf(examined.by).toEqualTypeOf<Actor>();
  if (examined.outcome === 'grant') {
    expectTypeOf(examined.decision).toEqualTypeOf<{ until: string }>();

    // A field that another outcome owns.
    // @ts-expect-error
    void examined.decision.reason;

    // Content stays in the database: free text, names and attachments are not for the process.
    // @ts-expect-error
    void examined.content;

    // The content's fields are not among the decision's either.
    // @ts-expect-error
    void examined.decision.note;
  }

  // A field of one outcome, before asking which outcome it is.
  // @ts-expect-error
  void examined.decision.until;

  // An outcome that is not declared.
  // @ts-expect-error
  void (examined.outcome === 'postpone');

  // This task has no timeout, so it cannot run out.
  // @ts-expect-error
  void (examined.outcome === 'expired');

  const appealed = await p.task.appeal({ to: '' });
  expectTypeOf(appealed.outcome).toEqualTypeOf<'appeal' | 'expired'>();
  if (appealed.outcome === 'expired') {
    // Nobody did it.
    // @ts-expect-error
    void appealed.by;
  }
}

export async function names(p: P): Promise<void> {
  // A task that is not declared.
  // @ts-expect-error
  void p.task.register({ to: 'ZJJ' });

  // A task without a candidate unit.
  // @ts-expect-error
  void p.task.examine({});

  // An outcome that is not declared cannot be left out.
  // @ts-expect-error
  void p.task.examine({ to: 'ZJJ', without: ['postpone'] });

  // A message that is not declared.
  // @ts-expect-error
  void p.message.complain();

  // A listener for a message that is not declared.
  // @ts-expect-error
  p.listen.complain(() => undefined);

  const { decision } = await p.message.withdraw();
  expectTypeOf(decision).toEqualTypeOf<{ kind: 'WHOLLY' | 'PARTLY' }>();
  p.listen.withdraw((heard, by) => {
    expectTypeOf(heard).toEqualTypeOf<{ kind: 'WHOLLY' | 'PARTLY' }>();
    expectTypeOf(by).toEqualTypeOf<Actor>();
  });

  // A choice that is not declared.
  // @ts-expect-error
  p.choice.colour('red');

  // An option that is not declared.
  // @ts-expect-error
  p.choice.size('huge');

  // The same in a choice that is taken by a function.
  // @ts-expect-error
  p.choice.size(() => 'huge');
  expectTypeOf(p.choice.size('small')).toEqualTypeOf<'small'>();

  // A clock that is not declared.
  // @ts-expect-error
  p.clock.patience.start({ unit: 'ZJJ' });

  // A clock without the unit that answers for it.
  // @ts-expect-error
  p.clock.handling.start({});

  // A reason to pause that the clock does not declare.
  p.clock.handling.pause('hearing');
  // @ts-expect-error
  p.clock.handling.pause('holiday');

  // A step that is not declared.
  // @ts-expect-error
  void p.step.print();

  // A child process that is not declared.
  // @ts-expect-error
  void p.child.review({});

  // A stage that is not declared.
  // @ts-expect-error
  p.stage('elsewhere');

  // A fact of the wrong type.
  // @ts-expect-error
  p.facts({ appeals: 'one' });

  // A fact that is not declared.
  // @ts-expect-error
  p.facts({ colour: 'red' });
}

export async function family(p: P): Promise<void> {
  expectTypeOf(await p.child.hearing({}, { key: 'first' })).toEqualTypeOf<'held' | 'waived'>();
  expectTypeOf(await p.signal.heard({ from: 'first' })).toEqualTypeOf<{ witnesses: number }>();
  expectTypeOf(await p.step.register()).toEqualTypeOf<{ number: number }>();
  expectTypeOf(await p.step.publish()).toEqualTypeOf<void>();
  p.notify.hearing('first', 'invite', { on: '2015-06-01' });
  p.report('granted', { until: '2016-06-01' });

  // Something that the child does not listen to.
  // @ts-expect-error
  p.notify.hearing('first', 'dismiss', { on: '2015-06-01' });

  // The wrong words.
  // @ts-expect-error
  p.notify.hearing('first', 'invite', { at: '2015-06-01' });

  // A report that is not declared.
  // @ts-expect-error
  p.report('refused', {});

  // A signal that is not declared.
  // @ts-expect-error
  void p.signal.overheard();
}

export async function branches(p: P): Promise<void> {
  const first = await p.race({
    examined: (p) => p.task.examine({ to: 'ZJJ' }),
    withdrawn: (p) => p.message.withdraw(),
  });
  expectTypeOf(first.won).toEqualTypeOf<'examined' | 'withdrawn'>();
  if (first.won === 'withdrawn') {
    expectTypeOf(first.value.decision.kind).toEqualTypeOf<'WHOLLY' | 'PARTLY'>();

    // The value of the branch that lost.
    // @ts-expect-error
    void first.value.outcome;
  }
  const both = await p.all({ one: async () => 1, word: async () => 'word' });
  expectTypeOf(both).toEqualTypeOf<{ readonly one: number; readonly word: string }>();
  const lengths = await p.each(['a', 'b'], async (_, item) => item.length);
  expectTypeOf(lengths).toEqualTypeOf<number[]>();
}

// An end that is not declared.
// @ts-expect-error
permit.implement(async () => 'postponed');

// A behaviour that forgets an outcome has a path without an end.
// @ts-expect-error
permit.implement(async (p) => {
  const examined = await p.task.examine({ to: 'ZJJ' });
  switch (examined.outcome) {
    case 'grant':
      return 'granted';
  }
});

// The same in a function with a declared result.
// @ts-expect-error
export async function forgetful(p: P): Promise<string> {
  const appealed = await p.task.appeal({ to: '' });
  switch (appealed.outcome) {
    case 'appeal':
      return 'appealed';
  }
}
