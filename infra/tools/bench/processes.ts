import { readFileSync } from 'node:fs';
import type { Runtime } from '../../local/runtime.js';

/** Clock ticks a second, as Linux tells them to programs. */
const TICKS = 100;

const PROGRAMS = ['postgres', 'temporal', 'worker', 'gateway'] as const;
export type Program = (typeof PROGRAMS)[number];
export type PerProgram = Readonly<Record<Program, number>>;

/** CPU each program of a stack has used so far, in milliseconds, user and system together. Linux only. */
export const cpuOf = (stack: Runtime): PerProgram => perProgram(stack, cpuMsOf);

/** Memory of each program of a stack in MiB: what several processes of one share is counted once. Linux only. */
export const memoryOf = (stack: Runtime): PerProgram => perProgram(stack, memoryMiB);

function perProgram({ pids }: Runtime, figure: (pid: number) => number): PerProgram {
  const sumOf = (name: Program): number => sum(family(pids[name]!).map(figure));
  return Object.fromEntries(PROGRAMS.map((name) => [name, sumOf(name)])) as PerProgram;
}

/** The process and everything it has started: a database server answers through many. */
function family(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(/\s+/).filter(Boolean);
  return [pid, ...children.flatMap((child) => family(Number(child)))];
}

/** Includes the CPU of ended children, such as a vacuum. */
export function cpuMsOf(pid: number): number {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15).map(Number);
  return ((user + system + childrenUser + childrenSystem) * 1000) / TICKS;
}

/** Proportional: a page that n processes share counts for a n-th in each. */
export function memoryMiB(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
}

/** Nothing of a process that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
