import { Inject, Injectable } from '@nestjs/common';
import { hash } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { knownUnits } from '../../../domain/cases/units/units.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { isUniqueViolation } from '../../../infra/database/database-errors.js';
import { equal } from '../../../infra/database/sql.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { AuditRepository } from '../platform/audit/audit.repository.js';
import { ApiClientsService } from '../platform/auth/api-clients.service.js';
import type { Actor } from '../platform/identity/actor.js';
import type { Page, PageQuery } from '../platform/paging/page.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import type {
  ClientAct,
  ClientView,
  ClientWithSecret,
  NewClientBody,
  RotateSecretBody,
} from './clients.dto.js';
import { ClientsRepository, type ManagedClientRow } from './clients.repository.js';

const SECRET_BYTES = 32;

/** An account that acts, and the address that it acts from. */
interface Person {
  readonly by: Actor;
  readonly ip: string;
}

/** Programs with credentials of their own: who runs them, what they may do, and their secrets, which are shown once. */
@Injectable()
export class ClientsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly clients: ClientsRepository,
    private readonly authentication: ApiClientsService,
    private readonly entries: AuditRepository,
    private readonly audit: AuditLog,
  ) {}

  async list(): Promise<ClientView[]> {
    return (await this.clients.list()).map(toView);
  }

  /** What a program did, latest first. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async acts(id: string, query: PageQuery): Promise<Page<ClientAct>> {
    found(await this.clients.find(id));
    return this.entries.page(query, [equal('account', id)], ({ at, action, result, ip }) => ({
      ...{ at: at.toISOString(), action, result, ip },
    }));
  }

  /** @throws {DubanError} VALIDATION_FAILED for an unknown unit; CLIENT_ID_TAKEN */
  async create(
    person: Person,
    { id, title, unit, scopes, reason }: NewClientBody,
  ): Promise<ClientWithSecret> {
    const secret = newSecret();
    const secretHash = await hash(secret);
    await transaction(this.dataSource, async (tx) => {
      if (!(await knownUnits(tx, [unit])).has(unit))
        throw invalid(issue('unit', 'accounts.unitUnknown', { unit }));
      try {
        await new ClientsRepository(tx).add({ id, title, unitCode: unit, scopes, secretHash });
      } catch (error) {
        if (isUniqueViolation(error, 'oauth_client_pkey')) throw new DubanError('CLIENT_ID_TAKEN');
        throw error;
      }
      await this.record(tx, person, { action: 'client.create', id, reason });
    });
    return { ...toView(found(await this.clients.find(id))), secret };
  }

  /** @throws {DubanError} NOT_FOUND, CLIENT_ENDED */
  async rotate(
    person: Person,
    id: string,
    { overlapHours, reason }: RotateSecretBody,
  ): Promise<ClientWithSecret> {
    const secret = newSecret();
    const secretHash = await hash(secret);
    await this.change(person, { action: 'client.rotate', id, reason }, (clients) =>
      clients.rotate(id, secretHash, overlapHours),
    );
    return { ...toView(found(await this.clients.find(id))), secret };
  }

  /** Ends a program at once; another gateway notices within five seconds. @throws {DubanError} NOT_FOUND, CLIENT_ENDED */
  async end(person: Person, id: string, reason: string): Promise<ClientView> {
    await this.change(person, { action: 'client.end', id, reason }, (clients) => clients.end(id));
    return toView(found(await this.clients.find(id)));
  }

  private async change(
    person: Person,
    act: { readonly action: string; readonly id: string; readonly reason: string },
    work: (clients: ClientsRepository) => Promise<void>,
  ): Promise<void> {
    await transaction(this.dataSource, async (tx) => {
      const clients = new ClientsRepository(tx);
      const { endedAt } = found(await clients.lock(act.id));
      if (endedAt !== null) throw new DubanError('CLIENT_ENDED');
      await work(clients);
      await this.record(tx, person, act);
    });
    this.authentication.forget(act.id);
  }

  private record(
    tx: EntityManager,
    { by, ip }: Person,
    { action, id, reason }: { readonly action: string; readonly id: string; readonly reason: string },
  ): Promise<void> {
    return this.audit.append({ account: by.id, action, subject: id, result: 'done', ip, reason }, tx);
  }
}

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

function found(row: ManagedClientRow | undefined): ManagedClientRow {
  if (!row) throw new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
  return row;
}

const toView = ({ unitCode, ...row }: ManagedClientRow): ClientView => ({
  id: row.id,
  title: row.title,
  unit: unitCode,
  unitName: row.unitName,
  scopes: row.scopes,
  createdAt: row.createdAt.toISOString(),
  rotatedAt: row.rotatedAt?.toISOString() ?? null,
  previousUntil: row.previousUntil?.toISOString() ?? null,
  usedAt: row.usedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});
