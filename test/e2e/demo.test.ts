import { accountSeeds } from '../../infra/database/seeds/accounts.js';
import { mailboxLetter } from '../../workflows/letters/definition.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { Client } from './client.js';

/** The whole fill, on a busy machine. */
const TIMEOUT_MS = 600_000;
const PROGRAM = 'infra/tools/demo/main.js';

let stack: TestStack;
let client: Client;
let filled: { code: number; output: string };

beforeAll(async () => {
  stack = await startTestStack({ settings: { DUBAN_INSPECT_ALLOW: '127.0.0.0/8' } });
  client = new Client(stack.url);
  filled = await stack.command(PROGRAM);
}, TIMEOUT_MS);
afterAll(() => stack?.stop());

const publicly = async <T>(path: string): Promise<T[]> =>
  (await client.get<{ items: T[] }>(`/public/${path}`)).items;

it('npm run demo fills a running stack and names accounts with their work', () => {
  expect(filled).toMatchObject({ code: 0 });
  expect(filled.output).toMatch(/kaili\.clerk +待办 \d+，其中超期 \d/);
  expect(filled.output).toContain(stack.url);
  expect(filled.output).toMatch(/正在直播[\s\S]*主持 info\.editor.*嘉宾 rsj\.clerk，审核 info\.reviewer/);
  expect(filled.output).toMatch(/专人（催办、督办单送到的人）：[\s\S]*kaili\.clerk +凯里/);
});

it('the demonstration has an interview whose hour has come and that waits for its start', async () => {
  const rows = await stack.query<{ crew: number }>(
    `SELECT (SELECT count(*)::int FROM interview_crew m WHERE m.interview_id = i.id) AS crew
     FROM interview i JOIN task t ON t.process_id = i.id AND t.name = 'goLive' AND t.state = 'open'
     WHERE i.live_at <= now() AND i.live_at > now() - interval '1 hour' AND i.live_started_at IS NULL`,
  );

  expect(rows).toEqual([{ crew: 5 }]);
});

it('every unit of the demonstration that handles letters has an officer', async () => {
  const rows = await stack.query(
    `SELECT DISTINCT t.unit FROM task t WHERE t.process_key = 'mailbox-letter' AND t.name IN ('sign', 'draft') AND t.state = 'open'
       AND NOT EXISTS (SELECT 1 FROM duty_entry d WHERE d.unit = t.unit AND d.business = 'mailbox' AND d.kind = 'officer')`,
  );

  expect(rows).toEqual([]);
});

it('the demonstration has a letter in every stage', async () => {
  const rows = await stack.query<{ stage: string }>(
    `SELECT DISTINCT stage FROM process WHERE key = 'mailbox-letter'`,
  );

  expect(rows.map(({ stage }) => stage).sort()).toEqual(Object.keys(mailboxLetter.definition.stages).sort());
});

it('the demonstration has a campaign with findings, an objection that was ruled on, and a rectification', async () => {
  const rows = await stack.query<{ state: string; n: number; pages: number }>(
    `SELECT state, count(*)::int AS n, count(source)::int AS pages FROM campaign_finding GROUP BY state`,
  );
  const states = Object.fromEntries(rows.map(({ state, n }) => [state, n]));

  expect(states).toMatchObject({ withdrawn: 1, open: expect.any(Number), rectified: expect.any(Number) });
  expect(rows.some(({ pages }) => pages > 0)).toBe(true);
});

it('the demonstration has cards of three levels, explained, appealed, upheld and revoked', async () => {
  const cards = await stack.query<{ level: string; state: string; explained: boolean }>(
    'SELECT level, state, statement IS NOT NULL AS explained FROM card',
  );

  const levels = new Set(cards.map(({ level }) => level));
  const states = new Set(cards.map(({ state }) => state));
  expect([...levels]).toEqual(expect.arrayContaining(['warning', 'yellow', 'red']));
  expect([...states]).toEqual(expect.arrayContaining(['issued', 'appealed', 'upheld', 'revoked']));
  expect(cards.filter(({ explained }) => explained).length).toBeGreaterThan(0);
});

/** Those of the last have pages, but no tasks. */
const WITHOUT_TASKS = ['efficiency', 'county-admin', 'admin-system', 'admin-security', 'admin-audit'];
const roles = [...new Set(accountSeeds().map((account) => account.roles[0]!))].filter(
  (role) => !WITHOUT_TASKS.includes(role),
);

it.each(roles)('the demonstration leaves open work for an account of the role %s', async (role) => {
  const rows = await stack.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM task WHERE state = 'open' AND role = $1`,
    [role],
  );

  expect(rows[0]!.open).toBeGreaterThan(0);
});

it('the demonstration has an interview that is live today, an open survey and an open consultation', async () => {
  const interviews = await publicly<{ state: string }>('interviews');
  const surveys = await publicly('surveys?state=open');
  const consultations = await publicly('consultations?state=open');

  expect(interviews.map(({ state }) => state)).toEqual(expect.arrayContaining(['live', 'announced']));
  expect([surveys, consultations].map(({ length }) => length)).toEqual([1, 1]);
});

it('departments of the campaign of the demonstration have got differently far', async () => {
  const rows = await stack.query<{ name: string }>(
    `SELECT DISTINCT t.name FROM task t JOIN process p ON p.id = t.process_id
     WHERE p.key = 'campaign-department' AND t.state = 'open'`,
  );

  expect(rows.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['nameContact', 'reportList', 'checkList', 'correctList']),
  );
});

it('the policy of the installation is in force again after the fill', async () => {
  const { items } = await client.get<{ items: { id: string; active: boolean }[] }>(
    '/policies',
    'admin.system',
  );

  expect(items.filter(({ active }) => active).map(({ id }) => id)).toEqual(['QDN-2015']);
});

it('a second fill changes nothing and says that there is one', async () => {
  const count = async () => (await stack.query('SELECT 1 FROM letter')).length;
  const before = await count();

  const again = await stack.command(PROGRAM);

  expect(again).toMatchObject({ code: 0 });
  expect(again.output).toContain('--again');
  expect(await count()).toBe(before);
});

it('the fill is refused on an installation without demo accounts', async () => {
  const plain = await startTestStack({ settings: { DUBAN_DEMO: 'false' } });
  try {
    const refused = await plain.command(PROGRAM);

    expect(refused.code).toBe(1);
    expect(refused.output).toContain('DUBAN_DEMO=false');
    expect(await plain.query('SELECT 1 FROM letter')).toEqual([]);
  } finally {
    await plain.stop();
  }
}, 180_000);
