import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../../../apps/gateway/platform/tokens.js';
import { CommandStore } from '../../../../domain/cases/commands/command-store.js';
import { createRecalculation } from '../../../../domain/cases/recalculation/recalculation.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { dayOf, formatDay, yearOf } from '../../../../domain/time/civil-time.js';
import { startTestGateway } from '../../../support/gateway.js';
import { complete, letterInProgress, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { app, request, query } = gateway;
const today = dayOf(Date.now());

interface Moved {
  readonly processId: string;
  readonly change: string;
  readonly newDueAt: string;
}

/** What the worker does after an approval. */
async function recalculate(): Promise<void> {
  const dataSource = app.get<DataSource>(DATA_SOURCE);
  const deps = { dataSource, timeLimits: app.get(TimeLimitService), commands: new CommandStore(dataSource) };
  const turn = createRecalculation({
    ...{ ...deps, processes: [], settleMs: 0 },
    wakeSlaMonitor: () => undefined,
  });
  while (await turn({ now: Date.now() + 60_000 }));
}

const propose = async (year: number, off: readonly number[], notice?: string): Promise<string> => {
  const days = off
    .filter((day) => yearOf(day) === year)
    .map((day) => ({ date: formatDay(day), kind: 'holiday', note: '临时放假' }));
  const body = {
    region: '5226',
    year,
    source: '州政府通知',
    days,
    ...(notice && { shorteningNotice: notice }),
  };
  return (await request('PUT', '/calendar/days', { as: 'admin.system', body })).body.id;
};
const look = async (id: string, path: string, as = 'supervisor') =>
  (await request('GET', `/rule-proposals/${id}/${path}`, { as })).body;
/** Every page of the list, one case a page. */
async function moved(id: string): Promise<Moved[]> {
  const found: Moved[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: Moved[]; nextCursor: string | null } = await look(
      id,
      `clocks?limit=1${cursor && `&cursor=${cursor}`}`,
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}
const clocks = () =>
  query<{ process_id: string; due_at: Date | null }>(
    `SELECT c.process_id, c.number, c.due_at, c.thresholds FROM clock c WHERE c.state <> 'stopped' ORDER BY 1, 2`,
  );
const dues = async (): Promise<string[]> =>
  (await clocks()).map(({ process_id: process, due_at: due }) => `${process} ${due?.toISOString()}`);

describe('the preview of a calendar', () => {
  beforeAll(async () => {
    for (const unit of ['ZJJ', 'JTJ', '522601']) {
      const { process } = await sendLetter(gateway);
      const decision = { class: unit === 'ZJJ' ? 'COMPLAINT' : 'CONSULT', lead: unit, coUnits: [] };
      await complete(gateway, process, {
        ...{ name: 'register', as: 'mailbox.clerk', outcome: 'dispatch', decision },
      });
    }
    await sendLetter(gateway);
    const extended = await letterInProgress(gateway);
    await complete(gateway, extended.process, { name: 'draft', as: 'zjj.clerk', outcome: 'extension' });
    const suspended = await letterInProgress(gateway);
    await request('POST', `/processes/${suspended.process}/suspend`, {
      as: 'supervisor',
      body: { reason: '等待现场核查结果' },
    });
  });

  const soon = Array.from({ length: 12 }, (_, index) => today + 1 + index);
  it.each<[string, number[], string | undefined]>([
    ['twelve days off', soon, undefined],
    ['three of them, so that due dates would come earlier', soon.slice(0, 3), undefined],
    ['none, announced', [], '州政府公告第9号'],
    ['days that no clock reaches', [today + 300], undefined],
  ])('says what the recalculation then does: %s', async (_, off, notice) => {
    // Where the year ends within the days, only this year's part changes.
    const id = await propose(yearOf(today), off, notice);
    const before = await clocks();
    const effects = await look(id, 'effects');
    const list = await moved(id);
    const untouched = await clocks();

    await request('POST', `/rule-proposals/${id}/approve`, { as: 'supervisor' });
    await recalculate();

    const [job] = await query(
      'SELECT later, earlier, kept, clocks FROM recalculation ORDER BY calendar_version DESC',
    );
    const { later, earlier, kept, clocks: counted } = effects;
    expect(untouched).toEqual(before);
    expect({ later, earlier, kept, clocks: counted }).toEqual(job);
    expect(list).toHaveLength(later + earlier + kept);
    const after = await dues();
    for (const { processId, newDueAt } of list)
      expect(after).toContain(`${processId} ${new Date(newDueAt).toISOString()}`);
    const units = effects.units as { later: number; earlier: number; kept: number }[];
    const sum = units.reduce((total, unit) => total + unit.later + unit.earlier + unit.kept, 0);
    expect(sum).toBe(list.length);
  });

  it('an administrator sees the figures and no case', async () => {
    const id = await propose(yearOf(today), soon);

    expect((await look(id, 'effects', 'admin.system')).later).toBeGreaterThan(0);
    expect((await look(id, 'clocks', 'admin.system')).items).toEqual([]);
    const ofUnit = await look(id, 'clocks?unit=JTJ&change=later');
    expect(ofUnit.items).toMatchObject(
      [{ unit: 'JTJ', change: 'later' }, { unit: 'JTJ' }].slice(0, ofUnit.items.length),
    );
    expect(ofUnit.items.length).toBeGreaterThan(0);
    await request('POST', `/rule-proposals/${id}/withdraw`, { as: 'admin.system' });
  });

  it('secret cases are in no figure', async () => {
    await query(`UPDATE process SET confidential = true`);
    const id = await propose(yearOf(today), soon);

    expect(await look(id, 'effects')).toMatchObject({ clocks: 0, later: 0, units: [] });
    expect((await look(id, 'clocks')).items).toEqual([]);
  });
});
