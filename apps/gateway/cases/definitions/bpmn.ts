import { createHash } from 'node:crypto';
import { layoutProcess } from 'bpmn-auto-layout';
import { BpmnModdle, type Element } from 'bpmn-moddle';
import type { ProcessDefinition } from '../../../../workflows/engine/definition/definition.js';
import type { Edge } from '../../../../workflows/engine/analysis/explore.js';
import { deriveMap, type MapNode, type ProcessMap } from '../../../../workflows/engine/analysis/map.js';
import type { Process } from '../../../../workflows/engine/definition/process.js';

/** Namespace of diagram ids; it does not resolve. */
const NAMESPACE = 'urn:duban:process-definitions';
/** Outcome of a task timeout, drawn as a boundary timer. */
const EXPIRED = 'expired';

/**
 * Exports the derived map as BPMN 2.0 with a diagram, for tools that draw, compare or check processes. Nothing reads it
 * back.
 *
 * - human tasks, steps and children: user tasks, service tasks and call activities; role and limit in their documentation
 * - outcomes and choices: exclusive gateways; a limit that closes a task: its boundary timer
 * - parallel branches: a parallel gateway. A declared end ends the process whatever other branches do, so it is a
 *   terminate end event
 */
export async function toBpmn(process: Process): Promise<string> {
  const map = await deriveMap(process);
  for (let order = 0; ; order += 1) {
    try {
      return await laidOut(await draw(process.definition, map, order));
    } catch (error) {
      if (order === MAX_ORDERS) throw error;
    }
  }
}

/** @throws {Error} when the layout fails, or draws an element twice */
async function laidOut(xml: string): Promise<string> {
  const drawn = await layoutProcess(xml);
  const { warnings } = await new BpmnModdle().fromXML(drawn);
  if (warnings[0]) throw new Error('the layout is not valid BPMN', { cause: warnings[0] });
  return drawn;
}

/** Orders of outgoing flows to try: the layout fails for most of them (for the letter, seven in eight). */
const MAX_ORDERS = 100;

function draw(definition: ProcessDefinition, map: ProcessMap, order: number): Promise<string> {
  const drawing = new Drawing(definition);
  for (const node of map.nodes) drawing.addNode(node);
  for (const { id } of map.nodes) {
    const ways = map.edges.filter(({ from }) => from === id);
    drawing.addWays(id, order === 0 ? ways : shuffled(ways, order));
  }
  return drawing.toXml();
}

/** Shuffles by a seed. */
function shuffled(edges: readonly Edge[], order: number): Edge[] {
  const place = ({ from, to }: Edge): string =>
    createHash('sha256').update(`${order} ${from} ${to}`).digest('hex');
  return edges.toSorted((one, other) => place(one).localeCompare(place(other)));
}

interface Flow {
  readonly name: string;
  readonly edges: readonly Edge[];
}

class Drawing {
  private readonly moddle = new BpmnModdle();
  private readonly elements: Element[] = [];
  private readonly byId = new Map<string, Element>();
  private flows = 0;

  constructor(private readonly definition: ProcessDefinition) {}

  addNode(node: MapNode): void {
    const name = node.kind === 'choice' ? undefined : node.title;
    this.add(idOf(node.id), TYPES[node.kind], { name, ...this.details(node) });
  }

  /** @param edges all outgoing edges of the node */
  addWays(id: string, edges: readonly Edge[]): void {
    const from = this.byId.get(idOf(id))!;
    if (edges.length === 0 && !id.startsWith('end:')) {
      // The end of a branch; the process continues.
      this.flow(from, this.add(`${idOf(id)}_over`, 'bpmn:EndEvent', {}));
      return;
    }
    const ways = new Map<string, Edge[]>();
    for (const edge of edges) ways.set(edge.via, [...(ways.get(edge.via) ?? []), edge]);
    const expired = ways.get(EXPIRED);
    if (expired) {
      ways.delete(EXPIRED);
      const timer = this.add(`${idOf(id)}_expired`, 'bpmn:BoundaryEvent', {
        attachedToRef: from,
        eventDefinitions: [this.moddle.create('bpmn:TimerEventDefinition')],
      });
      this.fork(timer, expired);
    }
    const flows = this.mergedFlows(id, ways);
    // A choice is a gateway itself; a task with several outgoing flows needs one.
    const gateway =
      flows.length > 1 && !id.startsWith('choice:')
        ? this.add(`${idOf(id)}_outcome`, 'bpmn:ExclusiveGateway', {})
        : from;
    if (gateway !== from) this.flow(from, gateway);
    for (const { name, edges: targets } of flows) this.fork(gateway, targets, name);
  }

