import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import type { Me } from '../../lib/me.js';

/** Who is signed in; null: nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  queryFn: async (): Promise<Me | null> => {
    try {
      const { data } = await api.GET('/api/v1/auth/me');
      return data ?? null;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) return null;
      throw error;
    }
  },
});

/** Signs in: the server sets the session's cookie. @throws {ProblemError} INVALID_CREDENTIALS and others */
export async function signIn(body: Schemas['LoginBody']): Promise<Me> {
  const { data } = await api.POST('/api/v1/auth/login', { body });
  return data!.account;
}

export async function signOut(): Promise<void> {
  await api.POST('/api/v1/auth/logout');
}
