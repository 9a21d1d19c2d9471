import type { HiddenRoute } from '../../workflows/letters/route.js';
import { mailboxLetterProcess, type LetterInput } from '../../workflows/letters/behaviour.js';
import { forms } from '../../workflows/letters/forms.js';
import type { ProcessEvent } from '../../workflows/engine/definition/events.js';
import { Simulation } from '../../workflows/engine/analysis/simulation.js';
import type { RuntimeForms } from '../../workflows/fields/runtime-forms.js';

/** An open task of a letter, with the events before it. */
export interface Situation {
  readonly task: { readonly number: number; readonly name: string; readonly unit: string };
  readonly events: readonly ProcessEvent[];
}
type PathStep = readonly [task: string, outcome: string, decision: unknown];

const tasks: RuntimeForms['tasks'] = forms.tasks;
/** How often a task may open on one path. */
const VISITS = 2;

/**
 * Finds every task that a letter can open, in each state of its secrecy. Unlike `explore` it follows the data, so situations
 * that the input excludes are left out.
 *
 * @param options.decisions used instead of the forms' examples, by `task/outcome`
 * @param options.route result of the step `route`
 */
export async function letterSituations(
  input: LetterInput,
  options: {
    readonly decisions?: Readonly<Record<string, readonly unknown[]>>;
    readonly route?: HiddenRoute;
  } = {},
): Promise<Situation[]> {
  const found = new Map<string, Situation>();
  const tried = new Set<string>();
  const queue: PathStep[][] = [[]];
  for (let script = queue.pop(); script !== undefined; script = queue.pop()) {
    const letter = await run(input, script, options.route);
    if (letter.result !== null) continue;
    const open = letter.openTasks();
    const state = secrecyOf(letter.events);
    for (const { number, name, unit } of open) {
      const key = [name, unit, state].join('|');
      if (!found.has(key)) found.set(key, { task: { number, name, unit }, events: [...letter.events] });
    }
    for (const { name, unit, without } of open) {
      if (script.filter(([task]) => task === name).length >= VISITS) continue;
      for (const step of pathStepsOf(name, without, options.decisions)) {
        const signature = [
          state,
          unit,
          open.map((task) => `${task.name} ${task.unit}`).join(),
          JSON.stringify(step),
        ];
        if (tried.has(signature.join('|'))) continue;
        tried.add(signature.join('|'));
        queue.push([...script, step]);
      }
    }
  }
  return [...found.values()];
}

async function run(
  input: LetterInput,
  script: readonly PathStep[],
  route?: HiddenRoute,
): Promise<Simulation> {
  const letter = new Simulation(mailboxLetterProcess, input, { stepResult: () => route });
  await letter.start();
  for (const [n, [task, outcome, decision]] of script.entries()) {
    if (outcome === 'expired') await letter.expire(task);
    else await letter.complete(task, outcome, decision, { account: `account-${n}` });
  }
  return letter;
}

function pathStepsOf(
  name: string,
  without: readonly string[],
  decisions: Readonly<Record<string, readonly unknown[]>> = {},
) {
  const { outcomes, expires } = mailboxLetterProcess.definition.tasks[name]!;
  const steps: PathStep[] = Object.keys(outcomes)
    .filter((outcome) => !without.includes(outcome))
    .flatMap((outcome) => {
      const samples = decisions[`${name}/${outcome}`] ?? [tasks[name]![outcome]!.example.decision ?? {}];
      return samples.map((decision) => [name, outcome, decision] as const);
    });
  return expires ? [...steps, [name, 'expired', {}] as const] : steps;
}

/** Returns the facts that decide who may see a letter. */
function secrecyOf(events: readonly ProcessEvent[]): string {
  const facts = events.flatMap((event) =>
    event.type === 'facts'
      ? Object.entries(event.facts).filter(([name]) =>
          ['confidential', 'hiddenFrom', 'disclosedTo'].includes(name),
        )
      : [],
  );
  return [...new Set(facts.map((entry) => JSON.stringify(entry)))].sort().join();
}
