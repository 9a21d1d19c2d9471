import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { EntityManager } from 'typeorm';
import { accountSeeds } from './seeds/accounts.js';

export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly unit: string;
  readonly roles: readonly string[];
}

/**
 * Creates the demo accounts that are missing, and returns them with their passwords.
 *
 * @param shared one password for all of them; unset: a random one each
 */
export async function seedDemoAccounts(tx: EntityManager, shared?: string): Promise<DemoAccount[]> {
  const known = (await tx.query('SELECT username FROM account')) as { username: string }[];
  const taken = new Set(known.map(({ username }) => username));
  const missing = accountSeeds().filter(({ username }) => !taken.has(username));
  // A password that everybody has needs no salt of its own: hashing it three hundred times would only cost a start.
  const sharedHash = shared !== undefined && missing.length > 0 ? await hash(shared) : undefined;
  const accounts = await Promise.all(
    missing.map(async (seed) => {
      const password = shared ?? randomBytes(9).toString('base64url');
      return { ...seed, password, passwordHash: sharedHash ?? (await hash(password)) };
    }),
  );
  const rows = accounts.map(({ password: _password, ...row }) => row);
  await tx.query(
    `INSERT INTO account (id, username, alias, title, unit_code, roles, password_hash)
     SELECT gen_random_uuid(), * FROM jsonb_to_recordset($1::jsonb) AS a(username text, alias text, title text,
       "unitCode" text, roles text[], "passwordHash" text)`,
    [JSON.stringify(rows)],
  );
  return accounts.map(({ username, password, unitCode, roles }) => ({
    username,
    password,
    unit: unitCode,
    roles,
  }));
}
