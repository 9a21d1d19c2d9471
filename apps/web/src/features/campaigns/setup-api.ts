import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import type { Campaign } from './campaigns-api.js';

export type Preset = Schemas['CampaignPresetView'];
export type Presets = Schemas['CampaignPresetsView'];
export type NewCampaign = Schemas['NewCampaignBody'];
export type PlanDays = Pick<NewCampaign, 'preset' | 'firstDay' | 'dates'>;

/** Plans that ship with the release; they change with it only. */
export const presetsQuery = queryOptions({
  queryKey: ['campaign-presets'],
  staleTime: Infinity,
  queryFn: async ({ signal }) => {
    const { data } = await api.GET('/api/v1/campaign-presets', { signal });
    return data!;
  },
});

/** What days mean, before anything is stored. The former preview stays until the next one is there. */
export const daysPreviewQuery = (days: PlanDays) =>
  queryOptions({
    queryKey: ['campaign-preview', days],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    // A refusal names the days that are wrong; asking again changes nothing.
    retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
    queryFn: async ({ signal }) => {
      const { data } = await api.POST('/api/v1/campaigns/preview', { body: days, signal });
      return data!.dates;
    },
  });

/** Starts a campaign. @param key the same for repetitions @throws {ProblemError} VALIDATION_FAILED, UNIT_UNKNOWN */
export async function createCampaign(body: NewCampaign, key: string): Promise<Campaign> {
  const params = { header: { 'Idempotency-Key': key } };
  const { data } = await api.POST('/api/v1/campaigns', { params, body });
  return data!;
}
