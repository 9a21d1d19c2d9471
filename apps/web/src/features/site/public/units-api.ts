import { api, type Schemas } from '../../../api/client.js';

export type PublicUnit = Schemas['PublicUnitView'];

/** Every unit and how to reach it. */
export async function readUnits(): Promise<readonly PublicUnit[]> {
  const { data } = await api.GET('/api/v1/public/units');
  return data!.items;
}
