import elk, { type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Graph, MapNode } from './map-graph.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (Point & {
    readonly id: string;
    readonly width: number;
    readonly height: number;
  })[];
  readonly lines: readonly {
    readonly from: string;
    readonly to: string;
    readonly vias: readonly string[];
    readonly points: readonly Point[];
  }[];
}

/** Left to right, in the order of the graph; lines with right angles. The seed makes it the same in every build. */
const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.randomSeed': '1',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '24',
  'elk.layered.spacing.edgeNodeBetweenLayers': '11',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.spacing.nodeNode': '16',
  'elk.spacing.edgeNode': '10',
  'elk.spacing.edgeEdge': '8',
  'elk.padding': '[top=12,left=6,bottom=12,right=14]',
};

/** Widths in characters of the page's map, px. */
const CHARACTER = 12.6;
/** Longer titles are cut by the page, which has them whole in the tooltip. */
const MOST_CHARACTERS = 10;

/** Lays a graph out. The same graph has the same drawing. */
export async function drawGraph({ nodes, lines }: Graph): Promise<Drawing> {
  const graph: ElkNode = {
    id: 'map',
    layoutOptions: OPTIONS,
    children: nodes.map((node) => ({ id: node.id, ...sizeOf(node) })),
    edges: lines.map(({ from, to, isRegular }, index) => ({
      id: String(index),
      sources: [from],
      targets: [to],
      ...(isRegular && {
        layoutOptions: { 'elk.layered.priority.straightness': '10', 'elk.layered.priority.shortness': '10' },
      }),
    })),
  };
  const laidOut: ElkNode = await new elk.default().layout(graph);
  return {
    width: Math.ceil(laidOut.width!),
    height: Math.ceil(laidOut.height!),
    nodes: laidOut.children!.map(({ id, x, y, width, height }) => ({
      ...{ id, x: round(x), y: round(y), width: width!, height: height! },
    })),
    lines: lines.map(({ from, to, vias }, index) => ({ from, to, vias, points: pointsOf(laidOut, index) })),
  };
}

/** px. Choices are a diamond, the start is a circle, all others hold their title. */
export function sizeOf({ kind, title }: MapNode): { readonly width: number; readonly height: number } {
  const text = Math.min([...title].length, MOST_CHARACTERS) * CHARACTER;
  switch (kind) {
    case 'start':
      return { width: 24, height: 24 };
    case 'choice':
      return { width: 22, height: 22 };
    case 'task':
    case 'child':
      return { width: Math.max(96, text + 18), height: 50 };
    default:
      return { width: Math.max(56, text + 26), height: 30 };
  }
}

function pointsOf({ edges = [] }: ElkNode, index: number): Point[] {
  const { sections = [] } = edges.find(({ id }) => id === String(index))!;
  return sections
    .flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
    .map(({ x, y }) => ({ x: round(x), y: round(y) }));
}

const round = (length = 0): number => Math.round(length * 10) / 10;
