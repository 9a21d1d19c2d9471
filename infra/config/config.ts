import { resolve } from 'node:path';
import { z } from 'zod';
import { TUNINGS } from './tuning.js';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const port = z.coerce.number().int().min(1).max(65_535);
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });
const filePath = z.string().transform((value) => resolve(value));
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean),
);

const schema = z
  .object({
    /** Where the gateway listens. */
    PORT: port.default(8080),
    HOST: z.string().default('127.0.0.1'),
    /** Where the gateway gives its figures, on 127.0.0.1. Unset: a free port, which its log names. */
    METRICS_PORT: port.optional(),
    /** The data folder, made absolute against the working directory. */
    DUBAN_DATA: z
      .string()
      .default('.duban')
      .transform((value) => resolve(value)),

    /** Of the programs' role. Unset: the local stack starts its own PostgreSQL and sets it for the programs it starts. */
    DATABASE_URL: databaseUrl.optional(),
    /**
     * The same database, of the role that owns it: set-up makes and changes the schema with it, and the programs are
     * never given it. Unset beside a DATABASE_URL: the schema must be up to date when the programs start.
     */
    DATABASE_URL_MIGRATE: databaseUrl.optional(),

    /** `host:port`. Unset: the local stack starts its own Temporal and sets it for the programs it starts. */
    TEMPORAL_ADDRESS: z
      .string()
      .regex(/^\S+:\d+$/, 'must be host:port')
      .optional(),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    TEMPORAL_TASK_QUEUE: z.string().default('duban'),
    TEMPORAL_API_KEY: z.string().optional(),
    /** TLS with the system's authorities. A certificate, an authority or an API key turns it on by itself. */
    TEMPORAL_TLS: flag.default(false),
    TEMPORAL_TLS_CERT: filePath.optional(),
    TEMPORAL_TLS_KEY: filePath.optional(),
    TEMPORAL_TLS_CA: filePath.optional(),
    /** Unset: the local Temporal has no web UI. */
    TEMPORAL_UI_PORT: port.optional(),
    /** Binaries to use instead of those found or fetched. */
    TEMPORAL_CLI: filePath.optional(),
    TEMPORAL_TEST_SERVER: filePath.optional(),

    /** Demo accounts. Unset: only with the local stack's own database. */
    DUBAN_DEMO: flag.optional(),
    /** One password for all demo accounts; unset: a random one each. */
    DUBAN_DEMO_PASSWORD: z.string().min(8).optional(),
    DUBAN_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    /** Minutes without a request of its user after which a staff session ends. */
    DUBAN_SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(1440).default(30),
    /** Hours after which a staff session ends even while it is used. */
    DUBAN_SESSION_HOURS: z.coerce.number().int().min(1).max(24).default(8),
    /** Addresses or CIDR ranges whose X-Forwarded-For is believed. */
    TRUSTED_PROXIES: list
      .pipe(
        z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'must be addresses or CIDR ranges')),
      )
      .default([]),
    /** The browser for pages that need one. Unset: found on the PATH; without any, such pages are left to a person. */
    DUBAN_CHROMIUM: filePath.optional(),
    /** Folder of the language model that finds names. Unset: the one that was fetched; without any, rules find them. */
    DUBAN_REDACTION_MODEL: filePath.optional(),
    /** Where programs are looked for that no setting names. */
    PATH: z.string().default(''),
    /** Networks (CIDR) outside the public Internet that site inspections may connect to. */
    DUBAN_INSPECT_ALLOW: list.pipe(z.array(z.union([z.cidrv4(), z.cidrv6()]))).default([]),
    /**
     * Iterations of PBKDF2 a try; a browser needs 50 to 100 tries before a citizen may write. 20,000: about a second on a
     * telephone.
     */
    DUBAN_CAPTCHA_COST: z.coerce.number().int().min(1).max(1_000_000).default(20_000),
    /** Hosts whose videos are embedded in interviews, exactly as they stand in addresses. */
    DUBAN_VIDEO_HOSTS: list
      .pipe(z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be host names in lower case')))
      .default([]),
    /** Workflows a worker keeps in memory between tasks; 0 replays every one from its history. */
    DUBAN_MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(0).default(2000),
    /** Tunings that are switched off: see tuning.ts. */
    DUBAN_TUNING_OFF: list.pipe(z.array(z.enum(TUNINGS))).default([]),
  })
  .refine((config) => Boolean(config.TEMPORAL_TLS_CERT) === Boolean(config.TEMPORAL_TLS_KEY), {
    path: ['TEMPORAL_TLS_CERT'],
    message: 'goes together with TEMPORAL_TLS_KEY',
    when: () => true, // even when another variable is bad: all of them are named at once
  })
  .refine((config) => Boolean(config.DATABASE_URL) || !config.DATABASE_URL_MIGRATE, {
    path: ['DATABASE_URL_MIGRATE'],
    message: 'goes together with DATABASE_URL, the same database with the role of the programs',
    when: () => true,
  })
  // A database of one's own holds real cases: accounts whose passwords everybody knows are made only when asked for.
  .transform((config) => ({ ...config, DUBAN_DEMO: config.DUBAN_DEMO ?? config.DATABASE_URL === undefined }));

export type Config = Readonly<z.infer<typeof schema>>;

/** The environment holds something the programs cannot start with. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  /** @param problems one line for each bad variable: its name and what is wrong, never its value. */
  constructor(readonly problems: readonly string[]) {
    super(`Invalid configuration (see .env.example):\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }
}

/**
 * Reads and checks every setting once, at start-up; nothing else reads the environment. A variable set to nothing
 * counts as unset.
 *
 * @throws {ConfigError} naming every bad variable (never its value: it may be a secret).
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return Object.freeze(parsed.data);
  throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
}
