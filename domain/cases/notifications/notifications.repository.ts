import type { Card } from '../../../infra/database/entities/cards.js';
import type { Notification } from '../../../infra/database/entities/notifications.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { and, integer, or, sql, type Condition, type Sql } from '../../../infra/database/sql.js';
import { PROCESS_COLUMNS, type ProcessRow } from '../processes/process-row.js';

/** A notification with its process, and the task or card that it is about. */
export interface NotificationRow {
  /** Title of the case in its writer's words. */
  readonly matter: string | null;
  readonly notification: string;
  readonly kind: Notification['kind'];
  readonly task: number | null;
  readonly card: string | null;
  readonly at: Date;
  readonly read_at: Date | null;
  readonly task_name: string | null;
  readonly level: Card['level'] | null;
  readonly card_state: Card['state'] | null;
  /** Title of the absent account for which the reader acts; null: the reader's own. */
  readonly principal: string | null;
}

export interface NewNotification {
  readonly account: string;
  readonly kind: Notification['kind'];
  readonly process: string;
  readonly task: number;
  readonly at: Date;
}

/** Which notifications an account has read. */
export interface ReadMark {
  readonly ids?: readonly string[];
  /** ISO 8601: those until then. */
  readonly upTo?: string;
}

/** Counting stops there: pages show "99+". */
const MOST_UNREAD = 100;

/** Notifications of accounts. Conditions are over the row `p` of the process. */
export class NotificationsRepository {
  constructor(private readonly db: Database) {}

  /**
   * Newest first.
   *
   * @param found.matter the title of a case over its row `p`; may be null
   * @throws {DubanError} CURSOR_INVALID
   */
  page<V>(
    account: string,
    query: KeysetQuery,
    { where, matter }: { readonly where: readonly Condition[]; readonly matter: Sql },
    view: (row: NotificationRow & ProcessRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<NotificationRow & ProcessRow, V>(this.db, query, {
      select: sql`SELECT ${PROCESS_COLUMNS}, n.id AS notification, n.kind, n.task, n.card, n.at, n.read_at, t.name AS task_name,
          k.level, k.state AS card_state, absent.title AS principal, ${matter} AS matter
        FROM notification n JOIN process p ON p.id = n.process_id
        LEFT JOIN task t ON t.process_id = n.process_id AND t.number = n.task
        LEFT JOIN card k ON k.id = n.card LEFT JOIN account absent ON absent.id = n.on_behalf_of`,
      where: [sql`n.account = ${account}`, ...where],
      order: descending(['n.at', 'at', 'instant'], ['n.id', 'notification', 'uuid']),
      view,
    });
  }

  /** At most MOST_UNREAD. */
  async countUnread(account: string, visible: Condition): Promise<number> {
    const row = await queryRow<{ unread: number }>(
      this.db,
      sql`SELECT count(*)::int AS unread FROM (
        SELECT 1 FROM notification n JOIN process p ON p.id = n.process_id
        WHERE n.account = ${account} AND n.read_at IS NULL AND ${and(visible)} LIMIT ${integer(MOST_UNREAD)}) unread`,
    );
    return row!.unread;
  }

  /** By account: a digest that changes with its unread notifications. Accounts without one are left out. */
  async unread(accounts: readonly string[]): Promise<Map<string, string>> {
    const rows = await queryRows<{ account: string; digest: string }>(
      this.db,
      sql`SELECT account, count(*) || ' ' || max(at) AS digest FROM notification
        WHERE account = ANY (${accounts}::uuid[]) AND read_at IS NULL GROUP BY account`,
      { prepare: 'always' },
    );
    return new Map(rows.map(({ account, digest }) => [account, digest]));
  }

  async add({ account, kind, process, task, at }: NewNotification): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO notification (id, account, kind, process_id, task, at)
        VALUES (gen_random_uuid(), ${account}, ${kind}, ${process}, ${task}, ${at})`,
    );
  }

  /** Idempotent: the first instant is kept. Ids of other accounts are ignored. */
  async markRead(account: string, { ids, upTo }: ReadMark, at: Date): Promise<void> {
    const marked = or(
      ids !== undefined && sql`id = ANY (${ids}::uuid[])`,
      upTo !== undefined && sql`at <= ${upTo}::timestamptz`,
    );
    await execute(
      this.db,
      sql`UPDATE notification SET read_at = ${at} WHERE account = ${account} AND read_at IS NULL AND ${marked}`,
    );
  }

  /** @returns number of deleted notifications */
  deleteBefore(at: Date): Promise<number> {
    return execute(this.db, sql`DELETE FROM notification WHERE at < ${at}`);
  }
}
