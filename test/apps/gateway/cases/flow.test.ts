import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { FlowCounting } from '../../../../domain/cases/flow/count-flow.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { processes } from '../../../../workflows/registry.js';
import { DATA_SOURCE } from '../../../../apps/gateway/platform/tokens.js';
import { startTestGateway } from '../../../support/gateway.js';
import { answeredLetter, complete, letterInProgress, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { app, request, query } = gateway;
const counting = new FlowCounting({
  dataSource: app.get<DataSource>(DATA_SOURCE),
  timeLimits: app.get(TimeLimitService),
  processes,
});

const DAY_MS = 86_400_000;
/** Days of the tests: the letters of a test run are of today. */
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const daysAgo = (n: number): string => new Date(Date.parse(today) - n * DAY_MS).toISOString().slice(0, 10);
const period = `from=${daysAgo(40)}&to=${today}`;

/** Counts every day anew. */
async function count(): Promise<void> {
  await query('DELETE FROM flow_day');
  while ((await counting.countOne()) !== undefined);
}
const flow = async (as: string, filters = '', key = 'mailbox-letter') =>
  (await request('GET', `/process-definitions/${key}/flow?${period}${filters}`, { as })).body;
const nodeOf = (body: { nodes: { id: string }[] }, id: string) => body.nodes.find((node) => node.id === id);

/** Moves everything of a case back by some days. */
async function earlier(process: string, days: number): Promise<void> {
  const by = `- interval '${days} days'`;
  await query(`UPDATE process SET started_at = started_at ${by}, ended_at = ended_at ${by} WHERE id = $1`, [
    process,
  ]);
  await query(
    `UPDATE task SET opened_at = opened_at ${by}, closed_at = closed_at ${by}, due_at = due_at ${by} WHERE process_id = $1`,
    [process],
  );
  await query(`UPDATE timeline_entry SET at = at ${by} WHERE process_id = $1`, [process]);
  await query(`UPDATE clock SET started_at = started_at ${by} WHERE process_id = $1`, [process]);
}

let answered: string;
beforeAll(async () => {
  answered = (await answeredLetter(gateway)).process;
  const returned = await letterInProgress(gateway, 'HBJ');
  await complete(gateway, returned.process, { name: 'draft', as: 'hbj.clerk', outcome: 'submit' });
  await complete(gateway, returned.process, { name: 'signOff', as: 'hbj.signer', outcome: 'back' });
  await earlier((await letterInProgress(gateway, 'ZJJ')).process, 10);
  await sendLetter(gateway);
  await count();
}, 120_000);

describe('the flow', () => {
  it('counts of nodes are those that the tasks tell', async () => {
    const { nodes } = await flow('supervisor');
    const told = await query<{ id: string; passed: number; late: number; due: number }>(
      `SELECT name AS id, count(*) FILTER (WHERE state <> 'open')::int AS passed, 
        count(due_at) FILTER (WHERE state <> 'open' OR due_at < now())::int AS due,
        count(*) FILTER (WHERE coalesce(closed_at, now()) > due_at)::int AS late
       FROM task WHERE state <> 'cancelled' GROUP BY name ORDER BY name`,
    );

    const counted = nodes
      .filter(({ id }: { id: string }) => told.some((one) => one.id === id))
      .map(({ id, passed, due, late }: { id: string; passed: number; due: number; late: number | null }) => ({
        ...{ id, passed, due, late: Math.round((late ?? 0) * due) },
      }))
      .toSorted((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1));
    expect(counted).toEqual(told.map(({ id, passed, due, late }) => ({ id, passed, due, late })));
  });

  it('open work is that of this moment', async () => {
    const { nodes } = await flow('supervisor');
    const told = await query<{ id: string; open: number }>(
      `SELECT name AS id, count(*)::int AS open FROM task WHERE state = 'open' GROUP BY name`,
    );
    for (const { id, open } of told) expect(nodeOf({ nodes }, id)).toMatchObject({ id, open });
  });

  it('every task that was opened was reached by one way', async () => {
    const { ways } = await flow('supervisor');
    const [told] = await query<{ opened: number }>('SELECT count(*)::int AS opened FROM task');
    const reached = ways.reduce((sum: number, way: { count: number }) => sum + way.count, 0);

    expect(reached).toBe(told!.opened);
  });

  it('edges of the map carry the ways that lead over them', async () => {
    const { ways, edges } = await flow('supervisor');
    const out = (all: { from: string; via: string; count: number }[]) =>
      all
        .filter(({ from, via }) => from === 'sign' && via === 'sign')
        .reduce((sum, one) => sum + one.count, 0);

    expect(out(edges)).toBe(out(ways));
    expect(out(ways)).toBe(3);
  });

  it('cases are those that began in the period', async () => {
    const { body } = await request(
      'GET',
      `/process-definitions/mailbox-letter/flow?from=${daysAgo(3)}&to=${today}`,
      { as: 'supervisor' },
    );

    expect(body).toMatchObject({ cases: 3, daysToCount: 0 });
    expect(await flow('supervisor')).toMatchObject({ cases: 4 });
  });

  it('a unit gets the figures of its own work', async () => {
    const body = await flow('hbj.clerk');

    expect(body.cases).toBe(1);
    expect(nodeOf(body, 'sign')).toMatchObject({ passed: 1 });
    expect(nodeOf(body, 'register')).toBeUndefined();
  });

  it('another unit is counted as an unknown one is', async () => {
    const other = await flow('hbj.clerk', '&unit=ZJJ');
    const unknown = await flow('hbj.clerk', '&unit=NONE');

    expect({ ...other, countedAt: null }).toEqual({ ...unknown, countedAt: null });
    expect(other).toMatchObject({ cases: 0, nodes: [], ways: [] });
  });

  it('an administrator, who sees no case, gets no figures', async () => {
    expect(await flow('admin.system')).toMatchObject({ cases: 0, nodes: [], ways: [], edges: [] });
  });

  it('one node tells its units and lengths', async () => {
    const { body } = await request('GET', `/process-definitions/mailbox-letter/flow/nodes/sign?${period}`, {
      as: 'supervisor',
    });

    const units = body.units as { unit: string; passed: number }[];
    expect(units.map(({ unit, passed }) => [unit, passed]).toSorted()).toEqual([
      ['HBJ', 1],
      ['ZJJ', 2],
    ]);
    expect(body.lengths).toEqual([{ workingDays: 0, count: 3 }]);
  });

  it('a secret case is in no count', async () => {
    const before = await flow('discipline.clerk');
    const asSupervisor = await flow('supervisor');
    await sendLetter(gateway, { kind: 'REPORT' });
    await count();

    expect(await flow('supervisor')).toEqual({ ...asSupervisor, countedAt: expect.any(String) });
    expect(await flow('discipline.clerk')).toEqual({
      ...before,
      countedAt: before.countedAt && expect.any(String),
    });
  });

  it('a case that becomes secret has its days counted again without it', async () => {
    const letter = await letterInProgress(gateway, 'ZJJ');
    await count();
    const { cases } = await flow('supervisor');
    await query('UPDATE process SET confidential = true WHERE id = $1', [letter.process]);

    expect(await query('SELECT day FROM flow_day WHERE day = $1', [today])).toEqual([]);
    while ((await counting.countOne()) !== undefined);
    expect(await flow('supervisor')).toMatchObject({ cases: cases - 1 });
  });

  it.each([
    [`from=${today}&to=${daysAgo(1)}`, 'cases.periodReversed'],
    ['from=2024-01-01&to=2026-01-01', 'cases.periodTooLong'],
  ])('the period %s is refused', async (days, code) => {
    const { status, body } = await request('GET', `/process-definitions/mailbox-letter/flow?${days}`, {
      as: 'supervisor',
    });
    expect([status, body.issues[0].code]).toEqual([400, code]);
  });

  it('an unknown process and an unknown node are not found', async () => {
    const process = await request('GET', '/process-definitions/nothing/flow', { as: 'supervisor' });
    const node = await request('GET', '/process-definitions/mailbox-letter/flow/nodes/nothing', {
      as: 'supervisor',
    });
    expect([process.body.code, node.body.code]).toEqual(['DEFINITION_UNKNOWN', 'NOT_FOUND']);
  });
});

describe('days', () => {
  it('today is counted again after a minute', async () => {
    await count();
    expect(await counting.countOne(Date.now() + 30_000)).toBeUndefined();
    expect(await counting.countOne(Date.now() + 60_000)).toBe(today);
  });

  it('a past day is counted after its end, and again when its age has doubled', async () => {
    const yesterday = daysAgo(1);
    const ended = Date.parse(`${today}T00:00:00+08:00`);
    await count();
    const countedAt = (at: number) =>
      query('UPDATE flow_day SET counted_at = $2 WHERE day = $1', [yesterday, new Date(at)]);
    const day = await query<{ day: string }>('SELECT day::text FROM flow_day WHERE day = $1', [yesterday]);
    expect(day).toHaveLength(1);

    await countedAt(ended - 60_000);
    expect(await counting.countOne()).toBe(yesterday);
    await countedAt(Date.now() - (Date.now() - ended) * 0.1);
    expect(await counting.countOne()).not.toBe(yesterday);
  });
});

describe('the path of a case', () => {
  it('nodes come in the order in which they were reached, planned against actual', async () => {
    const { body } = await request('GET', `/processes/${answered}/path`, { as: 'supervisor' });

    const nodes = body.nodes as { node: string; via: string | null; planned: number | null; late: boolean }[];
    expect(nodes.map(({ node, via }) => [node, via])).toEqual([
      ['register', 'dispatch'],
      ['sign', 'sign'],
      ['draft', 'submit'],
      ['signOff', 'sign'],
      ['review', 'pass'],
      ['rate', null],
    ]);
    expect(nodes[1]).toMatchObject({
      planned: expect.any(Number),
      actual: 0,
      late: false,
      unitName: expect.any(String),
    });
    expect(body.open).toEqual(['rate']);
  });

  it('its edges are edges of the map, in order', async () => {
    const [{ body }, definition] = await Promise.all([
      request('GET', `/processes/${answered}/path`, { as: 'supervisor' }),
      request('GET', '/process-definitions/mailbox-letter', { as: 'supervisor' }),
    ]);

    const known = definition.body.map.edges as { from: string; via: string; to: string }[];
    const edges = body.edges as { from: string; via: string; to: string; order: number[] }[];
    for (const { from, via, to } of edges)
      expect(known.some((edge) => edge.from === from && edge.via === via && edge.to === to)).toBe(true);
    const orders = edges.flatMap(({ order }) => order).toSorted((a, b) => a - b);
    expect(orders).toEqual(orders.map((_, index) => index + 1));
  });

  it('a case that an account does not see has no path', async () => {
    const { status, body } = await request('GET', `/processes/${answered}/path`, { as: 'hbj.clerk' });
    expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
  });
});
