import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, reportSessionEnd, type Schemas } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import { solveCaptcha } from '../../lib/captcha.js';
import type { Me } from '../../lib/me.js';

const ME = ['me'];

/** Who is signed in; null: nobody. Once somebody is, they stay on the page when their session ends: see `onSessionEnded`. */
export const meQuery = queryOptions({
  queryKey: ME,
  staleTime: 60_000,
  queryFn: async ({ client }): Promise<Me | null> => {
    const { data } = await api.GET('/api/v1/auth/session');
    const before = client.getQueryData<Me | null>(ME);
    if (data!.account || !before) return data!.account;
    reportSessionEnd();
    return before;
  },
});

export async function readMe(): Promise<Me> {
  const { data } = await api.GET('/api/v1/auth/me');
  return data!;
}

/** The accounts to try the product with, by role; null where the installation offers none. */
export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  staleTime: Infinity,
  queryFn: async (): Promise<readonly Schemas['DemoRole'][] | null> => {
    try {
      const { data } = await api.GET('/api/v1/auth/demo-accounts');
      return data!.items;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 404) return null;
      throw error;
    }
  },
});

/**
 * Signs in: the server sets the session's cookie. After many failures it requires a proof of work, which this browser then does.
 *
 * @param onCaptcha called when the proof begins. @throws {ProblemError} LOGIN_FAILED, ACCOUNT_LOCKED, SECOND_FACTOR_REQUIRED and others
 */
export async function signIn(
  body: Pick<Schemas['LoginBody'], 'username' | 'password' | 'code'>,
  onCaptcha: () => void,
): Promise<Me> {
  try {
    return await login(body);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'CAPTCHA_REQUIRED') throw error;
    onCaptcha();
    return login({ ...body, captcha: await solveCaptcha() });
  }
}

async function login(body: Schemas['LoginBody']): Promise<Me> {
  await api.POST('/api/v1/auth/login', { body });
  return readMe(); // the answer of the sign-in names neither unit nor titles of roles
}

/** Shows the pages of another account, or none, and drops what this browser has read for the one before. */
export function changeAccount(queries: QueryClient, me: Me | null): void {
  queries.setQueryData(ME, me); // clear() would take it away from the page that shows it
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
}

export async function signOut(): Promise<void> {
  await api.POST('/api/v1/auth/logout');
}
