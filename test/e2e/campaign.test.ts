import { setTimeout as sleep } from 'node:timers/promises';
import { generateSite } from '../../infra/service-sites/generate.js';
import { serveSite, type ServedSite } from '../../infra/service-sites/serve.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { Client, type Task } from './client.js';

const CENTRE = 'service.centre';
const GOVERNMENT = 'supervisor';
/** Two report lists of their own; the third says that its list is as it was. */
const UNITS = ['FGW', 'JYJ', 'CZJ'] as const;
const clerkOf = (unit: string): string => `${unit.toLowerCase()}.clerk`;

interface Finding {
  readonly id: string;
  readonly kind: string;
  readonly unit: string | null;
  readonly state: string;
}
interface Page<T> {
  readonly items: T[];
}
interface Document {
  readonly id: string;
  readonly kind: string;
  readonly format: string;
}

let stack: TestStack;
let client: Client;
let site: ServedSite;
const generated = generateSite({ seed: 4, items: 12, faulty: 0.6 });
const itemsOf = (unit: string): string[] =>
  generated.catalogue.filter((_, index) => UNITS[index % UNITS.length] === unit).map(({ name }) => name);

beforeAll(async () => {
  site = await serveSite(generated);
  stack = await startTestStack({ settings: { DUBAN_INSPECT_ALLOW: '127.0.0.0/8' } });
  client = new Client(stack.url);
}, 120_000);
afterAll(async () => {
  await stack?.stop();
  await site?.close();
});

