import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that can be recognised after a restart of the launcher, even when its pid was given to another. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in whatever form the system reports it; only compared. */
  readonly startedAt: string;
}

/** Null when no such process runs. */
export function identify(pid: number): ProcessIdentity | null {
  const startedAt = process.platform === 'linux' ? startTimeFromProc(pid) : startTimeFromPs(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  return identify(pid)?.startedAt === startedAt;
}

/** Sends `signal`, waits until the process has ended, and kills it when it has not after `graceMs`. */
export async function endProcess(
  target: ProcessIdentity,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  if (await signalAndWait(target, signal, graceMs)) return;
  await signalAndWait(target, 'SIGKILL', 5000);
}

async function signalAndWait(
  target: ProcessIdentity,
  signal: NodeJS.Signals,
  timeoutMs: number,
): Promise<boolean> {
  if (!isRunning(target)) return true;
  process.kill(target.pid, signal);
  const deadline = Date.now() + timeoutMs;
  while (isRunning(target)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

/** Read from /proc, because small images have no `ps`. */
function startTimeFromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in brackets, may hold spaces; state is field 3 and the start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const hasEnded = fields[0] === 'Z' || fields[0] === 'X';
    return hasEnded ? null : (fields[19] ?? null);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}

function startTimeFromPs(pid: number): string | null {
  try {
    const [state, ...started] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .trim()
      .split(/\s+/);
    return state?.startsWith('Z') ? null : started.join(' ');
  } catch (error) {
    if ((error as { status?: number }).status === 1) return null; // ps found no such process
    throw error;
  }
}
