import type { Process } from '../definition/context.js';
import { explore, type Edge, type ExploreOptions } from './explore.js';

export interface MapNode {
  readonly id: string;
  readonly kind: 'start' | 'task' | 'choice' | 'step' | 'message' | 'signal' | 'child' | 'end';
  readonly title: string;
  readonly stage?: string;
}
/** A process map, derived from the behaviour and never drawn. */
export interface ProcessMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly Edge[];
}

export async function deriveMap(process: Process, options: ExploreOptions = {}): Promise<ProcessMap> {
  const { edges } = await explore(process, options);
  const ids = new Set(['start', ...edges.flatMap(({ from, to }) => [from, to])]);
  return { nodes: [...ids].map((id) => describe(process, id)), edges };
}

/**
 * Checks the soundness rules: every declared task, outcome, choice, step and end is reached; everything leads to an end;
 * only declared outcomes and choices decide what follows; an outcome that may be ruled out has a reason.
 *
 * @returns a sentence for each violation
 */
export async function soundnessIssues(process: Process, options: ExploreOptions = {}): Promise<string[]> {
  const { definition } = process;
  const { edges, stuck, ruledOut } = await explore(process, options);
  const issues: string[] = stuck.map((way) => `'${way}' never leads to an end`);
  const reached = new Set(edges.map(({ to }) => to));
  const left = new Set(edges.map(({ from, via }) => `${from}/${via}`));
  const declared = (kind: string, names: object | undefined): string[] =>
    Object.keys(names ?? {}).map((name) => `${kind}${name}`);

  for (const node of [
    ...declared('', definition.tasks),
    ...declared('choice:', definition.choices),
    ...declared('step:', definition.steps),
    ...declared('child:', definition.children),
    ...declared('signal:', definition.signals),
    ...declared('end:', definition.ends),
  ]) {
    if (!reached.has(node)) issues.push(`'${node}' is declared but never reached`);
  }
  for (const [name, task] of Object.entries(definition.tasks)) {
    for (const outcome of [...Object.keys(task.outcomes), ...(task.expires ? ['expired'] : [])]) {
      // An outcome taken in a background branch may be the last thing the branch does.
      const ends = edges.some(({ to, branch }) => to === name && branch?.includes('/background'));
      if (!left.has(`${name}/${outcome}`) && !ends) issues.push(`outcome '${name}/${outcome}' leads nowhere`);
    }
  }
  for (const way of ruledOut) {
    const [name = '', outcome = ''] = way.split('/');
    if (definition.tasks[name]?.ruledOut?.[outcome] === undefined)
      issues.push(`outcome '${way}' is ruled out without a reason`);
  }
  for (const [name, options] of Object.entries(definition.choices ?? {})) {
    for (const option of Object.keys(options)) {
      if (!left.has(`choice:${name}/${option}`))
        issues.push(`option 'choice:${name}/${option}' is never taken`);
    }
  }
  for (const node of reached) {
    if (node.startsWith('end:') && !(node.slice(4) in definition.ends))
      issues.push(`'${node}' is not declared`);
  }
  issues.push(...hiddenDecisions(edges), ...unlimitedLoops(process, edges));
  return issues;
}

/** A loop without a limit, a clock or a choice may never end. */
function unlimitedLoops({ definition }: Process, edges: readonly Edge[]): string[] {
  const braked = (node: string): boolean => {
    const task = definition.tasks[node];
    return node.startsWith('choice:') || Boolean(task?.limit ?? task?.expires ?? task?.clocks?.length);
  };
  const successors = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    if (!braked(from) && !braked(to)) successors.set(from, (successors.get(from) ?? new Set()).add(to));
  }
  const loops: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): void => {
    if (trail.includes(node)) {
      loops.push(`nothing limits the loop ${[...trail.slice(trail.indexOf(node)), node].join(' > ')}`);
      return;
    }
    if (done.has(node)) return;
    for (const next of successors.get(node) ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of successors.keys()) visit(node, []);
  return loops;
}

/** One outcome that leads to two places: the behaviour decides on something that the definition does not show. */
function hiddenDecisions(edges: readonly Edge[]): string[] {
  const successors = new Map<string, Set<string>>();
  for (const { from, via, to, branch } of edges) {
    const way = `${from}/${via}${branch ? ` in ${branch}` : ''}`;
    successors.set(way, (successors.get(way) ?? new Set()).add(to));
  }
  return [...successors]
    .filter(([, targets]) => targets.size > 1)
    .map(([way, targets]) => `hidden decision: '${way}' is followed by ${[...targets].sort().join(' or ')}`);
}

function describe({ definition }: Process, id: string): MapNode {
  const [kind, name] = id.includes(':') ? (id.split(':') as [string, string]) : ['', id];
  switch (kind) {
    case 'choice':
      return { id, kind, title: Object.values(definition.choices?.[name] ?? {}).join(' / ') };
    case 'step':
      return { id, kind, title: definition.steps?.[name]?.title ?? name };
    case 'message':
      return {
        id,
        kind,
        title: (definition.messages as Record<string, { title: string }>)?.[name]?.title ?? name,
      };
    case 'signal':
      return {
        id,
        kind,
        title: (definition.signals as Record<string, { title: string }>)?.[name]?.title ?? name,
      };
    case 'child':
      return { id, kind, title: definition.children?.[name]?.title ?? name };
    case 'end':
      return { id, kind, title: definition.ends[name] ?? name };
    default: {
      const task = definition.tasks[name];
      return task
        ? { id, kind: 'task', title: task.title, stage: task.stage }
        : { id, kind: 'start', title: '开始' };
    }
  }
}