/** A list as departments upload it. */
async function upload(path: string, as: string, rows: readonly (readonly [string, string])[]) {
  const lines = ['部门,事项名称,类别', ...rows.map(([unit, name]) => `${unit},"${name}",行政许可`)];
  const form = new FormData();
  form.append('file', new Blob([lines.join('\n')], { type: 'text/csv' }), '权力清单.csv');
  const answer = await fetch(`${stack.url}/api/v1${path}`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${await client.signIn(as)}` },
  });
  return {
    status: answer.status,
    body: (await answer.json()) as { id: string; code: string; issues: object[] },
  };
}

const setUp = (fields: object = {}) =>
  client.ask('POST', '/campaigns', {
    as: CENTRE,
    body: {
      preset: 'QDN-2015',
      firstDay: '2030-05-15',
      departments: UNITS,
      site: { url: site.url, allow: ['127.0.0.0/8'], rate: 50, concurrency: 16 },
      ...fields,
    },
  });

/** Completes whatever waits for these accounts, with the first outcome where `outcomeOf` names no other. */
async function play(
  campaign: string,
  choose: (task: Task & { processId: string }) => Promise<{ outcome?: string; decision?: object }>,
): Promise<string> {
  const accounts = [CENTRE, GOVERNMENT, ...UNITS.map(clerkOf)];
  for (let idle = 0; idle < 240;) {
    const { state, result } = await client.get<{ state: string; result: string }>(
      `/processes/${campaign}`,
      GOVERNMENT,
    );
    if (state === 'completed') return result;
    let done = 0;
    for (const account of accounts) {
      const query = `/tasks?state=open&mine=true&limit=100`;
      const { items } = await client.get<Page<Task & { processId: string }>>(query, account);
      for (const task of items) {
        const { outcome = task.outcomes[0]!.name, ...own } = await choose(task);
        const { example } = task.outcomes.find(({ name }) => name === outcome)!;
        const answer = await client.complete(task, { ...example, ...own, outcome, as: account });
        if (answer.status !== 200) throw new Error(`${task.name}: ${JSON.stringify(answer.body)}`);
        done += 1;
      }
    }
    idle = done > 0 ? 0 : idle + 1;
    if (done === 0) await sleep(250);
  }
  throw new Error('the campaign does not go on');
}

it('names every field at fault', async () => {
  const wrong = await setUp({ firstDay: 'soon', departments: ['NOBODY'], site: { url: 'ftp://x' } });
  const forbidden = await setUp({ site: { url: site.url, allow: ['10.0.0.0/8'] } });
  const unknown = await setUp({ departments: ['FGW', 'NOBODY'] });

  expect(wrong).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  expect(forbidden.body.issues).toEqual([expect.objectContaining({ field: 'site.allow' })]);
  expect(unknown.body).toMatchObject({ code: 'UNIT_UNKNOWN', issues: [{ field: 'departments' }] });
});

it('goes through its three phases, from the notice to the bulletin, although the worker is killed while it inspects', async () => {
  const fallback = await upload(
    '/fallback-lists',
    CENTRE,
    itemsOf('CZJ').map((name) => ['CZJ', name] as const),
  );
  const created = await setUp({ fallbackList: fallback.body.id });
  const campaign = created.body.id as string;
  expect(created.status).toBe(201);
  // 1 June 2030 is a Saturday: kept as the plan has it, and said.
  const listBy = (created.body.dates as { name: string; warning: string | null }[]).find(
    ({ name }) => name === 'listBy',
  );
  expect(listBy).toMatchObject({ day: '2030-06-01', warning: expect.stringContaining('2030-06-01') });
  let killed: Promise<void> | undefined;
  let contested: string | undefined;

  const result = await play(campaign, async (task) => {
    if (task.name === 'reportList' && task.unit !== 'CZJ') {
      const path = `/campaigns/${campaign}/departments/${task.unit}/lists`;
      const bad = await upload(path, clerkOf(task.unit), [[task.unit, '']]);
      expect(bad).toMatchObject({ status: 422, body: { code: 'LIST_REJECTED' } });
      const rows = itemsOf(task.unit).map((name) => [task.unit, name] as const);
      const { status, body } = await upload(path, clerkOf(task.unit), rows);
      expect(status).toBe(201);
      return { decision: { list: body.id } };
    }
    if (task.name === 'freezeCatalogue') {
      // The inspection begins with the completion of this task.
      killed = sleep(500).then(() => stack.killAndRestart('worker'));
    }
    if (task.name === 'confirmFindings' && task.unit === 'FGW') {
      const { items } = await client.get<Page<Finding>>(`/campaigns/${campaign}/findings`, clerkOf('FGW'));
      contested = items.find(({ state }) => state === 'open')!.id;
      return { outcome: 'contest', decision: { findings: [contested] } };
    }
    return {};
  });

  await killed;
  // Nothing was mended on the site: what departments declared is found again.
  expect(result).toBe('carried');
  const items = await client.get<Page<{ name: string; unit: string; source: string }>>(
    `/campaigns/${campaign}/items?limit=100`,
    CENTRE,
  );
  expect(items.items.map(({ name }) => name).sort()).toEqual(
    generated.catalogue.map(({ name }) => name).sort(),
  );
  const { items: findings } = await client.get<Page<Finding>>(
    `/campaigns/${campaign}/findings?limit=100`,
    CENTRE,
  );
  expect(findings.find(({ id }) => id === contested)).toMatchObject({ unit: 'FGW', state: 'withdrawn' });
  expect(findings.some(({ state }) => state === 'open')).toBe(true);
}, 240_000);

it('gives its documents as files, and each department only what is its own', async () => {
  const { items: campaigns } = await client.get<Page<{ id: string }>>('/campaigns', CENTRE);
  const { id } = campaigns[0]!;
  const { items: documents } = await client.get<Page<Document>>(`/campaigns/${id}/documents`, CENTRE);
  const { items: own } = await client.get<Page<Finding>>(
    `/campaigns/${id}/findings?limit=100`,
    clerkOf('JYJ'),
  );
  const stranger = await client.ask('GET', `/campaigns/${id}`, { as: 'wjw.clerk' });

  expect(new Set(documents.map(({ kind }) => kind))).toEqual(
    new Set(['report', 'notice', 'problems', 'bulletin', 'items']),
  );
  expect(new Set(own.map(({ unit }) => unit))).toEqual(new Set(['JYJ']));
  expect(stranger.status).toBe(404);
  const starts: Readonly<Record<string, string>> = { docx: 'PK', pdf: '%P', xlsx: 'PK' };
  for (const document of documents) {
    const file = await fetch(`${stack.url}/api/v1/campaigns/${id}/documents/${document.id}`, {
      headers: { authorization: `Bearer ${await client.signIn(CENTRE)}` },
    });
    const bytes = Buffer.from(await file.arrayBuffer());
    expect([document.format, bytes.subarray(0, 2).toString()]).toEqual([
      document.format,
      starts[document.format],
    ]);
  }
});