  async toXml(): Promise<string> {
    const { key, version, title } = this.definition;
    const process = this.moddle.create('bpmn:Process', {
      id: `${idOf(key)}_v${version}`,
      name: title,
      isExecutable: false,
      flowElements: this.elements,
    });
    const definitions = this.moddle.create('bpmn:Definitions', {
      id: `${idOf(key)}_definitions`,
      targetNamespace: NAMESPACE,
      exporter: 'Duban',
      rootElements: [process],
    });
    return (await this.moddle.toXML(definitions)).xml;
  }

  /** Merges outcomes with the same targets into one flow: 通过 / 退回. */
  private mergedFlows(id: string, ways: ReadonlyMap<string, readonly Edge[]>): Flow[] {
    const flows = new Map<string, Flow>();
    for (const [via, edges] of ways) {
      const targets = edges.map(({ to }) => to).join();
      const title = via && this.titleOf(id, via);
      const known = flows.get(targets);
      flows.set(targets, { edges, name: known ? `${known.name} / ${title}` : title });
    }
    return [...flows.values()];
  }

  /** Connects to one target, or to several through a parallel gateway. */
  private fork(from: Element, edges: readonly Edge[], name?: string): void {
    const targets = edges.map(({ to }) => this.byId.get(idOf(to))!);
    if (targets.length === 1) {
      this.flow(from, targets[0]!, name);
      return;
    }
    const gateway = this.add(`${from.id}_fork_${this.flows}`, 'bpmn:ParallelGateway', {});
    this.flow(from, gateway, name);
    for (const target of targets) this.flow(gateway, target);
  }

  private flow(from: Element, to: Element, name?: string): void {
    this.flows += 1;
    const flow = this.add(`flow_${this.flows}`, 'bpmn:SequenceFlow', {
      sourceRef: from,
      targetRef: to,
      name,
    });
    (from.get('outgoing') as Element[]).push(flow);
    (to.get('incoming') as Element[]).push(flow);
  }

  private add(id: string, type: string, attributes: object): Element {
    const element = this.moddle.create(type, { id, ...attributes });
    this.elements.push(element);
    this.byId.set(id, element);
    return element;
  }

  private details(node: MapNode): object {
    const { moddle, definition } = this;
    switch (node.kind) {
      case 'task': {
        const { by, limit, expires, fourEyes } = definition.tasks[node.id]!;
        const lines = [
          `阶段：${definition.stages[node.stage!]}`,
          `办理：${by === 'citizen' ? '群众' : by.role}`,
          ...(limit ? [`时限：${limit}`] : []),
          ...(expires ? [`逾期自动办结：${expires}`] : []),
          ...(fourEyes
            ? [`不得由同一人办理：${fourEyes.map((task) => definition.tasks[task]!.title).join('、')}`]
            : []),
        ];
        return { documentation: [moddle.create('bpmn:Documentation', { text: lines.join('\n') })] };
      }
      case 'child':
        return { calledElement: definition.children?.[node.id.slice('child:'.length)]?.process };
      case 'message':
        return { eventDefinitions: [moddle.create('bpmn:MessageEventDefinition')] };
      case 'signal':
        return { eventDefinitions: [moddle.create('bpmn:SignalEventDefinition')] };
      case 'end':
        return { eventDefinitions: [moddle.create('bpmn:TerminateEventDefinition')] };
      default:
        return {};
    }
  }

  private titleOf(id: string, via: string): string {
    const titles = id.startsWith('choice:')
      ? this.definition.choices?.[id.slice('choice:'.length)]
      : this.definition.tasks[id]?.outcomes;
    return titles?.[via] ?? via;
  }
}

const TYPES = {
  start: 'bpmn:StartEvent',
  task: 'bpmn:UserTask',
  choice: 'bpmn:ExclusiveGateway',
  step: 'bpmn:ServiceTask',
  message: 'bpmn:IntermediateCatchEvent',
  signal: 'bpmn:IntermediateCatchEvent',
  child: 'bpmn:CallActivity',
  end: 'bpmn:EndEvent',
} as const satisfies Record<MapNode['kind'], string>;

/** Ids of XML hold no colons and no slashes. */
const idOf = (id: string): string => id.replaceAll(/[^\w-]/g, '_');
