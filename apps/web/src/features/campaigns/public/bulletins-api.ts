import { api, type Schemas } from '../../../api/client.js';

export type BulletinPage = Schemas['PublicCampaignPage'];
export type Bulletin = Schemas['PublicCampaignView'];

/** Bulletins, latest first. */
export async function listBulletins(cursor?: string): Promise<BulletinPage> {
  const { data } = await api.GET('/api/v1/public/campaigns', { params: { query: { limit: 20, cursor } } });
  return data!;
}

/** @throws {ProblemError} NOT_FOUND before it is issued */
export async function readBulletin(id: string): Promise<Bulletin> {
  const { data } = await api.GET('/api/v1/public/campaigns/{id}', { params: { path: { id } } });
  return data!;
}

export const tableAddress = (id: string): string => `/api/v1/public/campaigns/${id}/table.xlsx`;
export const fileAddress = (id: string, file: string): string =>
  `/api/v1/public/campaigns/${id}/documents/${file}`;
