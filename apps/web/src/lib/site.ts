import { api, type Schemas } from '../api/client.js';
import { useLoaded } from './use-loaded.js';

export type Site = Schemas['PublicSite'];

let loading: Promise<Site> | undefined;

/** Once a visit; after a failure the next page tries again. */
function load(): Promise<Site> {
  loading ??= api.GET('/api/v1/public/site').then(
    ({ data }) => data!,
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** Texts, telephone numbers and hours of the site; undefined until they are there. */
export const useSite = (): Site | undefined => useLoaded(load);
