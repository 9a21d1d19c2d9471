import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { CONNECTIONS, limitConnections } from '../../apps/gateway/platform/http/connection-limit.js';
import { EventStream } from '../../apps/gateway/platform/event-streams/event-stream.js';
import { visitConcurrently } from '../../apps/gateway/platform/event-streams/bounded-concurrency.js';
import { StreamCounts, widerNetworkOf } from '../../apps/gateway/platform/event-streams/stream-counts.js';
import { openStream, type OpenStream } from '../support/event-stream.js';
import { startTestGateway } from '../support/gateway.js';
import { sendLetter } from '../support/letters.js';

const gateway = await startTestGateway({ TRUSTED_PROXIES: '127.0.0.1' });
const direct = await startTestGateway();
const streams: OpenStream[] = [];
afterAll(() => streams.forEach((stream) => stream.close()));

describe('streams of one address', () => {
  let path: string;
  let token: string;
  beforeAll(async () => {
    await gateway.app.listen(0, '127.0.0.1');
    const { process } = await sendLetter(gateway);
    path = `${await gateway.app.getUrl()}/api/v1/processes/${process}/events`;
    token = await gateway.signIn('supervisor');
  });
  const open = async (address?: string): Promise<OpenStream> => {
    const stream = await openStream(path, {
      authorization: `Bearer ${token}`,
      ...(address !== undefined && { 'x-forwarded-for': address }),
    });
    streams.push(stream);
    return stream;
  };

  it('an address that a trusted proxy forwards may open 20 streams', async () => {
    const first = await Promise.all(Array.from({ length: 20 }, () => open('198.51.100.7')));
    const refused = await fetch(path, {
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': '198.51.100.7' },
    });

    expect(first.map(({ status }) => status)).toEqual(first.map(() => 200));
    expect([refused.status, await refused.json()]).toEqual([
      429,
      expect.objectContaining({ code: 'RATE_LIMITED' }),
    ]);
    expect((await open('198.51.100.8')).status).toBe(200);

    first[0]!.close();
    await sleep(300);
    expect((await open('198.51.100.7')).status).toBe(200);
  });

  it('a trusted proxy that forwards no address may open 20 streams itself', async () => {
    const many = await Promise.all(Array.from({ length: 25 }, () => open()));

    expect(many.filter(({ status }) => status === 200)).toHaveLength(20);
  });
});

it('streams from this machine are not counted', async () => {
  await direct.app.listen(0, '127.0.0.1');
  const { process } = await sendLetter(direct);
  const path = `${await direct.app.getUrl()}/api/v1/processes/${process}/events`;
  const headers = { authorization: `Bearer ${await direct.signIn('supervisor')}` };

  const many = await Promise.all(Array.from({ length: 25 }, () => openStream(path, headers)));
  streams.push(...many);

  expect(many.map(({ status }) => status)).toEqual(many.map(() => 200));
});

