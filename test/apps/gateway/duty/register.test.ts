import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';
import { complete, letterInProgress, sendLetter, statusOf } from '../../../support/letters.js';

const now = Date.parse('2026-11-30T02:00:00Z');
const gateway = await startTestGateway({}, { now: () => now, checkClock: false });
const { request } = gateway;

const OFFICER = { business: 'mailbox', kind: 'officer', phone: '0855-8000011' };
const name = (unit: string, as: string, fields: object = {}) =>
  request('POST', `/duty/units/${unit}/entries`, { as, body: { ...OFFICER, name: '吴某云', ...fields } });
const list = async (as: string, filter = '') =>
  (await request('GET', `/duty?limit=200${filter}`, { as })).body;
const itemOf = async (unit: string, filter = '') =>
  (await list('petition.clerk', filter)).items.find((item: { unit: string }) => item.unit === unit);
const failure = (code: string, status: number) => ({ status, body: expect.objectContaining({ code }) });
const inDays = (days: number): string => new Date(now + days * 86_400_000).toISOString().slice(0, 10);

describe('naming persons', () => {
  it('a unit names its officer, deputy and leader', async () => {
    await name('522622', 'huangping.clerk', { account: 'huangping.clerk', name: undefined });
    await name('522622', 'huangping.signer', { kind: 'deputy', name: '石某', phone: '0855-8000012' });
    const { status } = await name('522622', 'huangping.clerk', {
      ...{ kind: 'leader', name: '杨某光', post: '副县长', phone: '０８５５-8000010' },
    });

    expect(status).toBe(201);
    expect(await itemOf('522622')).toMatchObject({
      state: 'named',
      officer: { name: '黄平 经办', phone: '0855-8000011', present: true },
      leader: { name: '杨某光', post: '副县长', phone: '0855-8000010' },
    });
  });

  it('a new officer replaces the former one, who stays in the history', async () => {
    await name('522623', 'shibing.clerk');

    const { body } = await name('522623', 'shibing.clerk', { name: '龙某辉', from: inDays(7) });

    expect(body.entries).toMatchObject([
      { name: '龙某辉', from: inDays(7), until: null },
      { name: '吴某云', until: inDays(6) },
    ]);
    expect(await itemOf('522623')).toMatchObject({ officer: { name: '吴某云' } });
  });

  it('a planned officer is not overlapped', async () => {
    await name('522624', 'sansui.clerk', { from: inDays(7) });

    const clash = await name('522624', 'sansui.clerk', { name: '龙某辉' });
    const before = await name('522624', 'sansui.clerk', { name: '龙某辉', until: inDays(6) });

    expect(clash).toMatchObject(failure('DUTY_OVERLAPS', 409));
    expect(clash.body.detail).toContain('自 2026年12月7日 起接任');
    expect(before.status).toBe(201);
  });

  it('an ended entry leaves the unit without an officer, and ends once', async () => {
    const { body } = await name('522625', 'zhenyuan.clerk');
    const end = () =>
      request('POST', `/duty/entries/${body.entries[0].id}/end`, { as: 'zhenyuan.clerk', body: {} });

    expect((await end()).status).toBe(200);

    expect(await itemOf('522625')).toMatchObject({ state: 'missing', officer: null });
    expect(await end()).toMatchObject(failure('DUTY_ENDED', 409));
  });

  it.each([
    [{ phone: '12345' }, 'phone', 'fields.telephone'],
    [{ name: undefined }, 'name', 'duty.nameNeeded'],
    [{ account: 'zjj.clerk' }, 'name', 'duty.nameOrAccount'],
    [{ name: undefined, account: 'jtj.clerk' }, 'account', 'duty.notOfUnit'],
    [{ from: '2026-11-29' }, 'from', 'duty.fromInPast'],
    [{ until: '2026-11-29' }, 'until', 'duty.untilBeforeFrom'],
  ])('%j is refused, naming the field', async (fields, field, code) => {
    const { status, body } = await name('ZJJ', 'zjj.clerk', fields);

    expect([status, body.issues]).toEqual([400, [expect.objectContaining({ field, code })]]);
  });

  it.each([
    ['zjj.clerk', '522601', 404],
    ['kaili.clerk', '522601-ZJJ', 403],
    ['kaili.admin', '522622', 404],
    ['supervisor', '522601', 403],
    ['admin.audit', 'ZJJ', 403],
    ['admin.security', 'ZJJ', 404],
    ['kaili.admin', '522601-ZJJ', 201],
    ['admin.system', 'ZJJ', 201],
  ])('%s writes the register of %s: %d', async (as, unit, status) => {
    expect((await name(unit, as)).status).toBe(status);
  });

  it('an officer whose account is disabled is no officer any more', async () => {
    await name('JTJ', 'jtj.signer', { account: 'jtj.clerk', name: undefined });
    await request('POST', '/accounts/jtj.clerk/disable', { as: 'admin.system', body: { reason: '调离' } });

    expect(await itemOf('JTJ')).toMatchObject({ state: 'missing', officer: { present: false } });
  });
});

