import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';

const gateway = await startTestGateway();
const { request } = gateway;

const failure = (code: string, status: number) => ({ status, body: expect.objectContaining({ code }) });
const reason = '机构改革';
const create = (fields: object, as = 'admin.system') =>
  request('POST', '/units', {
    as,
    body: {
      kind: 'DEPARTMENT',
      parent: '5226',
      name: '州自然资源局',
      shortName: '州自然资源局',
      reason,
      ...fields,
    },
  });
const change = (code: string, fields: object, as = 'admin.system') =>
  request('PATCH', `/units/${code}`, { as, body: { reason, ...fields } });

describe('creating units', () => {
  it('a new unit is listed, with its history', async () => {
    const { status, body } = await create({ code: 'ZRZY', letterhead: '黔东南州自然资源局' });

    expect(status).toBe(201);
    expect(body).toMatchObject({ code: 'ZRZY', letterhead: '黔东南州自然资源局', validTo: null });
    expect(body.history).toEqual([expect.objectContaining({ kind: 'created', reason })]);
    expect((await request('GET', '/units')).body.items).toContainEqual(
      expect.objectContaining({ code: 'ZRZY', name: '州自然资源局', parent: '5226' }),
    );
  });

  it('the units of the prefecture are listed before those of its counties', async () => {
    const { items } = (await request('GET', '/units')).body;

    const levels = items.map(({ parent }: { parent: string | null }) =>
      parent === null ? 0 : parent === '5226' ? 1 : 2,
    );
    expect(levels).toEqual([...levels].sort());
    expect(new Set(levels)).toEqual(new Set([0, 1, 2]));
  });

  it('townships are listed last, under their counties', async () => {
    const { items } = (await request('GET', '/units')).body;

    const townships = items.filter(({ kind }: { kind: string }) => kind === 'TOWNSHIP');
    expect(townships).toEqual(items.slice(-217));
    expect(townships).toContainEqual(
      expect.objectContaining({
        ...{ code: '522601105', name: '凯里市炉山镇', shortName: '炉山镇', parent: '522601' },
      }),
    );
  });

  it('a code is used once', async () => {
    expect(await create({ code: 'GTJ' })).toMatchObject(failure('UNIT_CODE_TAKEN', 409));
  });

  it.each([
    [{ code: 'zr' }, 'code', 'units.codePrefecture'],
    [{ code: '5226011', kind: 'COUNTY' }, 'code', 'units.codeCounty'],
    [{ code: 'ZRZY2', kind: 'COUNTY_OFFICE', parent: '522601' }, 'code', 'units.codeOffice'],
    [{ code: '522622999', kind: 'TOWNSHIP', parent: '522601' }, 'code', 'units.codeTownship'],
    [{ code: 'ABC', kind: 'TOWNSHIP' }, 'parent', 'units.kindOfCounty'],
    [{ code: 'ABC', parent: '522601' }, 'parent', 'units.kindOfPrefecture'],
    [{ code: 'ABC', parent: 'NOWHERE' }, 'parent', 'units.parentUnknown'],
    [{ code: 'ABC', phone: '打电话' }, 'phone', 'units.phoneMalformed'],
  ])('the place or code %j is refused', async (fields, field, code) => {
    const { status, body } = await create(fields);

    expect(status).toBe(400);
    expect(body.issues).toEqual([expect.objectContaining({ field, code })]);
  });

  it('a county administrator creates offices of the own county only', async () => {
    const office = { kind: 'COUNTY_OFFICE', name: '凯里市自然资源局', shortName: '凯里自然资源局' };
    const own = await create({ ...office, code: '522601-ZRZY', parent: '522601' }, 'kaili.admin');
    const foreign = await create({ ...office, code: '522622-ZRZY', parent: '522622' }, 'kaili.admin');
    const prefecture = await create({ code: 'ABCD' }, 'kaili.admin');

    expect(own.status).toBe(201);
    expect(foreign).toMatchObject(failure('FORBIDDEN', 403));
    expect(prefecture).toMatchObject(failure('FORBIDDEN', 403));
  });

  it.each(['admin.security', 'admin.audit', 'supervisor', 'kaili.clerk'])(
    '%s creates no unit',
    async (as) => {
      expect(await create({ code: 'ABCD' }, as)).toMatchObject(failure('FORBIDDEN', 403));
    },
  );
});

