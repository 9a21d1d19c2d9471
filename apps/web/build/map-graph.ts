/** What the layout reads of a process map and its definition. */
export interface MapNode {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
}
export interface MapEdge {
  readonly from: string;
  readonly via: string;
  readonly to: string;
}
export interface ProcessMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}
export interface Definition {
  readonly tasks: Readonly<Record<string, { readonly outcomes: Readonly<Record<string, string>> }>>;
  readonly choices?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface GraphLine {
  readonly from: string;
  readonly to: string;
  readonly vias: readonly string[];
  /** It is part of the regular course: drawn straight. */
  readonly isRegular: boolean;
}
/** What is drawn: nodes in the order in which the picture is read. */
export interface Graph {
  readonly nodes: readonly MapNode[];
  readonly lines: readonly GraphLine[];
}

/** Every node and edge of a map. */
export function wholeGraph(map: ProcessMap, definition: Definition): Graph {
  const course = regularCourse(map, definition);
  return graphOf(map.nodes, map.edges, course);
}

/**
 * The regular course, the detours that come back to it, and the ends that these reach. Messages and signals, which may come
 * at any time, are left out.
 *
 * @param ways of the map over choices and steps
 */
export function mainGraph(map: ProcessMap, definition: Definition, ways: readonly MapEdge[]): Graph {
  const course = regularCourse(map, definition);
  const kinds = new Map(map.nodes.map(({ id, kind }) => [id, kind]));
  const isWork = (id: string): boolean => ['task', 'child', 'start'].includes(kinds.get(id)!);
  const between = ways.filter(({ from, to }) => isWork(from) && isWork(to));
  const regular = [...course].filter(isWork);
  const after = reachable(regular, between);
  const before = reachable(
    regular,
    between.map(({ from, to }) => ({ from: to, to: from })),
  );
  const drawn = new Set([...regular, ...[...after].filter((id) => before.has(id))]);
  const toEnds = ways.filter(({ from, to }) => drawn.has(from) && kinds.get(to) === 'end');
  for (const { to } of toEnds) drawn.add(to);
  return graphOf(
    map.nodes.filter(({ id }) => drawn.has(id)),
    ways.filter(({ from, to }) => drawn.has(from) && drawn.has(to)),
    course,
  );
}

/** Where a case goes if every task and choice is left by its first way that leads on, in order. */
export function regularCourse({ nodes, edges }: ProcessMap, definition: Definition): ReadonlySet<string> {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const course = new Set<string>();
  const leadsOn = ({ to }: MapEdge): boolean =>
    !course.has(to) && kinds.get(to) !== 'message' && kinds.get(to) !== 'signal';
  let next = ['start'];
  while (next.length > 0) {
    for (const id of next) course.add(id);
    next = next.flatMap((id) => {
      const out = edges.filter((edge) => edge.from === id && leadsOn(edge));
      const first = waysOf(id, definition).find((via) => out.some((edge) => edge.via === via)) ?? out[0]?.via;
      return out.filter(({ via }) => via === first).map(({ to }) => to);
    });
  }
  return course;
}

/** Outcomes or options in the order of their declaration: the first one leads towards the regular end. */
function waysOf(id: string, { tasks, choices = {} }: Definition): string[] {
  if (id.startsWith('choice:')) return Object.keys(choices[id.slice('choice:'.length)] ?? {});
  return Object.keys(tasks[id]?.outcomes ?? {});
}

function reachable(
  from: readonly string[],
  edges: readonly { readonly from: string; readonly to: string }[],
): Set<string> {
  const found = new Set(from);
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop())
    for (const { to } of edges.filter((edge) => edge.from === id)) {
      if (found.has(to)) continue;
      found.add(to);
      queue.push(to);
    }
  return found;
}

/** Nodes of the regular course come first; edges between the same two nodes are one line. */
function graphOf(nodes: readonly MapNode[], edges: readonly MapEdge[], course: ReadonlySet<string>): Graph {
  const places = new Map([...course].map((id, place) => [id, place]));
  const placeOf = ({ id }: MapNode): number => places.get(id) ?? course.size;
  const lines = new Map<string, { from: string; to: string; vias: string[]; isRegular: boolean }>();
  for (const { from, via, to } of edges) {
    const key = JSON.stringify([from, to]);
    const isRegular = course.has(from) && course.has(to) && places.get(to)! > places.get(from)!;
    const line = lines.get(key) ?? { from, to, vias: [], isRegular };
    if (!line.vias.includes(via)) line.vias.push(via);
    lines.set(key, line);
  }
  return { nodes: nodes.toSorted((one, other) => placeOf(one) - placeOf(other)), lines: [...lines.values()] };
}
