import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type AuditEntry = Schemas['AuditEntryView'];
export type Verification = Schemas['AuditVerification'];

export const RESULTS = ['done', 'failed', 'refused', 'accepted', 'withdrawn'] as const;

/** What the address of the page holds; days as YYYY-MM-DD, both within the period. */
export interface AuditSearch {
  readonly account?: string | undefined;
  readonly action?: string | undefined;
  readonly object?: string | undefined;
  readonly result?: (typeof RESULTS)[number] | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Query of the list for a search. */
export function auditFilter({ from, until, ...rest }: AuditSearch): Readonly<Record<string, string>> {
  const filter = { ...rest, after: from, before: until && dayAfter(until) };
  return Object.fromEntries(
    Object.entries(filter).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

const dayAfter = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
};

/** Entries, latest first. Each page that is read is an entry itself. */
export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', search],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    refetchOnWindowFocus: false,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['AuditPage']> => {
      const query = { ...auditFilter(search), limit: 50, cursor: pageParam };
      const { data } = await api.GET('/api/v1/audit', { params: { query: query as never }, signal });
      return data!;
    },
  });

/** Recomputes the next entries of the chain. @param after the last entry of the answer before; null: from the first one */
export async function verifyAudit(after: string | null, known: string | null): Promise<Verification> {
  const body = { ...(after !== null && { after }), ...(known !== null && { known }) };
  return (await api.POST('/api/v1/audit/verify', { body })).data!;
}