describe('changing units', () => {
  it('a renamed unit keeps its former name until yesterday', async () => {
    const { body } = await change('WHJ', { name: '州文体广电旅游局', shortName: '州文广旅局' });

    expect(body).toMatchObject({ name: '州文体广电旅游局' });
    expect(body.formerNames).toEqual([
      { name: '州文体广电新闻出版局', lastDay: expect.stringMatching(/^\d{4}-/) },
    ]);
    expect(body.history[0]).toMatchObject({ kind: 'renamed', details: { from: '州文体广电新闻出版局' } });
  });

  it('everybody reads how a unit is reached, without its letterhead', async () => {
    await change('SWJ', { contact: '办公室', phone: '0855-8220001', letterhead: '黔东南州水务局' });

    const { status, body } = await request('GET', '/units/SWJ');

    expect(status).toBe(200);
    expect(body).toMatchObject({ contact: '办公室', phone: '0855-8220001', address: null });
    expect(body).not.toHaveProperty('letterhead');
  });

  it('an empty text removes what was there', async () => {
    await change('LYJ', { phone: '0855-8220002' });

    const { body } = await change('LYJ', { phone: '' });

    expect(body.phone).toBeNull();
  });

  it('a change of nothing is refused', async () => {
    expect(await change('LYJ', {})).toMatchObject(failure('VALIDATION_FAILED', 400));
  });

  it('a unit that does not exist is not found', async () => {
    expect(await change('NOWHERE', { name: '无' + '此单位' })).toMatchObject(failure('NOT_FOUND', 404));
    expect(await request('GET', '/units/NOWHERE')).toMatchObject(failure('NOT_FOUND', 404));
  });

  it('a county administrator changes no department', async () => {
    expect(await change('SWJ', { phone: '' }, 'kaili.admin')).toMatchObject(failure('FORBIDDEN', 403));
  });
});

describe('the public directory', () => {
  const listed = async (code: string) =>
    (await request('GET', '/public/units')).body.items.find((unit: { code: string }) => unit.code === code);
  const officer = (fields: object) =>
    request('POST', '/duty/units/SFJ/entries', {
      as: 'sfj.clerk',
      body: { business: 'mailbox', kind: 'officer', name: '吴某云', phone: '0855-8000011', ...fields },
    });

  it('says how a unit is reached, under the name of its letterhead', async () => {
    await change('SFJ', { phone: '0855-8220003', hours: '工作日 9:00–17:00' });

    expect(await listed('SFJ')).toMatchObject({
      ...{ name: '黔东南州司法局', phone: '0855-8220003', hours: '工作日 9:00–17:00' },
      ...{ endedOn: null, successor: null },
    });
    expect(await listed('522601105')).toMatchObject({ name: '凯里市炉山镇人民政府' });
    expect(await listed('522601001')).toMatchObject({ name: '凯里市城西街道办事处' });
    expect(await listed('5226')).toBeUndefined();
  });

  it('names the mailbox officer only where the register makes it public', async () => {
    await officer({});
    const hidden = await listed('SFJ');
    await officer({ isPublic: true });

    expect(hidden.mailbox).toBeNull();
    expect((await listed('SFJ')).mailbox).toEqual({ name: '吴某云', phone: '0855-8000011' });
  });

  it('names the successor of a unit that has ended', async () => {
    const lastDay = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
    const body = { units: ['WQB'], successor: 'SFJ', lastDay, reason };
    await request('POST', '/unit-closings', { as: 'admin.system', body });

    expect(await listed('WQB')).toMatchObject({
      endedOn: lastDay,
      successor: '黔东南州司法局',
      mailbox: null,
    });
  });
});
