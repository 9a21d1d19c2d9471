import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type Notification = Schemas['NotificationView'];

/** Own notifications, newest first. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications'],
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
  queryFn: async ({ pageParam, signal }): Promise<Schemas['NotificationPage']> => {
    const params = { query: { limit: 20, cursor: pageParam } };
    const { data } = await api.GET('/api/v1/me/notifications', { params, signal });
    return data!;
  },
});

/** Marks as read: some, or all until an instant. */
export async function markRead(body: Schemas['ReadBody']): Promise<void> {
  await api.POST('/api/v1/me/notifications/read', { body });
}
