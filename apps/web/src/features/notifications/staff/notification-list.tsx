import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { Dialog, Popover } from 'react-aria-components/Popover';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import type { Opened } from '../../../ui/opener.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { markRead, notificationsQuery } from '../api.js';
import styles from './notifications.module.css';
import { NotificationRow } from './notification-row.js';

/** The notifications of the account, the newest first. */
export function NotificationList({ triggerRef, onClose }: Opened) {
  const queries = useQueryClient();
  const list = useInfiniteQuery(notificationsQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = list.data?.pages[0]!.unread ?? 0;
  const reading = useMutation({
    mutationFn: markRead,
    onSettled: () => void queries.invalidateQueries({ queryKey: notificationsQuery.queryKey }),
  });
  return (
    <Popover
      isOpen
      onOpenChange={onClose}
      triggerRef={triggerRef}
      placement="bottom end"
      offset={6}
      className={styles.popover!}
    >
      <Dialog aria-label={t('notifications.title')} className={styles.dialog!}>
        <header className={styles.head}>
          <h2>{t('notifications.title')}</h2>
          {unread > 0 && (
            <Button
              kind="ghost"
              size="small"
              isDisabled={reading.isPending}
              onPress={() => reading.mutate({ upTo: items[0]!.at })}
            >
              {t('notifications.readAll')}
            </Button>
          )}
        </header>
        {list.isPending && <Skeleton />}
        {list.error && items.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.data && items.length === 0 && (
          <EmptyState icon={BellOff} title={t('notifications.empty')}>
            <p>{t('notifications.emptyText')}</p>
          </EmptyState>
        )}
        <ul className={styles.list}>
          {items.map((item) => (
            <NotificationRow
              key={item.id}
              item={item}
              onOpen={() => {
                onClose();
                if (item.readAt === null) reading.mutate({ ids: [item.id] });
              }}
            />
          ))}
        </ul>
        {list.hasNextPage && (
          <Button
            kind="ghost"
            size="small"
            isDisabled={list.isFetchingNextPage}
            onPress={() => void list.fetchNextPage()}
          >
            {t('notifications.more')}
          </Button>
        )}
      </Dialog>
    </Popover>
  );
}
