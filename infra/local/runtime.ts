import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identify } from './process-identity.js';

const schema = z.object({
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  gatewayUrl: z.string(),
  /** By program; `stack` is the launcher, without which the rest is not looked after. */
  pids: z.record(z.string(), z.number()).and(z.object({ stack: z.number() })),
});

/** Where the running local stack is to be found. */
export type Runtime = z.infer<typeof schema>;

const fileIn = (dataDir: string): string => join(dataDir, 'runtime.json');

/** The stack running on this data folder, or null when none is: it was never started, was stopped, or killed. */
export function readRuntime(dataDir: string): Runtime | null {
  if (!existsSync(fileIn(dataDir))) return null;
  const runtime = schema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  return identify(runtime.pids.stack) ? runtime : null;
}

/** Replaces it in one go, so that a reader never sees half of it. Mode 0600: it holds the database's password. */
export function writeRuntime(dataDir: string, runtime: Runtime): void {
  const unfinished = `${fileIn(dataDir)}.new`;
  writeFileSync(unfinished, JSON.stringify(runtime, null, 2), { mode: 0o600 });
  renameSync(unfinished, fileIn(dataDir));
}

export function removeRuntime(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}
