import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import type { Campaign } from './campaigns-api.js';

/** New days by step. */
export type NewDays = Schemas['CorrectedDaysBody']['dates'];

/** What moves with new days, before anything is stored. */
export const correctionPreviewQuery = (id: string, dates: NewDays) =>
  queryOptions({
    queryKey: ['campaign-correction', id, dates],
    enabled: Object.keys(dates).length > 0,
    placeholderData: keepPreviousData,
    // A refusal names the days that are wrong; asking again changes nothing.
    retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      const { data } = await api.POST('/api/v1/campaigns/{id}/dates/preview', {
        params,
        body: { dates },
        signal,
      });
      return data!;
    },
  });

/** @param key the same for repetitions @throws {ProblemError} VALIDATION_FAILED, PROCESS_ENDED */
export async function correctDates(
  id: string,
  body: { readonly dates: NewDays; readonly reason: string },
  key: string,
): Promise<Campaign> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  const { data } = await api.POST('/api/v1/campaigns/{id}/dates', { params, body });
  return data!;
}
