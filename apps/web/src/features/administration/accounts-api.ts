import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type ManagedAccount = Schemas['ManagedAccountView'];
export type AccountDetail = Schemas['ManagedAccountDetail'];
export type RoleGrant = Schemas['RoleGrantView'];

export const STATES = ['invited', 'active', 'locked', 'disabled'] as const;
export type AccountState = (typeof STATES)[number];

/** What the address of the page holds. `name`: the account in the pane. */
export interface AccountsSearch {
  readonly q?: string | undefined;
  readonly unit?: string | undefined;
  readonly role?: string | undefined;
  readonly state?: AccountState | undefined;
  readonly waiting?: 'true' | undefined;
  readonly name?: string | undefined;
}

/** Everything that this feature has read: stale after each act. */
export const ACCOUNTS = ['accounts'] as const;

export const accountsQuery = ({ name: _name, ...filter }: AccountsSearch) =>
  infiniteQueryOptions({
    queryKey: [...ACCOUNTS, 'list', filter],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['ManagedAccounts']> => {
      const query = { ...filter, limit: 50, cursor: pageParam };
      const { data } = await api.GET('/api/v1/accounts', { params: { query: query as never }, signal });
      return data!;
    },
  });

export const accountQuery = (username: string) =>
  queryOptions({
    queryKey: [...ACCOUNTS, 'one', username],
    queryFn: async ({ signal }): Promise<AccountDetail> => {
      const params = { path: { username } };
      const { data } = await api.GET('/api/v1/accounts/{username}', { params, signal });
      return data!;
    },
  });

export const rolesQuery = queryOptions({
  queryKey: ['grantable-roles'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<readonly Schemas['GrantableRole'][]> => {
    const { data } = await api.GET('/api/v1/roles', { signal });
    return data!.items;
  },
});

const of = (username: string) => ({ params: { path: { username } } });

export async function createAccount(body: Schemas['NewAccountBody']): Promise<void> {
  await api.POST('/api/v1/accounts', { body });
}

export async function changeAccount(
  username: string,
  body: Schemas['ChangeAccountBody'],
): Promise<Schemas['HandedOver']> {
  const { data } = await api.PATCH('/api/v1/accounts/{username}', { ...of(username), body });
  return data!.handedOver;
}

export async function disableAccount(
  username: string,
  body: Schemas['DisableAccountBody'],
): Promise<Schemas['HandedOver']> {
  const { data } = await api.POST('/api/v1/accounts/{username}/disable', { ...of(username), body });
  return data!.handedOver;
}

export async function enableAccount(username: string, reason: string): Promise<void> {
  await api.POST('/api/v1/accounts/{username}/enable', { ...of(username), body: { reason } });
}

export async function lockAccount(username: string, reason: string): Promise<void> {
  await api.POST('/api/v1/accounts/{username}/lock', { ...of(username), body: { reason } });
}

export async function unlockAccount(username: string): Promise<void> {
  await api.POST('/api/v1/accounts/{username}/unlock', of(username));
}

export async function resetFactor(username: string, reason: string): Promise<void> {
  await api.POST('/api/v1/accounts/{username}/second-factor/reset', { ...of(username), body: { reason } });
}

export async function admitCode(username: string, checkNumber: string): Promise<void> {
  await api.POST('/api/v1/accounts/{username}/codes/admit', { ...of(username), body: { checkNumber } });
}

export async function voidCodes(username: string): Promise<void> {
  await api.POST('/api/v1/accounts/{username}/codes/void', of(username));
}

export async function proposeRole(username: string, role: string, reason: string): Promise<void> {
  const body = { role: role as Schemas['ProposeRoleBody']['role'], reason };
  await api.POST('/api/v1/accounts/{username}/roles', { ...of(username), body });
}

export async function revokeRole(username: string, role: string, reason: string): Promise<void> {
  const params = { path: { username, role } };
  await api.POST('/api/v1/accounts/{username}/roles/{role}/revoke', { params, body: { reason } });
}

export async function confirmRoles(ids: readonly string[]): Promise<void> {
  await api.POST('/api/v1/role-grants/confirm', { body: { ids: [...ids] } });
}

export async function rejectRole(id: string, reason: string): Promise<void> {
  await api.POST('/api/v1/role-grants/{id}/reject', { params: { path: { id } }, body: { reason } });
}

/** Creates the accounts of a spreadsheet, or only checks them. */
export async function importAccounts(
  file: File,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Schemas['AccountImportView']> {
  const form = new FormData();
  form.append('file', file);
  const { data } = await api.POST('/api/v1/accounts/import', {
    params: { query: { dryRun: dryRun ? 'true' : 'false' } },
    body: form as never,
    bodySerializer: (body: unknown) => body as FormData,
  });
  return data!;
}
