import { join } from 'node:path';
import { Client } from 'pg';
import { ensureDatabase, ownPassword } from './postgres.js';

/** Migrates, and owns everything that migrations make. */
const OWNER = 'duban_owner';
/** What gateway and worker are. */
const PROGRAMS = 'duban_app';

export interface RoleUrls {
  readonly owner: string;
  readonly programs: string;
}

/**
 * The database of a server of ours, with the two roles that use it. A database that the
 * superuser has restored belongs to it: ownership is transferred with everything in it.
 *
 * @param passwords of the two roles; each start sets them again, so that files and server agree
 */
export async function ensureOwnedDatabase(
  adminUrl: string,
  name: string,
  passwords: RoleUrls,
): Promise<RoleUrls> {
  const database = await ensureDatabase(adminUrl, name);
  await withClient(database, async (admin) => {
    await ensureRoles(admin, passwords);
    await admin.query(`ALTER DATABASE ${admin.escapeIdentifier(name)} OWNER TO ${OWNER}`);
    await admin.query(TRANSFER_OWNERSHIP);
  });
  return roleUrls(database, passwords);
}

/** Makes the two roles of a server, or gives them these passwords. */
export async function ensureRoles(admin: Client, passwords: RoleUrls): Promise<void> {
  for (const [role, password] of [
    [OWNER, passwords.owner],
    [PROGRAMS, passwords.programs],
  ] as const) {
    const known = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    const verb = known.rowCount === 0 ? 'CREATE' : 'ALTER';
    await admin.query(
      `${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
       PASSWORD ${admin.escapeLiteral(password)}`,
    );
  }
}

/** The URLs of the two roles for a database, given any of its URLs. */
export function roleUrls(database: string, passwords: RoleUrls): RoleUrls {
  const of = (role: string, password: string): string => {
    const url = new URL(database);
    url.username = role;
    url.password = password;
    return url.href;
  };
  return { owner: of(OWNER, passwords.owner), programs: of(PROGRAMS, passwords.programs) };
}

/** The passwords in a data folder of PostgreSQL (files of mode 0600), made when they are missing. */
export const rolePasswords = (dataDir: string): RoleUrls => ({
  owner: ownPassword(join(dataDir, 'owner-password')),
  programs: ownPassword(join(dataDir, 'app-password')),
});

/** What belongs to nobody else follows its table: sequences of identity columns, types of rows, indexes. */
const TRANSFER_OWNERSHIP = `
  DO $$
  DECLARE statement text;
  BEGIN
    FOR statement IN
      SELECT format('ALTER %s %s OWNER TO ${OWNER}',
        CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, c.oid::regclass)
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S', 'v')
        AND c.relowner <> '${OWNER}'::regrole
        AND NOT EXISTS (SELECT 1 FROM pg_depend d
          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i', 'e'))
      UNION ALL
      SELECT format('ALTER ROUTINE %s OWNER TO ${OWNER}', f.oid::regprocedure)
      FROM pg_proc f
      WHERE f.pronamespace = 'public'::regnamespace AND f.proowner <> '${OWNER}'::regrole
        AND NOT EXISTS (SELECT 1 FROM pg_depend d
          WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.deptype = 'e')
    LOOP
      EXECUTE statement;
    END LOOP;
  END $$`;

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
