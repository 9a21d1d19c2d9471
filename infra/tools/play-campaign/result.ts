import type { StaffApi } from '../staff-api/staff-api.js';
import { GOVERNMENT } from './habits.js';
import type { Finding } from './departments.js';
import type { SimulatedCampaign } from './simulate-campaign.js';

interface DocumentLine {
  readonly id: string;
  readonly kind: string;
  readonly format: string;
  readonly title: string;
}
interface DepartmentLine {
  readonly unit: string;
  readonly process: {
    readonly id: string;
    readonly result: string;
    readonly facts: { readonly list: string; readonly bounces?: number; readonly contested?: boolean };
  };
}

/** Result of a simulation, read through the staff API. */
export interface SimulationResult {
  readonly departments: readonly DepartmentLine[];
  readonly items: number;
  readonly findings: readonly Finding[];
  readonly documents: readonly DocumentLine[];
  /** Level -> number of cards. */
  readonly cards: Readonly<Record<string, number>>;
  /** The bulletin's files: format -> its first bytes, and its length. */
  readonly bulletin: Readonly<Record<string, { readonly starts: string; readonly length: number }>>;
}

export async function readResult(api: StaffApi, { campaign }: SimulatedCampaign): Promise<SimulationResult> {
  const path = `/campaigns/${campaign}`;
  const departments = await api.get<{ items: DepartmentLine[] }>(`${path}/departments`, GOVERNMENT);
  const documents = await api.get<{ items: DocumentLine[] }>(`${path}/documents`, GOVERNMENT);
  const cards: Record<string, number> = {};
  for (const processId of [campaign, ...departments.items.map(({ process }) => process.id)])
    for (const { level } of await api.all<{ level: string }>(`/cards?processId=${processId}`, GOVERNMENT))
      cards[level] = (cards[level] ?? 0) + 1;
  const bulletin: Record<string, { starts: string; length: number }> = {};
  for (const { id, kind, format } of documents.items) {
    if (kind !== 'bulletin') continue;
    const bytes = await api.file(`${path}/documents/${id}`, GOVERNMENT);
    bulletin[format] = { starts: bytes.subarray(0, 4).toString('latin1'), length: bytes.length };
  }
  return {
    departments: departments.items,
    items: (await api.all(`${path}/items`, GOVERNMENT)).length,
    findings: await api.all<Finding>(`${path}/findings`, GOVERNMENT),
    documents: documents.items,
    cards,
    bulletin,
  };
}

/** What is wrong with the bulletin; null for a readable one. */
export function bulletinFault({ bulletin }: Pick<SimulationResult, 'bulletin'>): string | null {
  for (const [format, starts] of [
    ['docx', 'PK\u0003\u0004'],
    ['pdf', '%PDF'],
  ] as const)
    if (bulletin[format]?.starts !== starts) return `the bulletin is no ${format}`;
  return null;
}

/** Row -> figure, in the order in which it is printed. */
export function tableOf(
  simulated: SimulatedCampaign,
  result: SimulationResult,
  seconds: number,
): Record<string, number | string> {
  const { departments, findings, documents } = result;
  const ends = countBy(departments, ({ process }) => process.result);
  const lists = countBy(departments, ({ process }) => process.facts.list);
  const withHabit = (habit: string): number =>
    simulated.departments.filter((department) => department.habit === habit).length;
  const states = countBy(findings, ({ state }) => state);
  const kinds = countBy(findings, ({ kind }) => kind);
  return {
    'campaign ended': simulated.result,
    departments: departments.length,
    '  lists reported': lists['REPORTED'] ?? 0,
    '  silent (fallback list)': lists['FALLBACK'] ?? 0,
    '  late': withHabit('late'),
    '  contested': departments.filter(({ process }) => process.facts.contested).length,
    ...prefixed('  ended: ', ends),
    items: result.items,
    findings: findings.length,
    ...prefixed('  ', kinds),
    ...prefixed('  state: ', states),
    bounces: departments.reduce((sum, { process }) => sum + (process.facts.bounces ?? 0), 0),
    documents: documents.length,
    ...prefixed(
      '  ',
      countBy(documents, ({ kind, format }) => `${kind}.${format}`),
    ),
    ...prefixed('cards: ', result.cards),
    ...Object.fromEntries(
      Object.entries(simulated.requests).flatMap(([phase, { requests, addresses, repeated }]) => [
        [`${phase}: requests`, requests],
        [`${phase}: addresses`, addresses],
        [`${phase}: asked again`, repeated],
      ]),
    ),
    'tasks too late': simulated.tooLate,
    minutes: Number((seconds / 60).toFixed(1)),
  };
}

function countBy<T>(things: readonly T[], keyOf: (thing: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const thing of things) counts[keyOf(thing)] = (counts[keyOf(thing)] ?? 0) + 1;
  return counts;
}

const prefixed = (prefix: string, counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(counts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, count]) => [`${prefix}${key}`, count]),
  );
