import { randomBytes, randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { EntityManager } from 'typeorm';
import { Account } from './entities/accounts.js';
import { accountSeeds } from './seeds/accounts.js';

export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly unit: string;
  readonly roles: readonly string[];
}

/**
 * Creates missing demo accounts, and returns them with their passwords.
 *
 * @param shared one password for all; unset: a random one for each
 */
export async function seedDemoAccounts(tx: EntityManager, shared?: string): Promise<DemoAccount[]> {
  const known = await tx.find(Account, { select: { username: true } });
  const taken = new Set(known.map(({ username }) => username));
  const missing = accountSeeds().filter(({ username }) => !taken.has(username));
  // A shared password needs no salt of its own: hashing it 300 times would only slow the start down.
  const sharedHash = shared !== undefined && missing.length > 0 ? await hash(shared) : undefined;
  const accounts = await Promise.all(
    missing.map(async (seed) => {
      const password = shared ?? randomBytes(9).toString('base64url');
      return { ...seed, password, passwordHash: sharedHash ?? (await hash(password)) };
    }),
  );
  const rows = accounts.map(({ password: _password, roles, ...row }) => ({
    id: randomUUID(),
    roles: [...roles],
    demo: true,
    ...row,
  }));
  await tx.insert(Account, rows);
  return accounts.map(({ username, password, unitCode, roles }) => ({
    username,
    password,
    unit: unitCode,
    roles,
  }));
}
