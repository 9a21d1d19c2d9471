import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { ArrayContains, type DataSource, type EntityManager } from 'typeorm';
import { newOneTimeCode, readOneTimeCode } from '../../../domain/accounts/one-time-code.js';
import { Account, AccountCode, PasswordPolicy } from '../../database/entities/accounts.js';
import { AuditEntry } from '../../database/entities/audit.js';
import { ADMINISTRATORS, ROLES } from '../../database/seeds/roles.js';
import { transaction } from '../../database/transaction.js';

const HOUR_MS = 3_600_000;
/** In the audit log, in place of an account. */
const COMMAND = 'command';

export interface FirstAdmin {
  /** One of the three administrators. */
  readonly role: string;
  readonly username: string;
  readonly unit: string;
}

export interface CreatedAdmin {
  readonly username: string;
  /** Of the role. */
  readonly title: string;
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * Makes the first administrator of a kind, with a one-time code that needs nobody's admission. Repeated before the code was
 * used, it makes another code.
 *
 * @throws {Error} when the role is none, or somebody has it, or the name or the unit does not fit
 */
export async function createFirstAdmin(dataSource: DataSource, wanted: FirstAdmin): Promise<CreatedAdmin> {
  const { role, username } = wanted;
  if (!ADMINISTRATORS.includes(role)) throw new Error(`--role: one of ${ADMINISTRATORS.join(', ')}`);
  return transaction(dataSource, async (tx) => {
    const [policy] = await tx.find(PasswordPolicy, { order: { version: 'DESC' }, take: 1 });
    if (!policy) throw new Error('the database is not set up: start Duban first (npm start)');
    const account = await accountFor(tx, wanted);
    await tx.delete(AccountCode, { accountId: account.id });
    const { code, checkNumber } = newOneTimeCode();
    const requestedAt = new Date();
    const expiresAt = new Date(requestedAt.getTime() + policy.codeHours * HOUR_MS);
    const codeHash = await hash(readOneTimeCode(code)!.secret);
    await tx.insert(AccountCode, {
      ...{ id: randomUUID(), accountId: account.id, checkNumber, codeHash, state: 'ready' },
      ...{ requestedAt, expiresAt, admittedBy: null, admittedAt: null },
    });
    const entry = { account: COMMAND, action: 'account.create', subject: username, result: 'done' };
    await tx.insert(AuditEntry, { ...entry, reason: `create-first-admin ${role}` });
    return { username, title: titleOf(role), code, expiresAt };
  });
}

/** The account of the role that nobody has entered yet, or a new one. */
async function accountFor(
  tx: EntityManager,
  { role, username, unit }: FirstAdmin,
): Promise<Pick<Account, 'id'>> {
  const holders = await tx.findBy(Account, { roles: ArrayContains([role]) });
  const inUse = holders.find(({ state }) => state !== 'invited');
  if (inUse) throw new Error(`${inUse.username} is ${role} already: others are made in the console`);
  const [invited] = holders;
  if (invited && invited.username !== username)
    throw new Error(`${invited.username} is to be ${role}: name it with --username`);
  if (invited) return invited;
  if (await tx.existsBy(Account, [{ username }, { alias: username }]))
    throw new Error(`the user name ${username} is taken: name another one with --username`);
  const account = {
    ...{ id: randomUUID(), username, alias: null, title: titleOf(role), unitCode: unit, roles: [role] },
    ...{ passwordHash: null, state: 'invited' as const },
  };
  await tx.insert(Account, account);
  return account;
}

const titleOf = (role: string): string => ROLES.find(({ id }) => id === role)!.title;
