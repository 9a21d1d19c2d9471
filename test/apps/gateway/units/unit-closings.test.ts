/** The reform of 2018–19 as the case: 州国土资源局 and 州城乡规划局 became 州自然资源局. */
import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { MeteredCommands } from '../../../../apps/gateway/cases/commands/metered-commands.js';
import { DATA_SOURCE } from '../../../../apps/gateway/platform/tokens.js';
import { followSuccessors } from '../../../../domain/cases/units/follow-successors.js';
import { startTestGateway } from '../../../support/gateway.js';
import { letterInProgress } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const reason = '机构改革';
const dayFromNow = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const close = (fields: object, as = 'admin.system', path = '/unit-closings') =>
  request('POST', path, { as, body: { lastDay: dayFromNow(-1), reason, ...fields } });
const create = (code: string, name: string) =>
  request('POST', '/units', {
    as: 'admin.system',
    body: { code, kind: 'DEPARTMENT', parent: '5226', name, shortName: name, reason },
  });

it.each([
  [{ units: ['GTJ'], successor: 'NOWHERE' }, 'successor', 'units.heirEnds'],
  [{ units: ['GTJ'], successor: 'GTJ' }, 'successor', 'units.heirIsClosed'],
  [{ units: ['NOWHERE'], successor: 'LYJ' }, 'units.0', 'units.unitUnknown'],
  [{ units: ['522601'], successor: '522622' }, 'units.0', 'units.hasBelow'],
  [{ units: ['GTJ'], successor: 'LYJ', lastDay: '2018-01-01' }, 'lastDay', 'units.lastDayOutside'],
  [
    { units: ['GTJ', 'GHJ'], successor: 'LYJ', shares: [{ unit: 'SWJ', classes: ['HELP'] }] },
    'shares',
    'units.sharesOfOne',
  ],
  [{ units: ['GTJ'], successor: 'LYJ', shares: [{ unit: 'SWJ' }] }, 'shares.0', 'units.shareEmpty'],
  [
    { units: ['GTJ'], successor: 'LYJ', shares: [{ unit: 'SWJ', cases: ['ZX1'] }] },
    'shares.0.cases',
    'units.caseUnknown',
  ],
])('the closing %j is refused', async (fields, field, code) => {
  const { status, body } = await close(fields);

  expect(status).toBe(400);
  expect(body.issues).toEqual([expect.objectContaining({ field, code })]);
});

it('a county administrator closes no department', async () => {
  expect((await close({ units: ['GTJ'], successor: 'LYJ' }, 'kaili.admin')).status).toBe(403);
});

it('a preview says where open cases go and changes nothing', async () => {
  const { status, body } = await close(
    { units: ['SWJ'], successor: 'LYJ' },
    'admin.system',
    '/unit-closings/preview',
  );
  const unit = await request('GET', '/units/SWJ');

  expect(status).toBe(200);
  expect(body.units).toEqual([{ code: 'SWJ', name: '州水务局', accounts: expect.any(Number), heirs: [] }]);
  expect(unit.body.validTo).toBeNull();
});

it('merged units end with their successor, which is hidden from what was hidden from them', async () => {
  await create('ZRZY', '州自然资源局');

  await close({ units: ['GTJ', 'GHJ'], successor: 'ZRZY' });

  const ended = await request('GET', '/units/GTJ');
  const record = await request('GET', '/units/ZRZY/record', { as: 'admin.audit' });
  const [row] = await query(`SELECT kin FROM unit WHERE code = 'ZRZY'`);
  expect(ended.body).toMatchObject({ validTo: dayFromNow(-1), successor: 'ZRZY' });
  expect(record.body.predecessors.map(({ code }: { code: string }) => code)).toEqual(['GHJ', 'GTJ']);
  expect(row!['kin']).toEqual(expect.arrayContaining(['5226', 'ZRZY', 'GTJ', 'GHJ']));
});

it('a unit that has ended is not closed again', async () => {
  const { body } = await close({ units: ['GTJ'], successor: 'LYJ' });

  expect(body.issues).toEqual([expect.objectContaining({ field: 'units.0', code: 'units.alreadyEnds' })]);
});

const moved = (): Promise<unknown> =>
  followSuccessors(
    {
      dataSource: gateway.app.get<DataSource>(DATA_SOURCE),
      commands: gateway.app.get(MeteredCommands, { strict: false }),
    },
    { now: Date.now(), log: { warn: (fields) => unfollowed.push(fields) } },
  );
const unfollowed: object[] = [];
const openUnits = async (process: string): Promise<string[]> =>
  (
    await query<{ unit: string }>(`SELECT unit FROM task WHERE process_id = $1 AND state = 'open'`, [process])
  ).map(({ unit }) => unit);

it('a letter follows the merged unit, and its later tasks do', async () => {
  await create('WHLY', '州文体广电旅游局');
  const { process } = await letterInProgress(gateway, 'WHJ');

  await close({ units: ['WHJ', 'LFW'], successor: 'WHLY' });
  await moved();

  expect(await openUnits(process)).toEqual(['WHLY']);
  const [letter] = await query(`SELECT facts ->> 'lead' AS lead FROM process WHERE id = $1`, [process]);
  const [clock] = await query(`SELECT unit FROM clock WHERE process_id = $1 AND name = 'handling'`, [
    process,
  ]);
  expect([letter, clock]).toEqual([{ lead: 'WHLY' }, { unit: 'WHLY' }]);
  expect(unfollowed).toEqual([]);
});

