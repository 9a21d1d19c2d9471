import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalError } from './local-error.js';
import { endProcess, identify, isRunning, type ProcessIdentity } from './process-identity.js';

/** In the order they are stopped: callers before those they call. */
const STOP = {
  gateway: { signal: 'SIGTERM', graceMs: 15_000 },
  worker: { signal: 'SIGTERM', graceMs: 15_000 },
  temporal: { signal: 'SIGTERM', graceMs: 10_000 },
  postgres: { signal: 'SIGINT', graceMs: 30_000 }, // fast shutdown
} as const;

export type ProgramName = keyof typeof STOP;

interface Owner {
  readonly stack: ProcessIdentity;
  readonly programs: Partial<Record<ProgramName, ProcessIdentity>>;
}

/**
 * The data folder of a local stack, held by one process at a time.
 *
 *     postgres/            the PostgreSQL cluster, the passwords of its roles and its log
 *     temporal/            Temporal's database and log
 *     logs/                worker.log, gateway.log
 *     demo-accounts.txt    names and passwords of the demo accounts
 *     processes.json       who holds the folder and what it has started: the next start clears up after a killed one
 *     runtime.json         where the running stack answers, for other commands
 */
export interface DataFolder {
  readonly path: string;
  /** Remembers a program just started; to be called before anything else can go wrong. */
  readonly record: (name: ProgramName, pid: number) => void;
  readonly pids: () => Record<string, number> & { stack: number };
  /** Ends every recorded program that still runs, in the right order. */
  readonly stopPrograms: () => Promise<void>;
  readonly killPrograms: () => Promise<void>;
  /** Lets the next one have the folder. */
  readonly release: () => void;
  /** Deletes the folder with everything in it. */
  readonly remove: () => void;
}

/**
 * Takes the folder, and ends what a killed stack has left running in it.
 *
 * @throws {LocalError} DATA_FOLDER_IN_USE
 */
export async function claimDataFolder(path: string): Promise<DataFolder> {
  // Root lends PostgreSQL another account, which must pass through the folder.
  mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const file = join(path, 'processes.json');
  const stack = identify(process.pid)!;
  let owner: Owner = { stack, programs: {} };

  const save = (): string => {
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify(owner, null, 2));
    return unfinished;
  };
  const record = (name: ProgramName, pid: number): void => {
    const program = identify(pid);
    if (!program) return; // ended already: the caller will hear of it
    owner = { stack, programs: { ...owner.programs, [name]: program } };
    renameSync(save(), file);
  };

  await take(file, save);
  return {
    path,
    record,
    pids: () => ({
      stack: stack.pid,
      ...Object.fromEntries(Object.entries(owner.programs).map(([name, { pid }]) => [name, pid])),
    }),
    stopPrograms: () => stopPrograms(owner),
    async killPrograms() {
      await Promise.all(Object.values(owner.programs).map((program) => endProcess(program, 'SIGKILL', 5000)));
    },
    release: () => rmSync(file, { force: true }),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

async function take(file: string, save: () => string): Promise<void> {
  const unfinished = save();
  try {
    // Linking fails when the name exists, and never shows a half-written file: two starts cannot both succeed.
    while (!tryLink(unfinished, file)) {
      const previous = JSON.parse(readFileSync(file, 'utf8')) as Owner;
      if (isRunning(previous.stack)) {
        throw new LocalError(
          'DATA_FOLDER_IN_USE',
          `The data folder is in use by process ${previous.stack.pid}: stop that one, or choose another folder with DUBAN_DATA.`,
        );
      }
      await stopPrograms(previous);
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function stopPrograms({ programs }: Owner): Promise<void> {
  for (const [name, { signal, graceMs }] of Object.entries(STOP)) {
    const program = programs[name as ProgramName];
    if (program) await endProcess(program, signal, graceMs);
  }
}
