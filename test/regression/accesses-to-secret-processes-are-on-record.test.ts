import { beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../support/gateway.js';
import { complete, openTask, sendLetter, type SentLetter } from '../support/letters.js';

const gateway = await startTestGateway({ TRUSTED_PROXIES: '10.0.0.0/8' });
const { request, query } = gateway;

interface Entry {
  readonly account: string;
  readonly subject: string;
  readonly result: string;
  readonly ip: string;
  readonly processes: string[];
}
/** What this account's requests have left since: accesses to secret processes. */
const accessesOf = async (username: string, work: () => Promise<unknown>): Promise<Entry[]> => {
  const [last] = await query<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM audit_entry');
  await work();
  return query<Entry>(
    `SELECT a.username AS account, subject, result, host(ip) AS ip, processes
     FROM audit_entry e JOIN account a ON a.id::text = e.account
     WHERE e.id > $1 AND e.action = 'secret.access' AND a.username = $2 ORDER BY e.id`,
    [last!.id, username],
  );
};
const PDF = '%PDF-1.7\n%%EOF\n';

let accusation: SentLetter;
let ordinary: SentLetter;
let file: string;
beforeAll(async () => {
  const boundary = 'boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
  const uploaded = await request('POST', '/public/attachments', {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${head}${PDF}\r\n--${boundary}--\r\n`,
  });
  file = uploaded.body.items[0].id;
  accusation = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['ZJJ'], attachmentIds: [file] });
  ordinary = await sendLetter(gateway);
  for (const account of ['mailbox.clerk', 'supervisor', 'jtj.clerk', 'admin.audit'])
    await gateway.signIn(account);
});

describe('reading an accusation', () => {
  it('each kind of access to a secret process leaves one audit entry', async () => {
    const { process } = accusation;
    const task = await openTask(gateway, process, 'register');
    const paths = [
      `/letters/${process}`,
      `/letters?letterNo=${accusation.letterNo}`,
      `/processes/${process}/content`,
      `/attachments/${file}`,
      `/tasks/${task}`,
    ];

    const entries = await accessesOf('mailbox.clerk', async () => {
      for (const path of paths)
        expect((await request('GET', path, { as: 'mailbox.clerk', from: '203.0.113.9' })).status).toBe(200);
    });

    expect(entries).toEqual(
      paths.map((path) => ({
        account: 'mailbox.clerk',
        subject: `GET /api/v1${path.split('?')[0]}`,
        result: 'done',
        ip: '203.0.113.9',
        processes: [process],
      })),
    );
  });

  it.each(['/processes/:id', '/processes/:id/timeline', '/processes/:id/comments', '/tasks?processId=:id'])(
    'reading a secret process by %s is audited',
    async (path) => {
      const entries = await accessesOf('mailbox.clerk', () =>
        request('GET', path.replace(':id', accusation.process), { as: 'mailbox.clerk' }),
      );

      expect(entries).toMatchObject([{ result: 'done', processes: [accusation.process] }]);
    },
  );

  it('a list with secret processes leaves one audit entry', async () => {
    const another = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['JYJ'] });

    const entries = await accessesOf('mailbox.clerk', () =>
      request('GET', '/letters', { as: 'mailbox.clerk' }),
    );

    expect(entries).toHaveLength(1);
    expect([...entries[0]!.processes].sort()).toEqual([accusation.process, another.process].sort());
  });

  it('a stream on a secret process is audited before its first event', async () => {
    await gateway.app.listen(0, '127.0.0.1');
    const stopped = new AbortController();

    const entries = await accessesOf('mailbox.clerk', async () => {
      const response = await fetch(
        `${await gateway.app.getUrl()}/api/v1/processes/${accusation.process}/events`,
        {
          headers: { authorization: `Bearer ${await gateway.signIn('mailbox.clerk')}` },
          signal: stopped.signal,
        },
      );
      expect(response.status).toBe(200);
    });

    stopped.abort();
    expect(entries).toMatchObject([{ result: 'done', processes: [accusation.process] }]);
  });

  it('access to an ordinary process leaves no audit entry', async () => {
    const entries = await accessesOf('supervisor', async () => {
      for (const path of [`/letters/${ordinary.process}`, '/letters', '/tasks', '/processes'])
        expect((await request('GET', path, { as: 'supervisor' })).status).toBe(200);
    });

    expect(entries).toEqual([]);
  });
});

describe('a refused access to an accusation leaves one entry', () => {
  const refused = (path: string) => ({
    account: 'jtj.clerk',
    subject: path,
    result: 'refused',
    processes: [accusation.process],
  });

  it.each([
    ['GET', '/letters/:id', 404],
    ['GET', '/processes/:id/content', 404],
    ['GET', '/processes/:id/attachments', 404],
    ['GET', '/tasks/:id.1', 404],
    ['GET', '/attachments/:file', 404],
    ['POST', '/processes/:id/cancel', 403],
  ])('a refused %s %s of a secret process is audited', async (method, pattern, status) => {
    const path = pattern.replace(':id', accusation.process).replace(':file', file);

    const entries = await accessesOf('jtj.clerk', async () => {
      const body = method === 'POST' ? { reason: '试一试' } : undefined;
      expect((await request(method, path, { as: 'jtj.clerk', body })).status).toBe(status);
    });

    expect(entries).toMatchObject([refused(`${method} /api/v1${path}`)]);
  });

  it('a refused request with the number of a secret letter is audited', async () => {
    const body = { letterNo: accusation.letterNo, kind: 'order', text: '请报告。' };

    const entries = await accessesOf('supervisor', async () => {
      expect((await request('POST', '/supervision/orders', { as: 'supervisor', body })).status).toBe(404);
    });

    expect(entries).toMatchObject([{ result: 'refused', processes: [accusation.process] }]);
  });

  it('a refused request without a secret process is not audited', async () => {
    const entries = await accessesOf('jtj.clerk', async () => {
      for (const id of [ordinary.process, '0198c0de-0000-7000-8000-000000000000'])
        expect((await request('GET', `/processes/${id}`, { as: 'jtj.clerk' })).status).toBe(404);
    });

    expect(entries).toEqual([]);
  });
});

it('work on an accusation is audited', async () => {
  const letter = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['ZJJ'] });
  const step = { name: 'register', as: 'mailbox.clerk', outcome: 'dispatch' };

  const entries = await accessesOf('mailbox.clerk', () =>
    complete(gateway, letter.process, { ...step, decision: { class: 'REPORT', lead: 'JTJ', coUnits: [] } }),
  );

  expect(entries.map(({ subject }) => subject.split(' ')[0])).toEqual(['GET', 'POST']);
  expect(entries.every(({ processes }) => processes.includes(letter.process))).toBe(true);
});

it('an auditor finds accesses to a process, and the search is audited', async () => {
  const { body } = await request('GET', `/audit?process=${accusation.process}&action=secret.access`, {
    as: 'admin.audit',
  });

  expect(body.items.length).toBeGreaterThan(5);
  for (const { processes, hash } of body.items) {
    expect(processes).toContain(accusation.process);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  }
  const [search] = await query(`SELECT action, result FROM audit_entry ORDER BY id DESC LIMIT 1`);
  expect(search).toEqual({ action: 'audit.read', result: 'done' });
});
