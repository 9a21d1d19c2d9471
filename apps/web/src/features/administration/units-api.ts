import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { unitsQuery } from '../../api/case-queries.js';
import { api, type Schemas } from '../../api/client.js';

export type ListedUnit = Schemas['UnitView'];
export type UnitRecord = Schemas['UnitRecordView'];
export type UnitChange = Schemas['UnitChangeView'];

/** What the address of the page holds. `code`: the unit in the pane. */
export interface UnitsSearch {
  readonly q?: string | undefined;
  readonly ended?: 'true' | undefined;
  readonly code?: string | undefined;
}

export const unitRecordQuery = (code: string) =>
  queryOptions({
    queryKey: ['unit-record', code],
    queryFn: async ({ signal }): Promise<UnitRecord> => {
      const params = { path: { code } };
      const { data } = await api.GET('/api/v1/units/{code}/record', { params, signal });
      return data!;
    },
  });

/** Reads units again after an act. The list may be cached for minutes, so it is asked for past the cache. */
export async function refreshUnits(queries: QueryClient): Promise<void> {
  const { data } = await api.GET('/api/v1/units', { cache: 'reload' });
  queries.setQueryData(unitsQuery.queryKey, data!.items);
  await queries.invalidateQueries({ queryKey: ['unit-record'] });
}

export async function createUnit(body: Schemas['NewUnitBody']): Promise<void> {
  await api.POST('/api/v1/units', { body });
}

export async function previewClosing(body: Schemas['CloseUnitsBody']): Promise<Schemas['UnitClosingsView']> {
  const { data } = await api.POST('/api/v1/unit-closings/preview', { body });
  return data!;
}

export async function closeUnits(body: Schemas['CloseUnitsBody']): Promise<void> {
  await api.POST('/api/v1/unit-closings', { body });
}

export async function withdrawClosing(code: string, reason: string): Promise<void> {
  await api.POST('/api/v1/unit-closings/{code}/withdraw', { params: { path: { code } }, body: { reason } });
}

export async function changeUnit(code: string, body: Schemas['ChangeUnitBody']): Promise<void> {
  await api.PATCH('/api/v1/units/{code}', { params: { path: { code } }, body });
}
