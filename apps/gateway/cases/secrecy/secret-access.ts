import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { SecretProcessesRepository } from '../../../../domain/cases/secrecy/secret-processes.repository.js';
import type { AuthenticatedRequest } from '../../platform/identity/actor.js';
import { beginTrail, trailOf } from '../../platform/audit/access-trail.js';
import { AuditLog, type AuditRecord } from '../../platform/audit/audit-log.js';
import { CASE_REFERENCES, type CaseReferences } from '../../platform/audit/case-references.js';

const FORBIDDEN = 403;
const NOT_FOUND = 404;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** Maximum number of ids checked of a refused request. */
const MAX_IDS = 20;

/**
 * Records each access of staff and programs to secret processes in the audit log before it is answered: who, from where,
 * which processes, whether it was allowed; and each request that their rights do not allow. At most one entry a request,
 * and none for ordinary ones. A request whose entry cannot be written is not answered.
 */
@Injectable()
export class SecretAccess {
  constructor(
    private readonly secrets: SecretProcessesRepository,
    private readonly audit: AuditLog,
    @Inject(CASE_REFERENCES) private readonly references: CaseReferences,
  ) {}

  watch(fastify: FastifyInstance): void {
    // After the parsing of bodies, which would lose the request's context.
    fastify.addHook('preHandler', (request, _reply, done) => beginTrail(request, done));
    fastify.addHook('onSend', (request, reply) => this.enter(request, reply));
  }

  /** Called explicitly before the first byte of an answer that bypasses Fastify. */
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
    for (const id of processes) trail.entered.add(id); // first: a failed answer passes here again
    // An audited route has an entry of its own.
    const isDenied = statusCode === FORBIDDEN && !trail.act && !trail.entry && !trail.denied;
    if (processes.length === 0 && !isDenied) return;
    trail.denied = true;
    await this.audit.append({
      account,
      action: processes.length > 0 ? 'secret.access' : 'access.denied',
      subject: `${request.method} ${request.url.split('?', 1)[0]!}`,
      result: resultOf(statusCode),
      ip: request.ip,
      processes,
    });
  }

  /** Secret processes that a refused request named: by an id of the process, a file or a card, or by a field of the body. */
  private async secretOnesNamedBy({ params, query, body }: AuthenticatedRequest): Promise<string[]> {
    const fields = (body ?? {}) as Record<string, unknown>;
    const text = JSON.stringify([params, query, fields['processId']]);
    const ids = [...new Set(text.match(UUID))].slice(0, MAX_IDS);
    const found = ids.length > 0 ? [this.secrets.namedBy(ids)] : [];
    for (const [field, idOf] of Object.entries(this.references)) {
      const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (typeof value === 'string') found.push(this.secrets.among(idOf(value)));
    }
    return (await Promise.all(found)).flat();
  }
}

function resultOf(status: number): AuditRecord['result'] {
  if (status === FORBIDDEN || status === NOT_FOUND) return 'refused';
  return status < 400 ? 'done' : 'failed';
}
