import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import {
  parseKnownEntry,
  verifyPart,
  type Break,
  type KnownEntry,
} from '../../../../infra/database/verify-audit-chain.js';
import type { Actor } from '../identity/actor.js';
import { POOL } from '../tokens.js';
import { AuditLog } from './audit-log.js';
import { AuditRepository } from './audit.repository.js';
import type { AuditVerification, VerifyAuditBody } from './audit.dto.js';

/** Proves to the auditor that the log is as it was written, part after part: no gateway keeps anything between them. */
@Injectable()
export class AuditVerificationService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly entries: AuditRepository,
    private readonly audit: AuditLog,
  ) {}

  async verify(
    { by, ip }: { readonly by: Actor; readonly ip: string },
    { after, known }: VerifyAuditBody,
  ): Promise<AuditVerification> {
    const total = await this.entries.total();
    const client = await this.pool.connect();
    try {
      const part = await verifyPart(client, entryOf(after) ?? null, entryOf(known));
      const last = part.last && `${part.last.id}:${part.last.hash}`;
      if (part.finished)
        await this.audit.append({
          ...{ account: by.id, action: 'audit.verify', subject: last ?? '0', ip },
          result: part.broken ? 'failed' : 'done',
        });
      const { entries, finished, broken } = part;
      return { entries, total, last, finished, broken: broken && { kind: broken.kind, at: placeOf(broken) } };
    } finally {
      client.release();
    }
  }
}

const entryOf = (text: string | undefined): KnownEntry | undefined =>
  text === undefined ? undefined : (parseKnownEntry(text) ?? undefined);

const placeOf = (broken: Break): string => (broken.kind === 'trigger' ? broken.name : broken.id);
