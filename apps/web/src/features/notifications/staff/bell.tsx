import { useInfiniteQuery } from '@tanstack/react-query';
import { Bell as BellIcon } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { late } from '../../../lib/late.js';
import { t } from '../../../messages/t.js';
import { buttonClass } from '../../../ui/button-look.js';
import { Opener } from '../../../ui/opener.js';
import { notificationsQuery } from '../api.js';
import styles from './notifications.module.css';
import { useDesktopNotifications } from './use-desktop-notifications.js';

const NotificationList = late(async () => (await import('./notification-list.js')).NotificationList);

const MOST = 99;

/** How many notifications are unread; opens the list of them. */
export function Bell() {
  const { data } = useInfiniteQuery(notificationsQuery);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const unread = data?.pages[0]!.unread ?? 0;
  useDesktopNotifications(items);
  const label = unread > 0 ? t('notifications.bell', { n: unread }) : t('notifications.bellNone');
  return (
    <Opener
      opens="dialog"
      trigger={
        <Button aria-label={label} className={`${buttonClass({ kind: 'ghost' }, true)} ${styles.bell}`}>
          <BellIcon size={16} aria-hidden />
          {unread > 0 && (
            <span className={styles.count} aria-hidden>
              {unread > MOST ? t('notifications.many') : unread}
            </span>
          )}
        </Button>
      }
    >
      {(opened) => <NotificationList {...opened} />}
    </Opener>
  );
}
