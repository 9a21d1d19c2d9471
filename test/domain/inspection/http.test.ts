import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { lookup as systemLookup } from 'node:dns';
import { gzipSync } from 'node:zlib';
import { AddressPolicy } from '../../../domain/inspection/http/address-policy.js';
import { decodeHtml } from '../../../domain/inspection/http/charset.js';
import { HttpClient } from '../../../domain/inspection/http/client.js';
import { HostGate } from '../../../domain/inspection/http/host-gate.js';
import { encodeGb18030 } from '../../../infra/tools/service-sites/gb18030.js';
import { serve, testClient, type TestServer } from './server.js';

const LIMITS = { maxBytes: 100_000, timeoutMs: 1_500 };

describe('the address policy', () => {
  const policy = new AddressPolicy();

  it.each([
    '127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.100.100.200', '0.0.0.0',
    '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00:ec2::254', 'fc00::1', '::ffff:127.0.0.1', '::ffff:a00:1',
    '64:ff9b::7f00:1', '64:ff9b:1::7f00:1', '::ffff:0:7f00:1', '2002:7f00:1::', '::127.0.0.1', 'localhost', '',
  ])('the default policy refuses %s', (address) => {
    expect(policy.allows(address)).toBe(false);
  }); // prettier-ignore

  it.each(['8.8.8.8', '172.32.0.1', '114.114.114.114', '2400:3200::1', '::ffff:8.8.8.8'])(
    'allows %s',
    (address) => {
      expect(policy.allows(address)).toBe(true);
    },
  );

  it('the policy allows the given networks and no other', () => {
    const intranet = new AddressPolicy(['10.0.0.0/8']);

    expect(intranet.allows('10.20.30.40')).toBe(true);
    expect(intranet.allows('::ffff:10.20.30.40')).toBe(true);
    expect(intranet.allows('192.168.1.1')).toBe(false);
  });
});

describe('the client', () => {
  let server: TestServer;
  const { client } = testClient();
  const get = (path: string) => client.fetch(server.url + path, { limits: LIMITS });

  beforeAll(async () => {
    server = await serve({
      '/page': '<p>ok</p>',
      '/redirect': (_, response) => void response.writeHead(302, { location: '/page' }).end(),
      '/loop': (_, response) => void response.writeHead(302, { location: '/loop' }).end(),
      '/ping': (_, response) => void response.writeHead(302, { location: '/pong' }).end(),
      '/pong': (_, response) => void response.writeHead(302, { location: '/ping' }).end(),
      '/cookie': (request, response) => {
        if (request.headers.cookie === 'seen=1') return void response.end('welcome');
        return void response.writeHead(302, { location: '/cookie', 'set-cookie': 'seen=1; Path=/' }).end();
      },
      '/metadata': (_, response) =>
        void response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
      '/file-scheme': (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      '/endless': (_, response) => {
        const timer = setInterval(() => response.write(Buffer.alloc(65_536, 97)), 1);
        response.on('close', () => clearInterval(timer));
      },
      '/drip': (_, response) => {
        const timer = setInterval(() => response.write('a'), 100);
        response.on('close', () => clearInterval(timer));
      },
      '/silent': () => undefined,
      '/bomb': (_, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000))),
      '/cut': (request, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('only this');
        setTimeout(() => request.socket.destroy(), 50);
      },
    });
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });

  it('the client follows redirects and reports the last address', async () => {
    expect(await get('/redirect')).toMatchObject({
      ok: true,
      status: 200,
      address: `${server.url}/page`,
      redirects: [`${server.url}/redirect`],
    });
  });

  it.each(['/loop', '/ping'])('a redirect loop fails: %s', async (path) => {
    expect(await get(path)).toMatchObject({ ok: false, failure: 'redirect loop' });
  });

  it('a redirect to the same address with a new cookie is followed', async () => {
    expect(await get('/cookie')).toMatchObject({ ok: true, status: 200 });
  });

  it('a redirect to a private address is refused', async () => {
    expect(await get('/metadata')).toMatchObject({
      ok: false,
      failure: 'address refused',
      address: 'http://169.254.169.254/latest/',
    });
  });

  it('a redirect to a file URL is refused', async () => {
    expect(await get('/file-scheme')).toMatchObject({ ok: false, failure: 'bad address' });
  });

  it('an endless body is truncated', async () => {
    const answer = await get('/endless');

    expect(answer).toMatchObject({ ok: true, truncated: true });
    expect(answer.ok && answer.body.length).toBe(LIMITS.maxBytes);
  });

  it('a compressed body is truncated by its unpacked size', async () => {
    const answer = await get('/bomb');

    expect(answer.ok && [answer.truncated, answer.body.length]).toEqual([true, LIMITS.maxBytes]);
  });

  it.each(['/drip', '/silent'])('a request times out: %s', async (path) => {
    expect(await get(path)).toMatchObject({ ok: false, failure: 'timeout' });
  });

  it('a reset connection is reported', async () => {
    expect(await get('/cut')).toMatchObject({ ok: false, failure: 'connection lost' });
  });

  it('a refused connection is reported', async () => {
    const gone = await serve({});
    await gone.close();

    expect(await client.fetch(gone.url, { limits: LIMITS })).toMatchObject({
      ok: false,
      failure: 'no connection',
    });
  });

  it('a site with an invalid certificate is read and reported', async () => {
    const { createServer } = await import('node:https');
    const { selfSigned } = await import('./self-signed.js');
    const secure = createServer(selfSigned(), (_, response) => response.end('secret-free'));
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const { port } = secure.address() as { port: number };
    const answer = await client.fetch(`https://127.0.0.1:${port}/`, { limits: LIMITS });
    secure.close();
    secure.closeAllConnections();

    expect(answer).toMatchObject({ ok: true, status: 200, tlsFault: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });
});

describe('a client without permission for loopback', () => {
  const resolvesTo = (...addresses: string[]) =>
    ((
      _host: string,
      _options: unknown,
      callback: (error: null, found: { address: string; family: number }[]) => void,
    ) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      )) as unknown as typeof systemLookup;
  const make = (lookup?: typeof systemLookup) =>
    new HttpClient({
      policy: new AddressPolicy(),
      gate: new HostGate({ concurrency: 1, ratePerSecond: 0 }),
      userAgent: 'test',
      lookup,
    });

  it.each([
    'http://127.0.0.1:1/',
    'http://[::1]:1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost:1/',
  ])('the client refuses the private address %s', async (address) => {
    expect(await make().fetch(address, { limits: LIMITS })).toMatchObject({
      ok: false,
      failure: 'address refused',
    });
  });

  it('a name that resolves to loopback is refused', async () => {
    expect(
      await make(resolvesTo('127.0.0.1')).fetch('http://site.example/', { limits: LIMITS }),
    ).toMatchObject({ failure: 'address refused' });
  });

  it('a DNS answer that changes between checks is refused at connection', async () => {
    const server = await serve({ '/': 'private' });
    let asked = 0;
    const changing = ((host: string, options: unknown, callback: never) => {
      asked += 1;
      return (asked === 1 ? resolvesTo('192.0.2.1', '127.0.0.1') : resolvesTo('127.0.0.1'))(
        host,
        options as never,
        callback,
      );
    }) as unknown as typeof systemLookup;
    const client = make(changing);
    const first = await client.fetch(server.url.replace('127.0.0.1', 'site.example'), { limits: LIMITS });
    const second = await client.fetch(server.url.replace('127.0.0.1', 'site.example'), { limits: LIMITS });
    await server.close();

    expect([first, second]).toMatchObject([{ failure: 'address refused' }, { failure: 'address refused' }]);
    expect(server.requests).toEqual([]);
  });
});