describe('listing', () => {
  it('units without an officer are listed and counted', async () => {
    const { items, counts } = await list('petition.clerk', '&state=missing&unit=522626');

    expect(items.length).toBe(counts.missing);
    expect(items.length).toBeGreaterThan(1);
    expect(counts).toMatchObject({ units: items.length, named: 0, substituted: 0 });
  });

  it('a county sees its own units only', async () => {
    const { items } = await list('kaili.clerk');

    expect(items.every(({ unit }: { unit: string }) => unit.startsWith('522601'))).toBe(true);
    expect(await request('GET', '/duty/units/522622', { as: 'kaili.clerk' })).toMatchObject(
      failure('NOT_FOUND', 404),
    );
  });

  it('each business has its own officers', async () => {
    await name('522627', 'tianzhu.clerk', { business: 'columns' });

    expect(await itemOf('522627', '&business=columns')).toMatchObject({ officer: { name: '吴某云' } });
    expect(await itemOf('522627')).toMatchObject({ officer: null });
  });

  it('the register is exported', async () => {
    const { status, headers } = await request('GET', '/duty/export?business=mailbox', { as: 'supervisor' });

    expect(status).toBe(200);
    expect(decodeURIComponent(String(headers['content-disposition']))).toContain('州长信箱专人名册');
  });
});

describe('what others read of it', () => {
  it('the writer reads the telephone of the unit that answers, and the name only where it is public', async () => {
    await name('GAJ', 'gaj.clerk');
    const letter = await letterInProgress(gateway, 'GAJ');
    expect((await statusOf(gateway, letter)).contact).toEqual({ phone: '0855-8000011', name: null });

    await name('GAJ', 'gaj.clerk', { isPublic: true });

    expect((await statusOf(gateway, letter)).contact).toEqual({ phone: '0855-8000011', name: '吴某云' });
  });

  it('the writer reads no telephone where the unit names nobody, or has no letter yet', async () => {
    expect((await statusOf(gateway, await letterInProgress(gateway, 'MZJ'))).contact).toBeNull();
    expect((await statusOf(gateway, await sendLetter(gateway))).contact).toBeNull();
  });

  it('an order names the officer of its unit', async () => {
    await name('JYJ', 'jyj.clerk');
    const { process } = await letterInProgress(gateway, 'JYJ');
    const body = { processId: process, kind: 'order', text: '请抓紧办理。' };
    await request('POST', '/supervision/orders', { as: 'petition.clerk', body });

    const { body: page } = await request('GET', `/supervision/orders?processId=${process}`, {
      as: 'supervisor',
    });

    expect(page.items).toMatchObject([{ unit: 'JYJ', officer: { name: '吴某云', phone: '0855-8000011' } }]);
  });
});

describe('州信访局', () => {
  it('reads every letter and its figures, but no accusation', async () => {
    const letter = await letterInProgress(gateway, 'MZJ');
    const accusation = await sendLetter(gateway, { kind: 'REPORT' });

    const read = await request('GET', `/letters/${letter.process}`, { as: 'petition.clerk' });
    const hidden = await request('GET', `/letters/${accusation.process}`, { as: 'petition.clerk' });
    const figures = await request('GET', '/statistics/letters', { as: 'petition.clerk' });

    expect([read.status, hidden.status, figures.status]).toEqual([200, 404, 200]);
    expect(read.body.body).toBe('我想咨询办理居住证需要哪些材料，到哪里办理。');
  });

  it('orders in the mailbox only', async () => {
    const accusation = await sendLetter(gateway, { kind: 'REPORT' });
    const order = (processId: string) =>
      request('POST', '/supervision/orders', {
        as: 'petition.clerk',
        body: { processId, kind: 'urge', text: '请抓紧办理。' },
      });
    const { process } = await letterInProgress(gateway, 'MZJ');

    expect((await order(process)).status).toBe(201);
    expect((await order(accusation.process)).status).toBe(404);
  });
});

it('明确专人 of the columns enters the officer of the unit, and needs a telephone', async () => {
  const { body: started } = await request('POST', '/arrangements', {
    as: 'info.editor',
    body: { year: 2027, units: ['JYJ'], proposeBy: '2026-12-31' },
  });
  await request('POST', `/arrangements/${started.id}/entries`, {
    as: 'jyj.clerk',
    body: { kind: 'interview', topic: '义务教育招生政策解读', month: 5 },
  });
  const propose = (content: object) =>
    complete(gateway, started.id, { name: 'propose', as: 'jyj.clerk', outcome: 'propose', content });

  const without = await propose({ officer: '龙某辉' });
  expect(without.body.issues).toEqual([
    expect.objectContaining({ field: 'content.officerPhone', code: 'duty.officerNeedsPhone' }),
  ]);
  expect((await propose({ officer: '龙某辉', officerPhone: '0855 8000021' })).status).toBe(200);

  expect(await itemOf('JYJ', '&business=columns')).toMatchObject({
    officer: { name: '龙某辉', phone: '0855-8000021' },
  });
  const { body } = await request('GET', '/duty/units/JYJ', { as: 'jyj.clerk' });
  expect(body.entries).toContainEqual(expect.objectContaining({ business: 'columns', byTask: true }));
});

describe('a unit with a last day', () => {
  it('has its entries until then, and afterwards those of the successor count', async () => {
    await name('LSJ', 'lsj.clerk', { until: inDays(30) });
    await request('POST', '/unit-closings', {
      as: 'admin.system',
      body: { units: ['LSJ'], successor: 'SWJ', lastDay: inDays(5), reason: '机构改革' },
    });

    const { body } = await request('GET', '/duty/units/LSJ', { as: 'lsj.clerk' });
    const later = await name('LSJ', 'lsj.clerk', { from: inDays(6) });

    expect(body).toMatchObject({ endsOn: inDays(5), successor: 'SWJ', mayChange: true });
    expect(body.entries).toMatchObject([{ until: inDays(5) }]);
    expect(later.body.issues).toEqual([expect.objectContaining({ field: 'from', code: 'duty.unitEnds' })]);
  });
});
