import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type OrderItem = Schemas['OrderItem'];
export type OrderBatchResult = Schemas['OrderBatchResult'];

/** Orders, latest first, in pages. */
export const ordersQuery = (filter: string, limit: number) =>
  infiniteQueryOptions({
    queryKey: ['orders', filter, limit],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['OrderPage']> => {
      const query = { ...Object.fromEntries(new URLSearchParams(filter)), limit, cursor: pageParam };
      const params = { query: { ...query, count: pageParam ? undefined : 'true' } as never };
      const { data } = await api.GET('/api/v1/supervision/orders', { params, signal });
      return data!;
    },
  });

/** Orders to letters, latest first. */
export const latestOrdersQuery = queryOptions({
  queryKey: ['orders', 'latest'],
  refetchInterval: 30_000,
  queryFn: async ({ signal }) => {
    const query = { processKey: 'mailbox-letter', limit: 5 };
    const { data } = await api.GET('/api/v1/supervision/orders', { params: { query }, signal });
    return data!.items;
  },
});

export interface Order {
  readonly processIds: readonly string[];
  readonly kind: 'urge' | 'order';
  readonly text: string;
  readonly replyBy?: string | undefined;
  /** Made when the dialog opens, so that a repetition is not a second order. */
  readonly idempotencyKey: string;
}

/** Sends an order to letters, each by itself. @throws {ProblemError} VALIDATION_FAILED with the fields */
export async function sendOrders({ idempotencyKey, processIds, ...body }: Order): Promise<OrderBatchResult> {
  const { data } = await api.POST('/api/v1/supervision/orders/batch', {
    params: { header: { 'Idempotency-Key': idempotencyKey } },
    body: { ...body, processIds: [...processIds] },
  });
  return data!;
}