describe('the gate of a host', () => {
  it('the host gate limits concurrency and rate', async () => {
    const gate = new HostGate({ concurrency: 2, ratePerSecond: 20 });
    let underWay = 0;
    let most = 0;
    const begun: number[] = [];
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        await gate.pass('host', async () => {
          begun.push(performance.now());
          most = Math.max(most, ++underWay);
          await new Promise((resolve) => setTimeout(resolve, 20));
          underWay -= 1;
        });
      }),
    );

    expect(most).toBeLessThanOrEqual(2);
    expect(begun[5]! - begun[0]!).toBeGreaterThan(240);
  });
});

describe('the charset of a page', () => {
  const text = '办理地点：政务服务中心';
  const gbk = encodeGb18030(text);
  const utf8 = Buffer.from(text);

  it.each([
    ['the header says GBK', gbk, 'text/html; charset=gbk'],
    [
      'the page says GB2312',
      Buffer.concat([Buffer.from('<meta http-equiv=Content-Type content="text/html; charset=gb2312">'), gbk]),
      'text/html',
    ],
    ['nobody says GBK', gbk, undefined],
    ['the header promises UTF-8, the bytes are GBK', gbk, 'text/html; charset=utf-8'],
    ['the header says Latin-1, the bytes are GBK', gbk, 'text/html; charset=ISO-8859-1'],
    ['nobody says UTF-8', utf8, undefined],
    [
      'the page says GBK, the bytes are UTF-8',
      Buffer.concat([Buffer.from('<meta charset=gbk>'), utf8]),
      'text/html',
    ],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]), 'text/html; charset=gbk'],
    ['an invented charset', utf8, 'text/html; charset=utf8mb4'],
    ['a body cut inside a character', utf8.subarray(0, utf8.length - 1), 'text/html; charset=utf-8'],
  ])('the charset is found when %s', (_, body, contentType) => {
    expect(decodeHtml(body, contentType).text).toContain('办理地点：政务服务');
  });

  it('a page in UTF-8 with a few broken characters stays UTF-8', () => {
    const body = Buffer.concat([
      Buffer.from(text.repeat(20)),
      Buffer.from([0xe5, 0x8a]),
      Buffer.from('</p>'),
    ]);

    expect(decodeHtml(body, 'text/html; charset=utf-8').charset).toBe('utf-8');
  });
});
