import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import { isSecret } from '../../../../domain/cases/secrecy/secrecy.js';
import type { AuthenticatedRequest } from '../../platform/identity/actor.js';
import { POOL } from '../../platform/tokens.js';
import { beginTrail, trailOf } from '../../platform/audit/access-trail.js';
import { AuditLog, type AuditRecord } from '../../platform/audit/audit-log.js';

const FORBIDDEN = 403;
const NOT_FOUND = 404;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** Ids that are looked at of one refused request. */
const MOST_IDS = 20;

/**
 * Enters each access of staff and programs to secret processes in the audit log, before it is answered: who, from where,
 * which ones, whether it was allowed. One entry a request, and none for requests that have nothing to do with secret
 * processes; what cannot be entered is not answered.
 */
@Injectable()
export class SecretAccess {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly audit: AuditLog,
  ) {}

  watch(fastify: FastifyInstance): void {
    // Behind the parsing of bodies, which would lose what belongs to the request.
    fastify.addHook('preHandler', (request, _reply, done) => beginTrail(request, done));
    fastify.addHook('onSend', (request, reply) => this.enter(request, reply));
  }

  /** Called by hand where an answer is written past Fastify, before its first byte. */
  async enter(
    request: AuthenticatedRequest,
    { statusCode }: Pick<FastifyReply, 'statusCode'>,
  ): Promise<void> {
    const account = request.actor?.id ?? request.client?.id;
    const trail = trailOf(request);
    if (account === undefined || !trail) return;
    const refused = statusCode === FORBIDDEN || statusCode === NOT_FOUND;
    const named = refused ? await this.secretOnesNamedBy(request) : [];
    const processes = [...new Set([...trail.secret, ...named])].filter((id) => !trail.entered.has(id));
    for (const id of processes) trail.entered.add(id); // first: an answer that this makes fail comes by here again
    if (processes.length === 0) return;
    await this.audit.append({
      account,
      action: 'secret.access',
      subject: `${request.method} ${request.url.split('?', 1)[0]!}`,
      result: resultOf(statusCode),
      ip: request.ip,
      processes,
    });
  }

  /** What a refused request spoke of, by an id of the process, of one of its files or cards, or by the letter's number. */
  private async secretOnesNamedBy({ params, query, body }: AuthenticatedRequest): Promise<string[]> {
    const { processId, letterNo } = (body ?? {}) as Record<string, unknown>;
    const text = JSON.stringify([params, query, processId]);
    const ids = [...new Set(text.match(UUID))].slice(0, MOST_IDS);
    const number = typeof letterNo === 'string' ? letterNo : null;
    if (ids.length === 0 && number === null) return [];
    const { rows } = await this.pool.query<{ id: string }>(NAMED, [ids, number]);
    return rows.map(({ id }) => id);
  }
}

function resultOf(status: number): AuditRecord['result'] {
  if (status === FORBIDDEN || status === NOT_FOUND) return 'refused';
  return status < 400 ? 'done' : 'failed';
}

const NAMED = `
  WITH named AS (
    SELECT unnest($1::uuid[]) AS id
    UNION SELECT process_id FROM attachment WHERE id = ANY ($1)
    UNION SELECT process_id FROM card WHERE id = ANY ($1)
    UNION SELECT process_id FROM letter WHERE letter_no = $2
  )
  SELECT p.id FROM named n JOIN process p ON p.id = n.id WHERE ${isSecret('p')}`;
