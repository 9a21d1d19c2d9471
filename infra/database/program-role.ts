/**
 * The role that gateway and worker connect with. It works on the rows and owns nothing: whoever gets hold of it can
 * neither drop a trigger that keeps records as they are, nor change what has been audited, nor leave the database.
 */
import type { DataSource } from 'typeorm';
import { transaction } from './transaction.js';
import { ConfigError } from '../config/config.js';

/** What a role may do on a table that is not the usual four. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  migrations: ['SELECT'],
  signing_key: ['SELECT'],
  audit_entry: ['SELECT', 'INSERT'],
  audit_head: ['SELECT'],
};
const USUAL = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/**
 * Grants the programs' role what it needs on all tables that exist now, and nothing else. Called after each run of the
 * migrations, so that none of them has to grant anything.
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

/** Whether the current role may do more than a program should. */
export const ROLE_QUERY = `
  SELECT r.rolname AS role, current_database() AS database, r.rolsuper AS superuser,
    pg_has_role(r.oid, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'MEMBER') OR EXISTS (
      SELECT 1 FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
        AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER')
    ) AS owns
  FROM pg_roles r WHERE r.rolname = current_user`;

/** What is wrong with the role of DATABASE_URL, and the remedy; null when nothing is. */
export function roleFault({ role, database, superuser, owns }: RoleRow): string | null {
  if (!superuser && !owns) return null;
  const fault = superuser ? 'is a superuser' : 'owns the database or tables in it';
  // What the very first role of a cluster owns cannot be reassigned as a whole: PostgreSQL needs some of it.
  const transfer = superuser
    ? `ALTER DATABASE ${quoted(database)} OWNER TO duban_owner`
    : `ALTER DATABASE ${quoted(database)} OWNER TO duban_owner; REASSIGN OWNED BY ${quoted(role)} TO duban_owner`;
  return (
    `the role '${role}' ${fault}, which the programs' role must not: make two others ` +
    `(CREATE ROLE duban_owner LOGIN PASSWORD '…'; CREATE ROLE duban_app LOGIN PASSWORD '…'; ${transfer}), ` +
    'and name duban_app in DATABASE_URL and duban_owner in DATABASE_URL_MIGRATE.'
  );
}

/** @throws {ConfigError} when the programs are about to work as a superuser or as the owner of the database or its tables */
export async function assertProgramRole(dataSource: DataSource): Promise<void> {
  const [row]: RoleRow[] = await dataSource.query(ROLE_QUERY);
  const fault = roleFault(row!);
  if (fault !== null) throw new ConfigError([`DATABASE_URL: ${fault}`]);
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
