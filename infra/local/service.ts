import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalError, type LocalErrorCode } from './local-error.js';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** Its output is appended here: a file outlives the launcher, a pipe would break with it. */
  readonly logFile: string;
  /** The signal that stops it. */
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
}

/** A program of the stack, which can be stopped, killed and restarted in the same place. */
export interface Service {
  /** Changes with every restart. */
  readonly pid: number;
  /** Of the process running now. */
  readonly exited: Promise<Exit>;
  /** Sends the stop signal and waits until it has ended. */
  readonly stop: () => Promise<void>;
  /** kill -9. */
  readonly kill: () => Promise<void>;
  /** Stops it if it runs, and starts it on the same port and data; resolves once it is ready. */
  readonly restart: () => Promise<void>;
}

export interface RunningProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

/** Called with the pid as soon as a process exists, before it is ready: so that none is left behind. */
export type OnSpawn = (pid: number) => void;

const LOG_LIMIT_BYTES = 10_000_000;

/** Starts a program in a process group of its own: Ctrl-C in the terminal must not reach it before its turn. */
export async function startProcess(command: Command, onSpawn?: OnSpawn): Promise<RunningProcess> {
  const log = openLog(command.logFile);
  try {
    const child = spawn(command.file, command.args, {
      detached: true,
      stdio: ['ignore', log, log],
      env: command.env ?? process.env,
      ...(command.uid !== undefined && { uid: command.uid, gid: command.gid }),
    });
    if (child.pid !== undefined) onSpawn?.(child.pid);
    const exited = new Promise<Exit>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    await once(child, 'spawn');
    const end = async (signal: NodeJS.Signals): Promise<void> => {
      child.kill(signal);
      await exited;
    };
    return { pid: child.pid!, exited, end };
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new LocalError('BINARY_UNUSABLE', `${command.file} cannot be started (${reason}).`, { cause });
  } finally {
    closeSync(log);
  }
}

/** @param launch starts the program and resolves once it is ready; called again by `restart`. */
export async function runService(
  launch: () => Promise<RunningProcess>,
  stopSignal: Command['stopSignal'],
): Promise<Service> {
  let running = await launch();
  const stop = (): Promise<void> => running.end(stopSignal);
  return {
    get pid() {
      return running.pid;
    },
    get exited() {
      return running.exited;
    },
    stop,
    kill: () => running.end('SIGKILL'),
    async restart() {
      await stop();
      running = await launch();
    },
  };
}

/**
 * Resolves once `probe` no longer throws.
 *
 * @throws {LocalError} `code` when the process ends first or is not ready in time; it is then no longer running.
 */
export async function untilReady(
  subject: { name: string; code: LocalErrorCode; logFile: string; timeoutMs: number },
  running: RunningProcess,
  probe: () => Promise<unknown>,
): Promise<void> {
  let ended = false;
  void running.exited.then(() => (ended = true));
  const deadline = Date.now() + subject.timeoutMs;
  for (;;) {
    try {
      await probe();
      return;
    } catch (cause) {
      if (!ended && Date.now() < deadline) {
        await sleep(50);
        continue;
      }
      await running.end('SIGKILL');
      const what = ended ? 'ended at once' : `was not ready within ${subject.timeoutMs / 1000} s`;
      const last = lastLines(subject.logFile, 1);
      throw new LocalError(
        subject.code,
        `${subject.name} ${what}; its log ${subject.logFile} ends with: ${last}`,
        { cause },
      );
    }
  }
}

export function lastLines(logFile: string, count: number): string {
  return existsSync(logFile)
    ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
    : '';
}

/** The log before the last start is kept as `.1` when it has grown large. */
function openLog(logFile: string): number {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, 'a', 0o600);
}
