import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import { isSecret } from '../../../../domain/cases/secrecy/secrecy.js';
import type { AuthenticatedRequest } from '../../platform/identity/actor.js';
import { POOL } from '../../platform/tokens.js';
import { beginTrail, trailOf } from '../../platform/audit/access-trail.js';
import { AuditLog, type AuditRecord } from '../../platform/audit/audit-log.js';
import { CASE_REFERENCES, type CaseReferences } from '../../platform/audit/case-references.js';

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
    @Inject(CASE_REFERENCES) private readonly references: CaseReferences,
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

  /** What a refused request spoke of, by an id of the process, of one of its files or cards, or by what else names a case. */
  private async secretOnesNamedBy({ params, query, body }: AuthenticatedRequest): Promise<string[]> {
    const fields = (body ?? {}) as Record<string, unknown>;
    const text = JSON.stringify([params, query, fields['processId']]);
    const ids = [...new Set(text.match(UUID))].slice(0, MOST_IDS);
    const found = ids.length > 0 ? [this.pool.query<{ id: string }>(secretAmong(NAMED), [ids])] : [];
    for (const [field, sql] of Object.entries(this.references)) {
      const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (typeof value === 'string') found.push(this.pool.query(secretAmong(sql), [value]));
    }
    return (await Promise.all(found)).flatMap(({ rows }) => rows.map(({ id }) => id));
  }
}

function resultOf(status: number): AuditRecord['result'] {
  if (status === FORBIDDEN || status === NOT_FOUND) return 'refused';
  return status < 400 ? 'done' : 'failed';
}

const NAMED = `
  SELECT unnest($1::uuid[])
  UNION SELECT process_id FROM attachment WHERE id = ANY ($1)
  UNION SELECT process_id FROM card WHERE id = ANY ($1)`;

/** @param ids SQL that gives ids of processes */
const secretAmong = (ids: string): string =>
  `SELECT p.id FROM (${ids}) AS named (id) JOIN process p ON p.id = named.id WHERE ${isSecret('p')}`;
