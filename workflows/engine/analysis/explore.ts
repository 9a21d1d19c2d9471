import type { Process } from '../definition/context.js';
import type { Point } from '../runtime/host.js';
import { Simulation } from './simulation.js';

/** `to` directly follows `from` when it is left by `via`. Nodes are task names, `choice:x`, `step:x`, `end:x` …. */
export interface Edge {
  readonly from: string;
  readonly via: string;
  readonly to: string;
  /** Set where several branches start side by side. */
  readonly branch?: string;
}

export interface Exploration {
  readonly edges: readonly Edge[];
  /** How many paths were run. */
  readonly runs: number;
  /** The decisions of each path that reached an end, in order. */
  readonly paths: readonly (readonly string[])[];
  /** Decisions that were open somewhere but never led to an end. */
  readonly stuck: readonly string[];
  /** Outcomes (`task/outcome`) that `without` rules out somewhere. */
  readonly ruledOut: readonly string[];
}

export type SampleKind = 'task' | 'message' | 'signal' | 'step';

export interface ExploreOptions {
  /** Decision of an outcome, message or signal, or result of a step. Left out: a stand-in that throws when it is read. */
  readonly sample?: (kind: SampleKind, name: string, outcome: string) => unknown;
  readonly input?: unknown;
  /** How often one node may be visited on one path. */
  readonly visits?: number;
  /** Called between two paths: lets a program that has other work do it. */
  readonly rest?: () => Promise<unknown>;
}

/**
 * Finds out what may follow what by running the behaviour itself and taking every decision in turn. A way out of a node
 * is tried once for each place the node is reached from and each number of earlier visits, so the cost grows with the
 * size of the map, not with the number of its paths.
 */
export async function explore(process: Process, options: ExploreOptions = {}): Promise<Exploration> {
  const edges = new Map<string, Edge>();
  const tried = new Set<string>();
  const ended = new Set<string>();
  const paths: string[][] = [];
  const ruledOut = new Set<string>();
  const queue: string[][] = [[]];
  let runs = 0;

  for (let script = queue.pop(); script !== undefined; script = queue.pop()) {
    runs += 1;
    await options.rest?.();
    const path = await walk(process, script, options, {
      edge: (edge) => edges.set(JSON.stringify(edge), edge),
      ruledOut: (outcome) => ruledOut.add(outcome),
    });
    for (const [index, point] of path.points.entries()) {
      if (index < script.length) continue; // its other ways were queued when this prefix was walked first
      for (const way of point.ways) {
        const signature = `${point.reached}|${way}`;
        if (tried.has(signature)) continue;
        tried.add(signature);
        if (way !== point.taken) queue.push([...path.points.slice(0, index).map((p) => p.taken), way]);
      }
    }
    if (path.end !== null) {
      paths.push(path.points.map((p) => p.taken));
      for (const point of path.points) ended.add(point.taken);
    }
  }
  const all = new Set([...tried].map((signature) => signature.slice(signature.lastIndexOf('|') + 1)));
  return {
    edges: [...edges.values()],
    runs,
    paths,
    stuck: [...all].filter((way) => !ended.has(way)),
    ruledOut: [...ruledOut],
  };
}

interface Walk {
  readonly points: { readonly reached: string; readonly ways: readonly string[]; readonly taken: string }[];
  readonly end: string | null;
}

/** More steps and choices than any behaviour takes between two waits. */
const MOST_WITHOUT_WAIT = 1000;