describe('streams of one network', () => {
  const open = (counts: StreamCounts, addresses: readonly string[], each = 20) =>
    addresses.flatMap((address) => Array.from({ length: each }, () => counts.add(address)));

  it.each([
    ['a /24 of IPv4', (n: number) => `198.51.100.${n}`, '198.51.101.1'],
    ['a /48 of IPv6', (n: number) => `2001:db8:1:${n}::1`, '2001:db8:2::1'],
  ])('%s may open 500 streams', (_what, address, elsewhere) => {
    const counts = new StreamCounts();
    const releases = open(
      counts,
      Array.from({ length: 25 }, (_, n) => address(n + 1)),
    );

    expect(() => counts.add(address(100))).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    expect(() => counts.add(elsewhere)).not.toThrow();

    releases[0]!();
    releases[0]!(); // counts once
    expect(() => counts.add(address(100))).not.toThrow();
    expect(() => counts.add(address(101))).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  });

  it.each([
    ['203.0.113.9', '203.0.113.0/24'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['2001:0DB8:000a:b::', '2001:db8:a::/48'],
  ])('the address %s belongs to the network %s', (address, network) => {
    expect(widerNetworkOf(address)).toBe(network);
  });

  it('an IPv4 address written as IPv6 is the same address', () => {
    const counts = new StreamCounts();
    open(counts, ['::ffff:198.51.100.7']);

    expect(() => counts.add('198.51.100.7')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  });
});

describe('a blocked reader', () => {
  const blocked = (): { stream: EventStream; response: PassThrough } => {
    const response = new PassThrough({ readableHighWaterMark: 1, writableHighWaterMark: 100 });
    const stream = new EventStream(response as never, async () => true);
    stream.send(`data: ${'x'.repeat(200)}\n\n`);
    return { stream, response };
  };

  it('a stream is blocked until its reader reads on', async () => {
    const { stream, response } = blocked();
    expect(stream.isBlocked).toBe(true);

    response.resume();
    await sleep(20);

    expect(stream.isBlocked).toBe(false);
  });

  it('a reader that stays blocked is disconnected', () => {
    const { stream, response } = blocked();
    stream.cutIfStuck(Date.now() + 29_000, 30_000);
    expect(response.destroyed).toBe(false);

    stream.cutIfStuck(Date.now() + 31_000, 30_000);

    expect([response.destroyed, stream.isOver]).toEqual([true, true]);
  });

  it('a stream to a reader that has already disconnected is closed at once', () => {
    const response = new PassThrough();
    response.destroy();
    const stream = new EventStream(response as never, async () => true);
    let closed = 0;

    stream.onClose(() => (closed += 1));

    expect([stream.isOver, closed]).toEqual([true, 1]);
  });
});

describe('checks of many readers', () => {
  it('four readers are checked at a time', async () => {
    let now = 0;
    let most = 0;
    const seen: number[] = [];

    await visitConcurrently(Array(50).keys(), async (reader) => {
      most = Math.max(most, (now += 1));
      await sleep(1);
      now -= 1;
      seen.push(reader);
    });

    expect(most).toBe(4);
    expect(seen.toSorted((a, b) => a - b)).toEqual([...Array(50).keys()]);
  });

  it('a failed check stops the others, and waits for those that are running', async () => {
    const [begun, finished]: number[][] = [[], []];

    const round = visitConcurrently(Array(50).keys(), async (reader) => {
      begun!.push(reader);
      await sleep(reader === 2 ? 1 : 20);
      if (reader === 2) throw new Error('the database is unavailable');
      finished!.push(reader);
    });

    await expect(round).rejects.toThrow('the database is unavailable');
    expect([begun, finished]).toEqual([
      [0, 1, 2, 3],
      [0, 1, 3],
    ]);
  });
});

describe('connections of a server', () => {
  it('the gateway accepts 5,000 connections', () => {
    expect([CONNECTIONS, gateway.app.getHttpServer().maxConnections]).toEqual([5000, 5000]);
  });

  it('connections beyond the limit are closed and logged once', async () => {
    const lines: string[] = [];
    const server = createServer();
    limitConnections(server, pino({}, { write: (line: string) => void lines.push(line) }), { most: 2 });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const sockets: Socket[] = [];
    for (let n = 0; n < 4; n += 1) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      sockets.push(socket);
      await once(socket, 'connect');
    }
    await sleep(100);

    expect(sockets.map((socket) => socket.readyState === 'open')).toEqual([true, true, false, false]);
    expect(lines.filter((line) => line.includes('connections are refused'))).toHaveLength(1);

    sockets.forEach((socket) => socket.destroy());
    server.close();
  });

  it('one address cannot take the connections of others', async () => {
    const server = createServer((_request, response) => response.end('there'));
    const isExempt = (address: string): boolean => address.endsWith('127.0.0.2');
    limitConnections(server, pino({ level: 'silent' }), { perAddress: 2, isExempt });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const open = async (localAddress: string): Promise<Socket> => {
      const socket = connect({ port, host: '127.0.0.1', localAddress }).on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    };
    const inTurn = async (...addresses: string[]): Promise<Socket[]> => {
      const opened: Socket[] = [];
      for (const address of addresses) opened.push(await open(address));
      await sleep(100);
      return opened;
    };
    const isOpen = ({ readyState }: Socket): boolean => readyState === 'open';

    const sockets = await inTurn('127.0.0.1', '127.0.0.1', '127.0.0.1', '127.0.0.3');
    const proxied = await inTurn('127.0.0.2', '127.0.0.2', '127.0.0.2');

    expect(sockets.map(isOpen)).toEqual([true, true, false, true]);
    expect(proxied.map(isOpen)).toEqual([true, true, true]);

    sockets[0]!.destroy();
    await sleep(100);
    const [next] = await inTurn('127.0.0.1');
    expect(isOpen(next!)).toBe(true);

    [...sockets, ...proxied, next!].forEach((socket) => socket.destroy());
    server.close();
  });
});
