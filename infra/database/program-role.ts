/**
 * The role of gateway and worker. It reads and writes rows and owns nothing: an attacker who has it can neither drop the
 * triggers that protect records, nor change audit entries, nor leave the database.
 */
import type { DataSource } from 'typeorm';
import { transaction } from './transaction.js';
import { ConfigError } from '../config/config.js';

/** Tables on which the role has other privileges than the usual four. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  migrations: ['SELECT'],
  signing_key: ['SELECT'],
  audit_entry: ['SELECT', 'INSERT'],
  audit_head: ['SELECT'],
  inspection_source: ['SELECT', 'INSERT'],
  unit_former_name: ['SELECT', 'INSERT'],
  unit_share: ['SELECT', 'INSERT', 'DELETE'],
  unit_change: ['SELECT', 'INSERT'],
  substitution: ['SELECT'],
  rule_proposal: ['SELECT', 'INSERT', 'UPDATE'],
};
const USUAL = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/**
 * Grants the programs' role its privileges on all existing tables, and revokes others. Called after each run of the
 * migrations, which therefore grant nothing.
 *
 * @param owner connected as the role that owns the tables
 * @param role name of the programs' role
 */
export async function grantToPrograms(owner: DataSource, role: string): Promise<void> {
  const grantee = quoted(role);
  const tables: { name: string }[] = await owner.query(
    `SELECT c.relname AS name FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v')`,
  );
  const [place]: { schema: string; database: string }[] = await owner.query(
    'SELECT current_schema() AS schema, current_database() AS database',
  );
  const schema = quoted(place!.schema);
  const grants = tables.flatMap(({ name }) => {
    const table = `${schema}.${quoted(name)}`;
    const privileges = EXCEPTIONS[name] ?? USUAL;
    return [
      `REVOKE ALL ON ${table} FROM ${grantee}, PUBLIC`,
      `GRANT ${privileges.join(', ')} ON ${table} TO ${grantee}`,
    ];
  });
  await transaction(owner, async (tx) => {
    for (const sql of [
      `REVOKE CREATE ON SCHEMA ${schema} FROM PUBLIC`, // PostgreSQL 14 and older grant it
      `REVOKE TEMPORARY ON DATABASE ${quoted(place!.database)} FROM PUBLIC`,
      `GRANT CONNECT ON DATABASE ${quoted(place!.database)} TO ${grantee}`,
      `GRANT USAGE ON SCHEMA ${schema} TO ${grantee}`,
      `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${grantee}`,
      ...grants,
    ])
      await tx.query(sql);
  });
}

export interface RoleRow {
  readonly role: string;
  readonly database: string;
  readonly superuser: boolean;
  readonly owns: boolean;
}

/** Selects a `RoleRow` of the current role. */
export const ROLE_QUERY = `
  SELECT r.rolname AS role, current_database() AS database, r.rolsuper AS superuser,
    pg_has_role(r.oid, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'MEMBER') OR EXISTS (
      SELECT 1 FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
        AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER')
    ) AS owns
  FROM pg_roles r WHERE r.rolname = current_user`;

/** Why the role of DATABASE_URL is refused, with the remedy; null: it is not. */
export function roleFault({ role, database, superuser, owns }: RoleRow): string | null {
  if (!superuser && !owns) return null;
  const fault = superuser ? 'is a superuser' : 'owns the database or tables in it';
  // Objects of the first role of a cluster cannot be reassigned as a whole: PostgreSQL needs some of them.
  const transfer = superuser
    ? `ALTER DATABASE ${quoted(database)} OWNER TO duban_owner`
    : `ALTER DATABASE ${quoted(database)} OWNER TO duban_owner; REASSIGN OWNED BY ${quoted(role)} TO duban_owner`;
  return (
    `the role '${role}' ${fault}, which the programs' role must not: make two others ` +
    `(CREATE ROLE duban_owner LOGIN PASSWORD '…'; CREATE ROLE duban_app LOGIN PASSWORD '…'; ${transfer}), ` +
    'and name duban_app in DATABASE_URL and duban_owner in DATABASE_URL_MIGRATE.'
  );
}

/** @throws {ConfigError} when the role is a superuser, or owns the database or its tables */
export async function assertProgramRole(dataSource: DataSource): Promise<void> {
  const [row]: RoleRow[] = await dataSource.query(ROLE_QUERY);
  const fault = roleFault(row!);
  if (fault !== null) throw new ConfigError([`DATABASE_URL: ${fault}`]);
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
