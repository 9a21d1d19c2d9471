import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type DutyItem = Schemas['DutyItem'];
export type DutyPerson = Schemas['DutyPersonView'];
export type DutyUnit = Schemas['DutyUnitView'];
export type DutyEntry = Schemas['DutyEntryView'];
export type Absence = Schemas['AbsenceView'];

export const BUSINESSES = ['mailbox', 'campaign', 'columns'] as const;
export type Business = (typeof BUSINESSES)[number];
export const KINDS = ['officer', 'deputy', 'leader'] as const;
export type Kind = (typeof KINDS)[number];
export const STATES = ['missing', 'incomplete', 'substituted', 'named'] as const;
export type DutyState = (typeof STATES)[number];

/** What the address of the page holds. `name`: the unit in the pane. */
export interface DutySearch {
  readonly business?: Business | undefined;
  readonly state?: DutyState | undefined;
  readonly unit?: string | undefined;
  readonly q?: string | undefined;
  readonly name?: string | undefined;
}

/** Reads the address: what it does not know is left out. */
export function readDutySearch({ business, state, unit, q, name }: Record<string, unknown>): DutySearch {
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value ? value : undefined;
  return {
    business: BUSINESSES.find((one) => one === business),
    state: STATES.find((one) => one === state),
    unit: text(unit),
    q: text(q),
    name: text(name),
  };
}

/** The query of the list, as the export has it. */
export const dutyFilter = ({ name: _name, ...filter }: DutySearch): string =>
  new URLSearchParams(
    Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString();

/** Everything that this feature has read: stale after each act. */
export const DUTY = ['duty'] as const;

export const dutyQuery = ({ name: _name, ...filter }: DutySearch) =>
  infiniteQueryOptions({
    queryKey: [...DUTY, 'list', filter],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['DutyPage']> => {
      const query = { ...filter, limit: 50, cursor: pageParam };
      const { data } = await api.GET('/api/v1/duty', { params: { query: query as never }, signal });
      return data!;
    },
  });

export const dutyUnitQuery = (code: string) =>
  queryOptions({
    queryKey: [...DUTY, 'unit', code],
    queryFn: async ({ signal }): Promise<DutyUnit> => {
      const { data } = await api.GET('/api/v1/duty/units/{code}', { params: { path: { code } }, signal });
      return data!;
    },
  });

export async function nameForDuty(code: string, body: Schemas['DutyEntryBody']): Promise<void> {
  await api.POST('/api/v1/duty/units/{code}/entries', { params: { path: { code } }, body });
}

export async function endDuty(id: string): Promise<void> {
  await api.POST('/api/v1/duty/entries/{id}/end', { params: { path: { id } }, body: {} });
}

export async function enterAbsence(code: string, body: Schemas['AbsenceBody']): Promise<void> {
  await api.POST('/api/v1/duty/units/{code}/absences', { params: { path: { code } }, body });
}

export async function endAbsence(id: string): Promise<void> {
  await api.POST('/api/v1/duty/absences/{id}/end', { params: { path: { id } } });
}
