import type { LoadClient } from './client.js';
import type { ReadsDone, ReadsJob } from './job.js';

/** Every request in turn, `rounds` times; so many at once. */
export async function sendReads(client: LoadClient, job: ReadsJob): Promise<Omit<ReadsDone, 'cpuMs'>> {
  const { requests, rounds, inFlight, withinSeconds } = job;
  await client.signIn(requests.map(({ username }) => username));
  const ms: number[] = [];
  const last: string[] = [];
  let bytes = 0;
  let next = 0;
  const until = performance.now() + withinSeconds * 1000;
  const one = async (): Promise<void> => {
    for (let index = next++; index < requests.length * rounds && performance.now() < until; index = next++) {
      const { path, username } = requests[index % requests.length]!;
      const began = performance.now();
      const text = await client.get(path, username);
      ms.push(performance.now() - began);
      bytes += Buffer.byteLength(text);
      last[index % requests.length] = text;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, one));
  const seconds = (performance.now() - began) / 1000;
  const pages = last.map((text) => {
    const { items = [], nextCursor = null } = JSON.parse(text) as {
      items?: unknown[];
      nextCursor?: string | null;
    };
    return { items: items.length, nextCursor };
  });
  return { seconds, ms, bytes, pages };
}
