import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../auth/actor.js';
import { documentFile, type FileAnswer, type StoredDocument } from '../http/send-file.js';
import { POOL } from '../platform/tokens.js';
import { CampaignAccess, scopeOf } from './campaign-access.js';
import type { DocumentView } from './campaigns.dto.js';

/** Documents of a campaign. Departments read the bulletin, and what is addressed to them. */
@Injectable()
export class CampaignDocuments {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly access: CampaignAccess,
  ) {}

  /** Newest first. @throws {DubanError} NOT_FOUND */
  async list(actor: Actor, id: string): Promise<DocumentView[]> {
    await this.access.assertVisible(actor, id);
    const { rows } = await this.pool.query<Omit<DocumentView, 'at'> & { at: Date }>(
      `SELECT id, kind, nullif(unit_code, '') AS unit, version, format, title, length(bytes) AS size, at
       FROM campaign_document WHERE campaign_id = $1 AND ${READABLE} ORDER BY at DESC, kind, format, unit_code`,
      [id, scopeOf(actor)],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not read it */
  async file(actor: Actor, id: string, document: string): Promise<FileAnswer> {
    await this.access.assertVisible(actor, id);
    const { rows } = await this.pool.query<StoredDocument>(
      `SELECT title, format, bytes FROM campaign_document WHERE campaign_id = $1 AND ${READABLE} AND id = $3`,
      [id, scopeOf(actor), document],
    );
    const [row] = rows;
    if (!row) throw new DubanError('NOT_FOUND', 'no such document');
    return documentFile(row);
  }
}

/** `$2`: the units that the reader is limited to; null: none. */
const READABLE = `($2::text[] IS NULL OR kind = 'bulletin' OR unit_code = ANY($2))`;
