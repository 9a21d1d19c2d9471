import type { DataSource } from 'typeorm';
import { repeat, type Repetition } from '../../time/repeat.js';
import { NotificationsRepository } from './notifications.repository.js';

const KEPT_MS = 90 * 86_400_000;
const EVERY_MS = 3_600_000;

/** Deletes notifications after 90 days, read or not. */
export const startNotificationRetention = (
  { dataSource }: { readonly dataSource: DataSource },
  { log }: { readonly log: { error(fields: object, message: string): void } },
): Repetition =>
  repeat(
    async () => {
      await new NotificationsRepository(dataSource).deleteBefore(new Date(Date.now() - KEPT_MS));
      return false;
    },
    { everyMs: EVERY_MS, onError: (err) => log.error({ err }, 'could not delete old notifications') },
  );
