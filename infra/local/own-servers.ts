/** Checks the operator's own servers before anything is started; a fault is reported in one sentence. */
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { Client, type QueryResultRow } from 'pg';
import type { Config } from '../config/config.js';
import { ROLE_QUERY, roleFault, type RoleRow } from '../database/program-role.js';
import { temporalClientConnection } from '../temporal/connection.js';
import { retentionOf } from '../temporal/retention.js';
import { LocalError } from './local-error.js';

const TIMEOUT_MS = 5_000;

/** By SQLSTATE: what keeps us from a database, and the remedy; `%` stands for the setting that names it. */
const DATABASE_REFUSALS: Readonly<Record<string, string>> = {
  '28P01': 'refuses the user or the password: correct them in %.',
  '28000': 'refuses this user from here: correct %, or allow it in pg_hba.conf.',
  '3D000': 'has no such database: create it, or correct %.',
  '53300': 'has no connection left: raise its max_connections.',
};

/** Our role and the database it reaches, by whatever name of its server; and whether we may create tables. */
const PLACE_QUERY = `
  SELECT current_user AS role, current_database() || '@' || system_identifier AS database,
    has_schema_privilege(current_schema(), 'CREATE') AS creates
  FROM pg_control_system()`;

interface Place {
  readonly role: string;
  readonly database: string;
  readonly creates: boolean;
}

/**
 * The database as set-up will use it, and as the programs will, whose role is no superuser and owns nothing.
 *
 * @param migrateUrl of the role that owns the database; unset, nothing will be set up
 * @throws {LocalError} DATABASE_UNUSABLE; its message holds no password
 */
export async function assertDatabaseUsable(url: string, migrateUrl?: string): Promise<void> {
  if (migrateUrl) await assertMayMigrate(migrateUrl, url);
  const [role] = await queryDatabase<RoleRow>('DATABASE_URL', url, ROLE_QUERY);
  const fault = roleFault(role!);
  if (fault !== null) throw unusable(url, `: ${fault}`);
}

async function assertMayMigrate(migrateUrl: string, url: string): Promise<void> {
  const [owner] = await queryDatabase<Place>('DATABASE_URL_MIGRATE', migrateUrl, PLACE_QUERY);
  const [programs] = await queryDatabase<Place>('DATABASE_URL', url, PLACE_QUERY);
  if (owner!.database !== programs!.database)
    throw unusable(
      url,
      ` is another database than ${placeOf(migrateUrl)} of DATABASE_URL_MIGRATE: name the same in both.`,
    );
  if (owner!.role === programs!.role)
    throw unusable(
      url,
      `: DATABASE_URL and DATABASE_URL_MIGRATE name the same role '${owner!.role}': name the owner of the database in ` +
        `DATABASE_URL_MIGRATE, and in DATABASE_URL one that owns nothing (CREATE ROLE duban_app LOGIN PASSWORD '…').`,
    );
  if (!owner!.creates)
    throw unusable(
      migrateUrl,
      ' does not let the user of DATABASE_URL_MIGRATE create tables: make it the owner of the database.',
    );
}

const unusable = (url: string, what: string, cause?: unknown): LocalError =>
  new LocalError('DATABASE_UNUSABLE', `PostgreSQL at ${placeOf(url)}${what}`, { cause });

/** @param variable the setting that is to be corrected */
async function queryDatabase<R extends QueryResultRow>(
  variable: string,
  url: string,
  sql: string,
): Promise<R[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS });
  client.on('error', () => undefined); // reported to the query as well
  try {
    await client.connect();
    return (await client.query<R>(sql)).rows;
  } catch (cause) {
    const { code = '', message } = rootOf(cause);
    const refusal =
      DATABASE_REFUSALS[code] ?? `cannot be reached (${code || message}): start it, or correct %.`;
    throw unusable(url, ` ${refusal.replace('%', variable)}`, cause);
  } finally {
    await client.end().catch(() => undefined); // it never came about
  }
}

function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;

const DAY_MS = 86_400_000;
/** The read model can be rebuilt, and compared, for so long. */
const RETENTION_DAYS = 365;

/**
 * Looks up our namespace on the server.
 *
 * @returns a warning for the person at the terminal, when the namespace forgets histories too soon
 * @throws {LocalError} TEMPORAL_UNUSABLE
 */
export async function assertTemporalUsable(config: Config): Promise<string | null> {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = config;
  const unusable = (what: string, cause: unknown): LocalError =>
    new LocalError('TEMPORAL_UNUSABLE', `Temporal at ${address} ${what}`, { cause });
  // Without the interceptor that tries again until the deadline, and then knows no other reason.
  const connection = Connection.lazy({ ...temporalClientConnection(config), interceptors: [] });
  try {
    const retention = await connection.withDeadline(Date.now() + TIMEOUT_MS, () =>
      retentionOf(connection, namespace),
    );
    if (retention >= RETENTION_DAYS * DAY_MS) return null;
    return (
      `Temporal at ${address} forgets what has ended after ${Math.round(retention / DAY_MS)} days: npm run reconcile cannot prove ` +
      `older processes. Keep it for a year: temporal operator namespace update --address ${address} ` +
      `--namespace ${namespace} --retention ${RETENTION_DAYS}d`
    );
  } catch (cause) {
    const { code, message } = isGrpcServiceError(cause)
      ? { code: cause.code as number, message: cause.details }
      : { code: -1, message: rootOf(cause).message };
    // gRPC wraps the reason in words of its own, OpenSSL adds lines and files of its sources.
    const reason = message
      .replace(/^.*Last error: (Error: )?/s, '')
      .replace(/(\. Resolution note|:\.\.\/|\n).*$/s, '');
    if (code === NOT_FOUND) {
      throw unusable(
        `has no namespace '${namespace}': create it (temporal operator namespace create), or correct TEMPORAL_NAMESPACE.`,
        cause,
      );
    }
    if (code === PERMISSION_DENIED || code === UNAUTHENTICATED) {
      throw unusable('refuses us: correct TEMPORAL_API_KEY or TEMPORAL_TLS_CERT.', cause);
    }
    throw unusable(
      `cannot be reached (${reason}): start it, or correct TEMPORAL_ADDRESS and the TEMPORAL_TLS settings.`,
      cause,
    );
  } finally {
    await connection.close();
  }
}

interface Reason {
  readonly code?: string;
  readonly message: string;
}

/** Where several addresses of a host were tried, the first one's reason. */
function rootOf(error: unknown): Reason {
  const { errors } = error as { errors?: readonly Reason[] };
  return errors?.[0] ?? (error as Reason);
}
