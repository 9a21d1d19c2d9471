import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from '../e2e/client.js';
import { zip } from '../domain/catalogue/workbook.js';
import { FALLBACK_LIST, form } from '../support/forms.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { together, underLoad } from './under-load.js';

/** What an anonymous sender, or a careless clerk, can do to the stack of `npm start`. On loopback only, and bounded. */
const PAUSE_MS = 1000;
const MIB = 1024 * 1024;

let stack: TestStack;
let client: Client;
beforeAll(async () => {
  stack = await startTestStack({ ownPostgres: true });
  client = new Client(stack.url);
  for (let n = 0; n < 20; n += 1) await client.submit(); // what runs often is compiled
}, 180_000);
afterAll(() => stack?.stop());

const send = (path: string, body: string | Buffer, headers: Record<string, string>): Promise<number> =>
  fetch(`${stack.url}/api/v1${path}`, { method: 'POST', body: body as BodyInit, headers }).then(
    async (answer) => (await answer.text(), answer.status),
    () => 0, // the connection was ended
  );
const json = { 'content-type': 'application/json' };
const upload = async (path: string, name: string, bytes: Buffer, as: string): Promise<Response> => {
  const { body, headers } = form([{ name, bytes }], FALLBACK_LIST);
  const authorization = `Bearer ${await client.signIn(as)}`;
  return fetch(`${stack.url}/api/v1${path}`, {
    method: 'POST',
    body: body as BodyInit,
    headers: { ...headers, authorization },
  });
};

it('the gateway answers while nested JSON comes in at once', async () => {
  const deep = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  const paths = ['/public/letters/lookup', '/public/letters', '/auth/login', '/auth/token'];

  const { longestMs, grownMiB } = await underLoad(stack, async () => {
    const large = await together(30, (n) => send(paths[n % paths.length]!, deep(500_000), json));
    const small = await together(200, (n) => send(paths[n % paths.length]!, deep(3000), json));
    expect(new Set(large)).toEqual(new Set([413]));
    expect(new Set(small)).toEqual(new Set([400]));
  });

  expect(longestMs).toBeLessThan(PAUSE_MS);
  expect(grownMiB).toBeLessThan(150);
});

it('the gateway answers while wide JSON comes in at once', async () => {
  const wide = `{"letterNo":[${Array(15_000).fill('{}').join()}]}`;

  const { longestMs } = await underLoad(stack, () =>
    together(50, () => send('/public/letters/lookup', wide, json)),
  );

  expect(longestMs).toBeLessThan(PAUSE_MS);
});

it('uploads stay out of the gateway’s memory and within their limit on disk', async () => {
  const bytes = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(10 * MIB - 9, 32)]);
  const { body, headers } = form(Array.from({ length: 5 }, () => ({ name: 'a.pdf', bytes })));

  const { longestMs, grownMiB } = await underLoad(stack, async () => {
    const statuses = await together(24, () => send('/public/attachments', body, headers));
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(4);
  });

  const [unsent] = await stack.query<{ mib: number }>(
    'SELECT (sum(size) / 1048576)::float8 AS mib FROM attachment WHERE process_id IS NULL',
  );
  expect(unsent!.mib).toBeLessThanOrEqual(200);
  expect(longestMs).toBeLessThan(PAUSE_MS);
  expect(grownMiB).toBeLessThan(250);
});

it('the gateway ends 300 unfinished bodies within 40 s', async () => {
  const { hostname, port } = new URL(stack.url);
  const head =
    'POST /api/v1/public/letters HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{';
  const started = performance.now();

  const { longestMs } = await underLoad(stack, () =>
    together(300, async () => {
      const socket = connect(Number(port), hostname).on('error', () => undefined);
      socket.resume().write(head);
      await once(socket, 'close');
    }),
  );

  expect(performance.now() - started).toBeLessThan(40_000);
  expect(longestMs).toBeLessThan(PAUSE_MS);
});

it('the gateway answers while lists of 4,000 names that are all alike are compared', async () => {
  const list = async (from: number): Promise<string> => {
    const rows = Array.from({ length: 4000 }, (_, n) => `州教育局,民办学校办学许可证核发第${from + n}号`);
    const bytes = Buffer.from(['部门,事项名称', ...rows].join('\n'));
    const answer = await upload('/fallback-lists', 'a.csv', bytes, 'service.centre');
    return ((await answer.json()) as { id: string }).id;
  };

  const { longestMs, grownMiB } = await underLoad(stack, async () => {
    const [older, newer] = [await list(10_000), await list(50_000)];
    const path = `/lists/${older}/comparison/${newer}?limit=1`;
    const answers = await together(5, () => client.request('GET', path, { as: 'service.centre' }));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
  });

  expect(longestMs).toBeLessThan(PAUSE_MS);
  expect(grownMiB).toBeLessThan(300);
});

it('the gateway answers while files come that are no lists', async () => {
  const bomb = zip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(100 * MIB, '<c/>') }]);
  const line = Buffer.from(`部门,事项名称\n${'甲'.repeat(3_000_000)}`);

  const { longestMs, grownMiB } = await underLoad(stack, async () => {
    for (const bytes of [bomb, line]) {
      const answers = await together(3, () => upload('/fallback-lists', 'a.xlsx', bytes, 'service.centre'));
      expect(answers.map(({ status }) => status)).toEqual(Array(3).fill(422));
    }
  });

  expect(longestMs).toBeLessThan(PAUSE_MS);
  expect(grownMiB).toBeLessThan(300);
});

it('ten wrong codes put a letter behind a challenge while the gateway answers others', async () => {
  const { letterNo } = await client.submit();
  const guess = (n: number) =>
    send(
      '/public/letters/lookup',
      JSON.stringify({ letterNo, queryCode: String(n).padStart(10, '0') }),
      json,
    );

  const { longestMs } = await underLoad(stack, async () => {
    for (let n = 0; n < 10; n += 1) expect(await guess(n)).toBe(404);
    expect(new Set(await together(490, guess))).toEqual(new Set([422]));
  });

  expect(longestMs).toBeLessThan(PAUSE_MS);
});

it('the gateway answers while passwords are tried', async () => {
  const attempt = (n: number) =>
    send('/auth/login', JSON.stringify({ username: `nobody${n % 50}`, password: 'wrong' }), json);

  const { longestMs, grownMiB } = await underLoad(stack, () => together(300, attempt));

  expect(longestMs).toBeLessThan(PAUSE_MS);
  expect(grownMiB).toBeLessThan(250);
});
