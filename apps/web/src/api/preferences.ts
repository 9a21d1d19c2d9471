import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from './client.js';

/** How the account wants the console, on any device. `lib/preferences.ts` changes it. */
export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<Schemas['PreferencesDto']> => {
    const { data } = await api.GET('/api/v1/me/preferences', { signal });
    return data!;
  },
});
