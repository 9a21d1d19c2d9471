import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { UploadReservationsRepository } from '../../../../domain/cases/attachments/upload-reservations.repository.js';
import type { Database } from '../../../../infra/database/query.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { KeyedDigest } from '../../platform/captcha/keyed-digest.js';
import { ORPHAN_BYTES } from './attachment-limits.js';

/** A signed-in account, or the address of a citizen; null: this machine. */
export type Uploader = { readonly account: string } | { readonly address: string | null };

/** Longer than a request may take. After it a reservation of a killed gateway expires. */
const RESERVED_MINUTES = 2;
const RETRY_AFTER_S = 3600;

/**
 * Limits uploads that no command has named yet. Counts them in the database under one lock, because gateways share the
 * folder. Reserves the size of an upload before reading its first byte, so that concurrent uploads cannot use the same
 * free space.
 */
@Injectable()
export class UploadQuota {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly digests: KeyedDigest,
  ) {}

  /** Keyed digest that marks the rows of an uploader. */
  keyOf(uploader: Uploader): Promise<string> {
    return 'account' in uploader
      ? this.digests.of('uploader', uploader.account)
      : this.digests.of('sender', uploader.address ?? '');
  }

  /**
   * @param bytes maximum size of the files that will be stored
   * @returns id of the reservation, for `release` once the files have rows of their own
   * @throws {DubanError} UPLOAD_QUOTA
   */
  async reserve(uploader: Uploader, bytes: number): Promise<string> {
    const id = randomUUID();
    const key = await this.keyOf(uploader);
    const anonymous = 'address' in uploader;
    await transaction(this.dataSource, async (tx) => {
      const reservations = reservationsOf(tx);
      await reservations.lock();
      const used = await reservations.used(key);
      const limit = anonymous ? ORPHAN_BYTES.address : ORPHAN_BYTES.account;
      if (used.own + bytes > limit) throw full('cases.ownUploadsFull');
      if (anonymous && used.anonymous + bytes > ORPHAN_BYTES.anonymous) throw full('cases.allUploadsFull');
      await reservations.add({ id, uploader: key, anonymous, bytes });
    });
    return id;
  }

  release(reservation: string): Promise<void> {
    return reservationsOf(this.dataSource).remove(reservation);
  }

  /** Removes what killed gateways have reserved. */
  sweep(): Promise<void> {
    return reservationsOf(this.dataSource).removeExpired();
  }
}

const reservationsOf = (db: Database): UploadReservationsRepository =>
  new UploadReservationsRepository(db, RESERVED_MINUTES);

const full = (why: 'cases.ownUploadsFull' | 'cases.allUploadsFull'): DubanError =>
  new DubanError('UPLOAD_QUOTA', detail(why), { retryAfter: RETRY_AFTER_S });
