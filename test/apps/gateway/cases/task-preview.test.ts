import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';
import { complete, letterInProgress, openTask, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const preview = async (id: string, as: string, outcome: string, decision?: object) =>
  (await request('POST', `/tasks/${id}/preview`, { as, body: { outcome, ...(decision && { decision }) } }))
    .body;

const dispatched = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };

describe('previews', () => {
  it('a preview names the next task, its unit and the counted days', async () => {
    const letter = await sendLetter(gateway);
    const id = await openTask(gateway, letter.process, 'register');

    const shown = await preview(id, 'mailbox.clerk', 'dispatch', dispatched);

    expect(shown).toMatchObject({
      certain: true,
      refusals: [],
      next: [{ task: 'sign', title: '签收', unit: 'ZJJ', dueAt: expect.any(String) }],
    });
    const handling = shown.clocks.find(({ clock }: { clock: string }) => clock === 'handling');
    expect(handling).toMatchObject({ change: 'starts', unit: 'ZJJ', class: 'CONSULT', state: 'running' });
    expect(handling.count.counted).toHaveLength(handling.count.length);
    expect(handling.count.counted.at(-1).date).toBe(
      new Date(Date.parse(handling.dueAt) - 1 + 8 * 3_600_000).toISOString().slice(0, 10),
    );
  });

  it('what a preview shows is what completion brings', async () => {
    const letter = await sendLetter(gateway);
    const id = await openTask(gateway, letter.process, 'register');
    const { next, clocks } = await preview(id, 'mailbox.clerk', 'dispatch', dispatched);

    await complete(gateway, letter.process, {
      ...{ name: 'register', as: 'mailbox.clerk', outcome: 'dispatch', decision: dispatched },
    });

    const open = await query<{ name: string; unit: string; due_at: Date }>(
      `SELECT name, unit, due_at FROM task WHERE process_id = $1 AND state = 'open'`,
      [letter.process],
    );
    expect(open.map(({ name, unit }) => [name, unit])).toEqual(
      next.map(({ task, unit }: { task: string; unit: string }) => [task, unit]),
    );
    const { body } = await request('GET', `/processes/${letter.process}/clocks`, { as: 'mailbox.clerk' });
    const dueOf = (all: { clock: string; dueAt: string }[]) =>
      all.find(({ clock }) => clock === 'handling')!.dueAt;
    expect(dueOf(body.items)).toBe(dueOf(clocks));
  });

  it('a preview changes nothing', async () => {
    const letter = await letterInProgress(gateway);
    const id = await openTask(gateway, letter.process, 'draft');
    const state = () =>
      query(
        `SELECT (SELECT count(*) FROM command WHERE process_id = p.id) AS commands, event_seq, timeline_seq FROM process p WHERE id = $1`,
        [letter.process],
      );
    const before = await state();

    await preview(id, 'zjj.clerk', 'submit');

    expect(await state()).toEqual(before);
  });

  it('a preview says that another person signs', async () => {
    const letter = await letterInProgress(gateway);
    const id = await openTask(gateway, letter.process, 'draft');

    const shown = await preview(id, 'zjj.clerk', 'submit');

    expect(shown.next).toMatchObject([{ task: 'signOff', byAnother: true }]);
  });

  it('a preview of a request pauses the clock that it concerns', async () => {
    const letter = await letterInProgress(gateway);
    const id = await openTask(gateway, letter.process, 'draft');

    const shown = await preview(id, 'zjj.clerk', 'extension', { workingDays: 1, reason: 'COMPLEX' });

    expect(shown.next).toMatchObject([{ task: 'decideExtension', unit: 'QGZ' }]);
    expect(shown.clocks).toContainEqual(
      expect.objectContaining({ clock: 'handling', change: 'pauses', state: 'paused' }),
    );
  });

  it('a preview names the fields of a decision that would be refused', async () => {
    const letter = await sendLetter(gateway);
    const id = await openTask(gateway, letter.process, 'register');

    const shown = await preview(id, 'mailbox.clerk', 'dispatch', { ...dispatched, lead: 'NOBODY' });

    expect(shown.refusals).toMatchObject([{ code: 'UNIT_UNKNOWN', issues: [{ field: 'decision.lead' }] }]);
  });

  it('a preview of an incomplete decision shows what may follow', async () => {
    const letter = await sendLetter(gateway);
    const id = await openTask(gateway, letter.process, 'register');

    const shown = await preview(id, 'mailbox.clerk', 'dispatch', {});

    expect(shown.certain).toBe(false);
    expect(shown.next).toContainEqual(expect.objectContaining({ task: 'sign', unit: null }));
    expect(shown.refusals).toMatchObject([{ code: 'VALIDATION_FAILED' }]);
  });

  it('a preview by somebody else than the performer shows the refusal only', async () => {
    const letter = await letterInProgress(gateway);
    const id = await openTask(gateway, letter.process, 'draft');

    expect(await preview(id, 'mailbox.clerk', 'submit')).toMatchObject({
      next: [],
      clocks: [],
      refusals: [{ code: 'UNIT_NOT_ALLOWED' }],
    });
  });

  it('a task that the account may not see has no preview', async () => {
    const letter = await letterInProgress(gateway);
    const id = await openTask(gateway, letter.process, 'draft');

    expect(await preview(id, 'jyj.clerk', 'submit')).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('explained clocks', () => {
  it('a clock lists its thresholds in order, with the due time among them', async () => {
    const letter = await letterInProgress(gateway);

    const { body } = await request('GET', `/processes/${letter.process}/clocks`, { as: 'zjj.clerk' });

    const handling = body.items.find(({ clock }: { clock: string }) => clock === 'handling');
    const instants = handling.ladder.map(({ at }: { at: string }) => at);
    expect(instants).toEqual([...instants].sort());
    expect(handling.ladder).toContainEqual({ level: 'due', at: handling.dueAt });
    expect(handling).toMatchObject({
      title: '办理',
      policy: expect.stringMatching(/^[A-Z0-9-]+\/\d+$/),
      pauses: [],
    });
  });

  it('a pause is listed with its reason while it lasts', async () => {
    const letter = await letterInProgress(gateway);
    await complete(gateway, letter.process, { name: 'draft', as: 'zjj.clerk', outcome: 'extension' });

    const { body } = await request('GET', `/processes/${letter.process}/clocks`, { as: 'zjj.clerk' });

    const handling = body.items.find(({ clock }: { clock: string }) => clock === 'handling');
    expect(handling).toMatchObject({ state: 'paused', pauses: [{ to: null, reason: '延期审批' }] });
  });

  it('an extension is listed with the due time that it led to', async () => {
    const letter = await letterInProgress(gateway);
    const decision = { workingDays: 2, reason: 'COMPLEX' };
    await complete(gateway, letter.process, {
      name: 'draft',
      as: 'zjj.clerk',
      outcome: 'extension',
      decision,
    });
    await complete(gateway, letter.process, {
      ...{ name: 'decideExtension', as: 'mailbox.clerk', outcome: 'approve', decision: { workingDays: 2 } },
    });

    const { body } = await request('GET', `/processes/${letter.process}/clocks`, { as: 'zjj.clerk' });

    const handling = body.items.find(({ clock }: { clock: string }) => clock === 'handling');
    expect(handling.extensions).toMatchObject([{ by: { workingDays: 2 }, dueAt: handling.dueAt }]);
    expect(handling.count.counted).toHaveLength(handling.count.length + 2);
  });
});

describe('stages', () => {
  it('a process lists its stages in order, the last one without an end', async () => {
    const letter = await letterInProgress(gateway);

    const { body } = await request('GET', `/processes/${letter.process}`, { as: 'zjj.clerk' });

    expect(body.stages).toMatchObject([
      { stage: 'submitted', title: '待审核', leftAt: expect.any(String), workingDays: 0 },
      { stage: 'assigned', title: '待签收', leftAt: expect.any(String), workingDays: 0 },
      { stage: 'inProgress', title: '办理中', leftAt: null, workingDays: 0 },
    ]);
  });
});

describe('the calendar', () => {
  it('a year lists the days that differ from their weekday', async () => {
    const { body } = await request('GET', '/calendar/days?year=2015&region=CN', { as: 'mailbox.clerk' });

    expect(body).toMatchObject({ year: 2015, region: 'CN', covered: true });
    expect(body.days).toContainEqual({ date: '2015-10-01', kind: 'holiday', note: expect.any(String) });
    expect(body.days.some(({ kind }: { kind: string }) => kind === 'workday')).toBe(true);
  });

  it('a region has its own days beside those of the state', async () => {
    const days = async (region: string): Promise<string[]> =>
      (
        await request('GET', `/calendar/days?year=2015&region=${region}`, { as: 'mailbox.clerk' })
      ).body.days.map(({ date }: { date: string }) => date);

    const [state, prefecture] = [await days('CN'), await days('5226')];

    expect(prefecture.length).toBeGreaterThan(state.length);
  });

  it('versions of the calendar are listed, newest first', async () => {
    const { body } = await request('GET', '/calendar/versions', { as: 'mailbox.clerk' });

    expect(body.items[0]).toMatchObject({ version: expect.any(Number), note: expect.any(String) });
  });
});
