import { UploadReservation } from '../../../infra/database/entities/attachments.js';
import { execute, queryRow, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** Bytes of files that no command has named yet, reservations included. */
export interface UnusedUploads {
  /** Of the uploader. */
  readonly own: number;
  /** Of all citizens together. */
  readonly anonymous: number;
}

/** Storage that running uploads have reserved, counted together with the files that are not used yet. */
export class UploadReservationsRepository {
  /** @param minutes a reservation older than this was left by a killed gateway, and does not count */
  constructor(
    private readonly db: Database,
    private readonly minutes: number,
  ) {}

  /** Waits for other uploads that are being checked. In a transaction, until its end. */
  async lock(): Promise<void> {
    await execute(this.db, sql`SELECT pg_advisory_xact_lock(hashtext('uploads'))`);
  }

  /** @param uploader keyed digest of the account or address */
  async used(uploader: string): Promise<UnusedUploads> {
    const used = await queryRow<{ own: string; anonymous: string }>(
      this.db,
      sql`WITH used AS (
          SELECT uploader, uploaded_by = 'citizen' AS anonymous, size::bigint AS bytes FROM attachment
          WHERE process_id IS NULL
          UNION ALL
          SELECT uploader, anonymous, bytes FROM upload_reservation
          WHERE at > now() - ${this.minutes} * interval '1 minute'
        )
        SELECT coalesce(sum(bytes) FILTER (WHERE uploader = ${uploader}), 0) AS own,
          coalesce(sum(bytes) FILTER (WHERE anonymous), 0) AS anonymous
        FROM used`,
    );
    return { own: Number(used!.own), anonymous: Number(used!.anonymous) };
  }

  async add(reservation: { id: string; uploader: string; anonymous: boolean; bytes: number }): Promise<void> {
    const bytes = String(reservation.bytes);
    await this.db.getRepository(UploadReservation).insert({ ...reservation, bytes });
  }

  async remove(id: string): Promise<void> {
    await this.db.getRepository(UploadReservation).delete({ id });
  }

  /** Removes what killed gateways have reserved. */
  async removeExpired(): Promise<void> {
    await execute(
      this.db,
      sql`DELETE FROM upload_reservation WHERE at < now() - ${this.minutes} * interval '1 minute'`,
    );
  }
}