/** Runs one path: follows the script, then always takes the first way. */
async function walk(
  process: Process,
  script: readonly string[],
  options: ExploreOptions,
  found: { readonly edge: (edge: Edge) => void; readonly ruledOut: (outcome: string) => void },
): Promise<Walk> {
  const points: Walk['points'] = [];
  const visits = new Map<string, number>();
  const limit = options.visits ?? 3;
  const { definition } = process;
  const children: (() => void)[] = [];
  let last = 'start';
  let sinceWait = 0;
  const decide = (node: string, ways: readonly string[]): string => {
    const visit = (visits.get(node) ?? 0) + 1;
    visits.set(node, visit);
    const taken = script[points.length] ?? ways[0]!;
    if (!ways.includes(taken))
      throw new Error(`the behaviour is not deterministic: '${taken}' is not open at ${node}`);
    points.push({
      reached: `${last}>${node}#${Math.min(visit, limit)}`,
      ways: visit > limit ? [] : ways,
      taken,
    });
    last = taken;
    return taken;
  };

  const simulation = new Simulation(process, options.input ?? standIn('input'), {
    // A child may report before it ends.
    childResult: () => (definition.signals ? new Promise((end) => children.push(() => end('done'))) : 'done'),
    stepResult: (name) => options.sample?.('step', name, '') ?? standIn(name),
    hooks: {
      choose: (name, choices) =>
        decide(
          `choice:${name}`,
          choices.map((choice) => `choice:${name}/${choice}`),
        ).split('/')[1]!,
      items: (items, from) => {
        const some =
          items.length === undefined || isStandIn(items) || items.length === 0 ? [standIn('item')] : items;
        const node = `each after ${from.map((point) => point.node).join(' ')}`;
        return decide(node, ['each/some', 'each/none']) === 'each/some' ? some.slice(0, 2) : [];
      },
      follows: (from: readonly Point[], to) => {
        sinceWait += 1;
        if (sinceWait > MOST_WITHOUT_WAIT)
          throw new Error(`the behaviour loops at '${to}' without ever waiting`);
        for (const { node, via, branch } of from)
          found.edge({ from: node, via, to, ...(branch && { branch }) });
      },
    },
  });
  await simulation.start();
  while (simulation.result === null) {
    if (Math.max(0, ...visits.values()) > limit + 1) return { points, end: null };
    // Tasks open side by side may be completed in any order; in a race the order decides what follows.
    const tasks = [
      ...new Map(
        simulation
          .openTasks()
          .toReversed()
          .map((open) => [open.name, open]),
      ).values(),
    ].toReversed();
    const [task] = tasks;
    const messages = simulation.run.messages.list().filter((message) => message.once);
    const [signal] = simulation.run.children.expected();
    const ways = [
      ...tasks.flatMap(({ name, without }) => {
        const { outcomes, expires } = definition.tasks[name]!;
        for (const outcome of without) found.ruledOut(`${name}/${outcome}`);
        const open = Object.keys(outcomes).filter((outcome) => !without.includes(outcome));
        return [...open, ...(expires ? ['expired'] : [])].map((outcome) => `${name}/${outcome}`);
      }),
      ...messages.map((message) => `message:${message.name}/received`),
      ...(signal ? [`signal:${signal.name}/received`] : []),
    ];
    const ending = ways.length === 0 ? children.shift() : undefined;
    if (ending) {
      ending();
      await simulation.settle();
      continue;
    }
    if (ways.length === 0)
      throw new Error(`the process waits for nothing after ${points.map((p) => p.taken).join(' ')}`);
    const [node, outcome] = splitWay(decide(task?.name ?? 'messages', ways));
    sinceWait = 0;
    if (node.startsWith('message:')) {
      const name = node.slice('message:'.length);
      await simulation.message(name, options.sample?.('message', name, '') ?? standIn(name));
    } else if (signal && node.startsWith('signal:')) {
      // Delivered to the waiting branch itself: keys are stand-ins here, which all look alike.
      const { name } = signal;
      const decision = options.sample?.('signal', name, '') ?? standIn(name);
      signal.receive({ kind: 'signal', name, decision });
      await simulation.settle();
    } else if (outcome === 'expired') {
      await simulation.expire(node);
    } else {
      await simulation.complete(
        node,
        outcome,
        options.sample?.('task', node, outcome) ?? standIn(`${node}.${outcome}`),
        {
          account: `account-${points.length}`,
        },
      );
    }
  }
  return { points, end: simulation.result };
}

const splitWay = (way: string): [string, string] => {
  const at = way.indexOf('/');
  return [way.slice(0, at), way.slice(at + 1)];
};

const STAND_IN = Symbol('stand-in');
const isStandIn = (value: unknown): boolean => (value as Record<symbol, unknown>)[STAND_IN] === true;

/**
 * Data that may only be passed on. Reading it (comparing, adding, counting) throws an error that names the field: such a
 * decision belongs in an outcome or a `choice`.
 */
function standIn(path: string): never {
  const refuse = (): never => {
    throw new Error(`the behaviour decides on '${path}': declare an outcome or a choice for it`);
  };
  return new Proxy(Object.create(null) as object, {
    get: (_, key) => {
      if (key === STAND_IN) return true;
      if (key === 'then' || key === 'toJSON') return undefined;
      if (typeof key === 'symbol') return refuse;
      return standIn(`${path}.${key}`);
    },
  }) as never;
}
