import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from './client.js';

export type Preferences = Schemas['PreferencesDto'];

/** How the account wants the console, on any device. */
export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Preferences> => {
    const { data } = await api.GET('/api/v1/me/preferences', { signal });
    return data!;
  },
});

/** Changes some of them; the others stay as the server has them. */
export async function changePreferences(part: Partial<Preferences>): Promise<void> {
  const { data } = await api.GET('/api/v1/me/preferences');
  await api.PUT('/api/v1/me/preferences', { body: { ...data!, ...part } });
}
