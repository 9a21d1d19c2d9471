import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openStream, type OpenStream } from '../support/event-stream.js';
import { startTestGateway } from '../support/gateway.js';
import { sendLetter } from '../support/letters.js';

const gateway = await startTestGateway({ TRUSTED_PROXIES: '127.0.0.1' });
const streams: OpenStream[] = [];
afterAll(() => streams.forEach((stream) => stream.close()));

let path: string;
let authorization: string;
beforeAll(async () => {
  await gateway.app.listen(0, '127.0.0.1');
  const { process } = await sendLetter(gateway);
  path = `${await gateway.app.getUrl()}/api/v1/processes/${process}/events`;
  authorization = `Bearer ${await gateway.signIn('supervisor')}`;
});

/** Statuses of so many streams at once from one address. */
async function open(address: string, count: number): Promise<number[]> {
  const opened = await Promise.all(
    Array.from({ length: count }, () => openStream(path, { authorization, 'x-forwarded-for': address })),
  );
  streams.push(...opened);
  return opened.map(({ status }) => status);
}

it('an IPv6 /64 may open 20 streams, and the next /64 another 20', async () => {
  const first = await open('2001:db8:1:2::7', 20);
  const beyond = await open('2001:db8:1:2::8', 1);
  const neighbour = await open('2001:db8:1:3::7', 1);

  expect([new Set(first), beyond, neighbour]).toEqual([new Set([200]), [429], [200]]);
});
