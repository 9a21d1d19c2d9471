import { Link } from '@tanstack/react-router';
import {
  CalendarClock,
  CornerDownLeft,
  Gavel,
  Hourglass,
  Megaphone,
  SquareUser,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { Notification } from '../api.js';
import styles from './notifications.module.css';

const ICONS: Readonly<Record<Notification['kind'], LucideIcon>> = {
  taskAssigned: SquareUser,
  taskBack: CornerDownLeft,
  limitWarning: Hourglass,
  cardIssued: TriangleAlert,
  appealDecided: Gavel,
  ordered: Megaphone,
  redated: CalendarClock,
};

/** A notification; opening its case reads it. */
export function NotificationRow({
  item,
  onOpen,
}: {
  readonly item: Notification;
  readonly onOpen: () => void;
}) {
  const { kind, text, matter, processId, task, card, at, readAt } = item;
  const Icon = ICONS[kind];
  const words = (
    <>
      {readAt === null && <span className="visually-hidden">{t('notifications.unread')} </span>}
      {text} {matter}
    </>
  );
  return (
    <li className={`${styles.row} ${readAt === null ? styles.unread : ''}`}>
      <Icon size={16} aria-hidden />
      {card !== null && kind !== 'limitWarning' ? (
        <Link to="/cards/$id" params={{ id: card }} onClick={onOpen} preload={false}>
          {words}
        </Link>
      ) : (
        <Link
          to="/processes/$id"
          params={{ id: processId }}
          search={task === null ? {} : { task }}
          onClick={onOpen}
          preload={false}
        >
          {words}
        </Link>
      )}
      <time dateTime={at}>{listInstant(at, new Date())}</time>
    </li>
  );
}
