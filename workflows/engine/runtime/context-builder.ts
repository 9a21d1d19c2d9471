import { Branch, never } from './branch.js';
import type { Actor, Extension } from '../definition/events.js';
import type { Run } from './run.js';

type AnyContext = Record<string, unknown>;
type Body = (p: AnyContext) => Promise<unknown>;

/** Builds the `p` that a behaviour receives: a function for every task, message, step and clock of the definition. */
export function buildContext(run: Run, branch: Branch): AnyContext {
  const { definition, host } = run;
  const each = <T>(names: object | undefined, make: (name: string) => T): Record<string, T> =>
    Object.fromEntries(Object.keys(names ?? {}).map((name) => [name, make(name)]));

  const runBranch = (name: string, body: Body): { branch: Branch; done: Promise<unknown> } => {
    const child = new Branch(branch, name);
    const done = child.guard(body(buildContext(run, child))).then((value) => {
      child.end();
      return value;
    });
    return { branch: child, done };
  };

  // A cancelled branch may still run to its next wait when a sibling wins in the same instant: that has no effect.
  const unlessCancelled = <A extends unknown[]>(effect: (...args: A) => void): ((...args: A) => void) => {
    return (...args) => {
      if (!branch.cancelled) effect(...args);
    };
  };

  return {
    task: each(
      definition.tasks,
      (name) => (options: { to: string }) => run.tasks.openAndWait(branch, name, run.units.in(options, 'to')),
    ),
    message: each(definition.messages, (name) => () => run.messages.wait(branch, name)),
    listen: each(
      definition.messages,
      (name) => (handler: (decision: unknown, by: Actor) => void) =>
        run.messages.listen(branch, name, handler),
    ),
    signal: each(
      definition.signals,
      (name) =>
        (options: { from?: string } = {}) =>
          run.children.wait(branch, name, options.from),
    ),
    choice: each(definition.choices, (name) => (value: string | (() => string)) => {
      const decide = (): string => (typeof value === 'function' ? value() : value);
      if (branch.cancelled) return decide();
      const options = Object.keys(definition.choices![name]!);
      const taken = host.choose?.(name, options) ?? decide();
      if (!options.includes(taken)) throw new Error(`choice '${name}' has no option '${taken}'`);
      host.follows?.(branch.last, `choice:${name}`);
      branch.last = [{ node: `choice:${name}`, via: taken }];
      return taken;
    }),
    step: each(definition.steps, (name) => async (argument: unknown) => {
      if (branch.cancelled) return never();
      host.follows?.(branch.last, `step:${name}`);
      branch.last = [{ node: `step:${name}`, via: '' }];
      const result = await run.incidents.awaitOutside(
        branch,
        host.step(name, run.units.in(argument, 'unit')),
        {
          kind: 'step',
          name,
        },
      );
      const shown = definition.steps![name]!.inTimeline && result !== undefined;
      run.emit({ type: 'step.completed', name, ...(shown && { result }) });
      return result;
    }),
    child: each(definition.children, (name) => async (input: unknown, options: { key?: string } = {}) => {
      if (branch.cancelled) return never();
      const process = host.newId();
      host.follows?.(branch.last, `child:${name}`);
      branch.last = [{ node: `child:${name}`, via: '' }];
      run.emit({ type: 'child.started', name, process });
      const forget = run.children.add(branch, process, options.key);
      const ended = host.child(name, process, run.units.in(input, 'unit'));
      void ended.catch(forget);
      run.children.catchUp(process, run.suspended);
      const result = await run.incidents.awaitOutside(branch, ended, {
        kind: 'child',
        name,
        process,
      });
      forget();
      run.emit({ type: 'child.ended', name, process, result });
      run.children.childEnded({ name, process, result });
      return result;
    }),
    notify: each(definition.children, () =>
      unlessCancelled((key: string, signal: string, decision: unknown) =>
        run.children.notify(key, signal, decision),
      ),
    ),
    report: unlessCancelled((signal: string, decision: unknown) => run.children.report(signal, decision)),
    clock: each(definition.clocks, (name) => ({
      start: unlessCancelled((options: { unit: string }) =>
        run.clocks.start(name, run.units.in(options, 'unit')),
      ),
      pause: unlessCancelled((reason: string) => run.clocks.pause(name, reason)),
      resume: unlessCancelled(() => run.clocks.resume(name)),
      extend: unlessCancelled((by: Extension) => run.clocks.extend(name, by)),
      move: unlessCancelled((unit: string) => run.clocks.move(name, run.units.of(unit))),
      reclass: unlessCancelled((limitClass: string) => run.clocks.reclass(name, limitClass)),
      fulfil: unlessCancelled(() => run.clocks.stop(name, true)),
      stop: unlessCancelled(() => run.clocks.stop(name)),
    })),
    facts: unlessCancelled((facts: Record<string, unknown>) => run.publish(facts)),
    stage: unlessCancelled((name: string) => run.enterStage(name)),

    race: async (branches: Record<string, Body>) => {
      const started = Object.entries(branches).map(([name, body]) => ({ name, ...runBranch(name, body) }));
      const first = await branch.guard(
        Promise.race(started.map(({ name, done }) => done.then((value) => ({ won: name, value })))),
      );
      for (const other of started) {
        if (other.name === first.won) branch.last = other.branch.last;
        else other.branch.cancel();
      }
      return first;
    },
    all: async (branches: Record<string, Body>) => {
      const started = Object.entries(branches).map(([name, body]) => ({ name, ...runBranch(name, body) }));
      const values = await branch.guard(Promise.all(started.map(({ done }) => done)));
      branch.last = started.flatMap((other) => [...other.branch.last]);
      return Object.fromEntries(started.map(({ name }, index) => [name, values[index]]));
    },
    alongside: async (main: Body, background: Body) => {
      const foreground = runBranch('main', main);
      const beside = runBranch('background', background);
      // A background that throws must fail the process; one that ends must not end the foreground.
      const failed = beside.done.then(() => never<unknown>());
      const value = await branch.guard(Promise.race([foreground.done, failed]));
      beside.branch.cancel();
      branch.last = foreground.branch.last;
      return value;
    },
    each: async (items: readonly unknown[], body: (p: AnyContext, item: unknown) => Promise<unknown>) => {
      const started = (host.items?.(items, branch.last) ?? items).map((item) =>
        runBranch('item', (p) => body(p, item)),
      );
      const values = await branch.guard(Promise.all(started.map(({ done }) => done)));
      // A body that only notifies or publishes leaves no trace on the map.
      if (started.some((other) => other.branch.moved))
        branch.last = started.flatMap((other) => [...other.branch.last]);
      return values;
    },
  };
}
