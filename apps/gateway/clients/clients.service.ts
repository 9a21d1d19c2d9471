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
  ClientDoing,
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

interface Act {
  readonly action: string;
  readonly id: string;
  readonly reason?: string;
}

/** Why an act on a program in this state is refused. */
const STATE_TEXTS = {
  proposed: 'accounts.clientProposed',
  active: 'accounts.clientActive',
  ended: 'accounts.clientEnded',
} as const;

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

  async list(by: Actor): Promise<ClientView[]> {
    return (await this.clients.list()).map((row) => toView(by, row));
  }

  /** What a program did, latest first. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async acts(id: string, query: PageQuery): Promise<Page<ClientAct>> {
    found(await this.clients.find(id));
    return this.entries.page(query, [equal('account', id)], ({ at, action, result, ip }) => ({
      ...{ at: at.toISOString(), action, result, ip },
    }));
  }

  /**
   * Proposes a program, which does not work before another person confirms it.
   *
   * @throws {DubanError} VALIDATION_FAILED for an unknown unit; CLIENT_ID_TAKEN
   */
  async propose(
    person: Person,
    { id, title, unit, scopes, reason }: NewClientBody,
  ): Promise<ClientWithSecret> {
    const secret = newSecret();
    const secretHash = await hash(secret);
    await transaction(this.dataSource, async (tx) => {
      if (!(await knownUnits(tx, [unit])).has(unit))
        throw invalid(issue('unit', 'accounts.unitUnknown', { unit }));
      try {
        const client = { id, title, unitCode: unit, scopes, secretHash, proposedBy: person.by.id };
        await new ClientsRepository(tx).propose(client);
      } catch (error) {
        if (isUniqueViolation(error, 'oauth_client_pkey')) throw new DubanError('CLIENT_ID_TAKEN');
        throw error;
      }
      await this.record(tx, person, { action: 'client.propose', id, reason });
    });
    return { ...(await this.view(person, id)), secret };
  }

  /** Lets a program of another person work. @throws {DubanError} NOT_FOUND, CLIENT_STATE, SECOND_PERSON_NEEDED */
  async confirm(person: Person, id: string): Promise<ClientView> {
    await this.change(
      person,
      { action: 'client.confirm', id, of: 'proposed' },
      async (clients, { proposedBy }) => {
        if (proposedBy === person.by.id)
          throw new DubanError('SECOND_PERSON_NEEDED', detail('accounts.secondPersonClient'));
        await clients.confirm(id, person.by.id);
      },
    );
    return this.view(person, id);
  }

  /** Ends a program before it worked; who proposed it withdraws it so. @throws {DubanError} NOT_FOUND, CLIENT_STATE */
  async reject(person: Person, id: string, reason: string): Promise<ClientView> {
    await this.change(person, { action: 'client.reject', id, reason, of: 'proposed' }, (clients) =>
      clients.end(id),
    );
    return this.view(person, id);
  }

  /** @throws {DubanError} NOT_FOUND, CLIENT_STATE */
  async rotate(
    person: Person,
    id: string,
    { overlapHours, reason }: RotateSecretBody,
  ): Promise<ClientWithSecret> {
    const secret = newSecret();
    const secretHash = await hash(secret);
    await this.change(person, { action: 'client.rotate', id, reason, of: 'active' }, (clients) =>
      clients.rotate(id, secretHash, overlapHours),
    );
    return { ...(await this.view(person, id)), secret };
  }

  /** Ends a program at once; another gateway notices within five seconds. @throws {DubanError} NOT_FOUND, CLIENT_STATE */
  async end(person: Person, id: string, reason: string): Promise<ClientView> {
    await this.change(person, { action: 'client.end', id, reason, of: 'active' }, (clients) =>
      clients.end(id),
    );
    return this.view(person, id);
  }

  private async view({ by }: Person, id: string): Promise<ClientView> {
    return toView(by, found(await this.clients.find(id)));
  }

  private async change(
    person: Person,
    { of: state, ...act }: Act & { readonly of: ClientView['state'] },
    work: (clients: ClientsRepository, client: ManagedClientRow) => Promise<void>,
  ): Promise<void> {
    await transaction(this.dataSource, async (tx) => {
      const clients = new ClientsRepository(tx);
      const client = found(await clients.lock(act.id));
      const is = stateOf(client);
      if (is !== state) throw new DubanError('CLIENT_STATE', detail(STATE_TEXTS[is]));
      await work(clients, client);
      await this.record(tx, person, act);
    });
    this.authentication.forget(act.id);
  }

  private record(tx: EntityManager, { by, ip }: Person, { action, id, reason }: Act): Promise<void> {
    const record = { account: by.id, action, subject: id, result: 'done', ip } as const;
    return this.audit.append({ ...record, ...(reason !== undefined && { reason }) }, tx);
  }
}

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

function found(row: ManagedClientRow | undefined): ManagedClientRow {
  if (!row) throw new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
  return row;
}

function stateOf({ endedAt, proposedBy, confirmedBy }: ManagedClientRow): ClientView['state'] {
  if (endedAt !== null) return 'ended';
  return proposedBy !== null && confirmedBy === null ? 'proposed' : 'active';
}

function actsOf({ id, roles }: Actor, client: ManagedClientRow): ClientDoing[] {
  const keeps = roles.includes('admin-security');
  switch (stateOf(client)) {
    case 'proposed':
      if (client.proposedBy === id) return ['reject'];
      return keeps || roles.includes('admin-system') ? ['confirm', 'reject'] : [];
    case 'active':
      return keeps ? ['rotate', 'end'] : [];
    case 'ended':
      return [];
  }
}

const toView = (by: Actor, row: ManagedClientRow): ClientView => ({
  id: row.id,
  title: row.title,
  unit: row.unitCode,
  unitName: row.unitName,
  scopes: row.scopes,
  state: stateOf(row),
  proposedBy: row.proposerTitle,
  confirmedBy: row.confirmerTitle,
  acts: actsOf(by, row),
  createdAt: row.createdAt.toISOString(),
  rotatedAt: row.rotatedAt?.toISOString() ?? null,
  previousUntil: row.previousUntil?.toISOString() ?? null,
  usedAt: row.usedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});
