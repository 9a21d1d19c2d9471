import { afterAll, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import type { ServerResponse } from 'node:http';
import type {
  EntryRow,
  Reading,
  TimelineRepository,
} from '../../domain/cases/timeline/timeline.repository.js';
import { TimelineStream } from '../../apps/gateway/cases/timeline/timeline-stream.js';
import { EventStream } from '../../apps/gateway/platform/event-streams/event-stream.js';
import { StreamHealth } from '../../apps/gateway/platform/event-streams/stream-health.js';

const PROCESS = '00000000-0000-4000-8000-000000000001';
const LAST = 10;
const entry = (seq: number): EntryRow =>
  ({
    process_id: PROCESS,
    seq,
    at: new Date(0),
    type: 'process.started',
    task: null,
    text: null,
    words: null,
  }) as EntryRow;
let whileReading: () => void = () => undefined;
const timeline = {
  news: async (readings: readonly Reading[]): Promise<Map<string, EntryRow[]>> => {
    whileReading();
    await Promise.resolve();
    return new Map(
      readings.map(({ process, after }) => [
        process,
        Array.from({ length: LAST - after }, (_, n) => entry(after + n + 1)),
      ]),
    );
  },
};
const stream = new TimelineStream(timeline as unknown as TimelineRepository, new StreamHealth());
afterAll(() => stream.beforeApplicationShutdown());

function follow(after: number): () => number[] {
  const response = new PassThrough();
  let text = '';
  response.on('data', (chunk: Buffer) => (text += chunk.toString()));
  stream.follow({
    process: PROCESS,
    after,
    reader: { words: () => true, cardUnits: null, partUnits: null },
    stream: new EventStream(response as unknown as ServerResponse, async () => true),
  });
  return () => [...text.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq));
}

it('a stream opened while another one is being read gets every event', async () => {
  let late: (() => number[]) | undefined;
  whileReading = () => {
    late ??= follow(1);
  };
  const first = follow(6);

  await expect(until(() => late?.().length === LAST - 1)).resolves.toBe(true);

  expect(first()).toEqual([7, 8, 9, 10]);
  expect(late!()).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

async function until(done: () => boolean): Promise<boolean> {
  for (let waited = 0; !done() && waited < 3000; waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return done();
}
