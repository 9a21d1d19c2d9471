import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../../infra/database/transaction.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { KeyedDigest } from '../../platform/captcha/keyed-digest.js';
import { ORPHAN_BYTES } from './attachment-limits.js';

/** Who uploads: a signed-in account, or an address; null: this machine. */
export type Uploader = { readonly account: string } | { readonly address: string | null };

/** Longer than a request may take: what a killed gateway has reserved is free again then. */
const RESERVED_MINUTES = 2;
const RETRY_AFTER_S = 3600;

interface Used {
  readonly own: string;
  readonly anonymous: string;
}

/**
 * Keeps what is uploaded and never sent with anything within bounds. Counted in the database, under one lock: gateways
 * share the folder. What an upload may need is reserved before its first byte is read, so that many at once do not all
 * find the same room.
 */
@Injectable()
export class UploadQuota {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly digests: KeyedDigest,
  ) {}

  /** What the rows of an uploader are marked with: a keyed digest. */
  keyOf(uploader: Uploader): Promise<string> {
    return 'account' in uploader
      ? this.digests.of('uploader', uploader.account)
      : this.digests.of('sender', uploader.address ?? '');
  }

  /**
   * @param bytes at most so many are about to be kept
   * @returns the reservation, to be given to `release` once the files have rows of their own
   * @throws {DubanError} UPLOAD_QUOTA
   */
  async reserve(uploader: Uploader, bytes: number): Promise<string> {
    const id = randomUUID();
    const key = await this.keyOf(uploader);
    const anonymous = 'address' in uploader;
    await transaction(this.dataSource, async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('uploads'))`);
      const [used]: Used[] = await tx.query(USED, [key, RESERVED_MINUTES]);
      const limit = anonymous ? ORPHAN_BYTES.address : ORPHAN_BYTES.account;
      if (Number(used!.own) + bytes > limit) throw full('cases.ownUploadsFull');
      if (anonymous && Number(used!.anonymous) + bytes > ORPHAN_BYTES.anonymous)
        throw full('cases.allUploadsFull');
      await tx.query(
        'INSERT INTO upload_reservation (id, uploader, anonymous, bytes) VALUES ($1, $2, $3, $4)',
        [id, key, anonymous, bytes],
      );
    });
    return id;
  }

  async release(reservation: string): Promise<void> {
    await this.dataSource.query('DELETE FROM upload_reservation WHERE id = $1', [reservation]);
  }

  /** Forgets what killed gateways have reserved. */
  async sweep(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM upload_reservation WHERE at < now() - $1 * interval '1 minute'`,
      [RESERVED_MINUTES],
    );
  }
}

const full = (why: 'cases.ownUploadsFull' | 'cases.allUploadsFull'): DubanError =>
  new DubanError('UPLOAD_QUOTA', detail(why), { retryAfter: RETRY_AFTER_S });

const USED = `
  WITH used AS (
    SELECT uploader, uploaded_by = 'citizen' AS anonymous, size::bigint AS bytes FROM attachment
    WHERE process_id IS NULL
    UNION ALL
    SELECT uploader, anonymous, bytes FROM upload_reservation WHERE at > now() - $2 * interval '1 minute'
  )
  SELECT coalesce(sum(bytes) FILTER (WHERE uploader = $1), 0) AS own,
    coalesce(sum(bytes) FILTER (WHERE anonymous), 0) AS anonymous
  FROM used`;
