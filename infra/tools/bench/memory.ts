import type { BenchStack } from './bench-stack.js';
import { atMost, mapValues, type Target } from './load/figures.js';
import { memoryOf } from './processes.js';
import { measureStorage, type Storage } from './storage.js';

/** Temporal takes finished workflows off its lists a little later than it says they are finished. */
const SETTLE_MS = 3_000;

/** (d) Memory of each program now, and the disk space of the letters since `before`. */
export async function benchMemory(
  stack: BenchStack,
  before: Storage,
  letters: number,
): Promise<{ figures: object; targets: Target[] }> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const after = await measureStorage(stack);
  const grown: Record<string, number> = {};
  let total = 0;
  for (const [name, { table, bytes }] of after.postgres) {
    const growth = bytes - (before.postgres.get(name)?.bytes ?? 0);
    total += growth;
    if (growth > 0) grown[name === table ? name : `${table} / ${name}`] = Math.round(growth / letters);
  }
  const memory = memoryOf(stack.runtime);
  return {
    figures: {
      letters,
      memoryMiB: mapValues(memory, Math.round),
      postgresBytesPerLetter: {
        meaning: 'growth of each table (with its long values) and of each index, after VACUUM',
        total: Math.round(total / letters),
        byRelation: Object.fromEntries(Object.entries(grown).sort(([, a], [, b]) => b - a)),
      },
      temporalBytesPerLetter: Math.round((after.temporal - before.temporal) / letters),
    },
    targets: [atMost('bytes a finished letter in PostgreSQL', 10_240, total / letters)],
  };
}
