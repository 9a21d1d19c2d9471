/**
 * The load generator of the benchmarks, started by load-generator.ts. Its first message is a LoadTarget, each further
 * one a LoadJob; it answers each with `{ done }` or `{ failed }`.
 */
import { LoadClient } from './client.js';
import type { LoadJob, LoadTarget } from './job.js';
import { playLetters } from './letters.js';
import { sendReads } from './reads.js';

let client: LoadClient | undefined;

async function perform(message: LoadTarget | LoadJob): Promise<unknown> {
  if (!('kind' in message)) {
    client = new LoadClient(message);
    return null;
  }
  const before = process.cpuUsage();
  const result = message.kind === 'letters' ? playLetters(client!, message) : sendReads(client!, message);
  const done = await result;
  const { user, system } = process.cpuUsage(before);
  return { ...done, cpuMs: (user + system) / 1000 };
}

process.on('message', (message: LoadTarget | LoadJob) => {
  perform(message).then(
    (done) => process.send!({ done }),
    (error: unknown) => process.send!({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
