import { api, type Schemas } from '../../../api/client.js';

/** What the first page shows besides its texts, in one request. */
export async function loadHome(): Promise<Schemas['PublicHome']> {
  const { data } = await api.GET('/api/v1/public/home');
  return data!;
}