it('a second round moves nothing again', async () => {
  expect(await moved()).toEqual({ moved: 0, more: false });
});

it('cases of a split unit go by number, by class, or to the main heir', async () => {
  const [single, ofClass, other] = [
    await letterInProgress(gateway, 'NYW'),
    await letterInProgress(gateway, 'NYW'),
    await letterInProgress(gateway, 'NYW'),
  ];
  await query(`UPDATE process SET facts = facts || '{"class":"HELP"}' WHERE id = $1`, [ofClass.process]);

  const { body } = await close({
    units: ['NYW'],
    successor: 'FPB',
    shares: [
      { unit: 'SWU', cases: [single.letterNo] },
      { unit: 'TCJ', classes: ['HELP'] },
    ],
  });
  await moved();

  expect(
    body.units[0].heirs.map(({ unit, cases }: { unit: string; cases: number }) => [unit, cases]),
  ).toEqual(
    expect.arrayContaining([
      ['SWU', 1],
      ['TCJ', 1],
      ['FPB', 1],
    ]),
  );
  expect(await openUnits(single.process)).toEqual(['SWU']);
  expect(await openUnits(ofClass.process)).toEqual(['TCJ']);
  expect(await openUnits(other.process)).toEqual(['FPB']);
});

it('a letter that names the heir goes to the supervising office instead', async () => {
  const { process } = await letterInProgress(gateway, 'YMJ');
  await query(`UPDATE process SET hidden_from = '{MZW}' WHERE id = $1`, [process]);

  await close({ units: ['YMJ'], successor: 'MZW' });
  await moved();

  expect(await openUnits(process)).toEqual(['ZFB']);
});

it('nothing moves before the last day is over', async () => {
  const { process } = await letterInProgress(gateway, 'WQB');

  await close({ units: ['WQB'], successor: 'FZB', lastDay: dayFromNow(0) });
  await moved();

  expect(await openUnits(process)).toEqual(['WQB']);
});

describe('a closing that is withdrawn', () => {
  const withdraw = (code: string, as = 'admin.system') =>
    request('POST', `/unit-closings/${code}/withdraw`, { as, body: { reason: '批复推迟' } });
  const kinOf = async (code: string): Promise<unknown> =>
    (await query(`SELECT kin FROM unit WHERE code = $1`, [code]))[0]!['kin'];

  it('leaves the unit as it was, with both acts in its history', async () => {
    const shares = [{ unit: 'GXS', classes: ['HELP', 'CONSULT'] }];
    await close({ units: ['LSJ'], successor: 'DAJ', shares, lastDay: dayFromNow(5) });
    const planned = await request('GET', '/units/LSJ/record', { as: 'admin.audit' });
    const part = await request('GET', '/units/GXS/record', { as: 'admin.audit' });

    const { status } = await withdraw('LSJ');

    const { body } = await request('GET', '/units/LSJ/record', { as: 'admin.audit' });
    expect(planned.body.shares).toEqual([
      { unit: 'GXS', name: '州供销合作社联合社', classes: ['CONSULT', 'HELP'], cases: 0 },
    ]);
    expect(part.body.predecessors).toEqual([expect.objectContaining({ code: 'LSJ', inPart: true })]);
    expect(status).toBe(204);
    expect(body).toMatchObject({ validTo: null, successor: null, shares: [] });
    expect(body.history.map(({ kind }: { kind: string }) => kind)).toEqual(['closingWithdrawn', 'closed']);
    const [entry] = await query(
      `SELECT reason FROM audit_entry WHERE action = 'unit.closingWithdrawn' AND subject = 'LSJ'`,
    );
    expect(entry).toEqual({ reason: '批复推迟' });
  });

  it('hides from the heirs no more than before, and what others leave to them', async () => {
    await close({ units: ['JGJ'], successor: 'TCJ', lastDay: dayFromNow(5) });
    const planned = await kinOf('TCJ');

    await withdraw('JGJ');

    // 州农委 has left a share to it.
    expect(planned).toEqual(['5226', 'JGJ', 'NYW', 'TCJ']);
    expect(await kinOf('TCJ')).toEqual(['5226', 'NYW', 'TCJ']);
  });

  it('was not over yet', async () => {
    const { status, body } = await withdraw('GTJ');

    expect([status, body.code]).toEqual([409, 'UNIT_STATE']);
  });

  it('is not one whose heir is to be closed itself', async () => {
    await close({ units: ['LSJ'], successor: 'GXS', lastDay: dayFromNow(5) });
    await close({ units: ['GXS'], successor: 'DAJ', lastDay: dayFromNow(6) });

    expect((await withdraw('LSJ')).body).toMatchObject({ code: 'UNIT_STATE' });
    expect((await withdraw('GXS')).status).toBe(204);
    expect((await withdraw('LSJ')).status).toBe(204);
  });

  it('is withdrawn by nobody who may not close the unit', async () => {
    await close({ units: ['LSJ'], successor: 'GXS', lastDay: dayFromNow(5) });

    expect((await withdraw('LSJ', 'kaili.admin')).status).toBe(403);
    expect((await withdraw('LSJ', 'lsj.clerk')).status).toBe(403);
  });
});
