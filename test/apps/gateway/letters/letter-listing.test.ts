import { describe, expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { complete, eraseLetter, LETTER, letterInProgress, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const listing = async (process: string, as = 'mailbox.clerk'): Promise<Answer['body']> =>
  (await request('GET', `/letters/${process}/listing`, { as })).body;
const write = (process: string, title: string, as = 'mailbox.clerk'): Promise<Answer> =>
  request('PUT', `/letters/${process}/listing/title`, { as, body: { title } });
const unlist = (process: string, reason = 'PRIVACY', as = 'mailbox.clerk'): Promise<Answer> =>
  request('POST', `/letters/${process}/listing/unlist`, { as, body: { reason } });
const relist = (process: string): Promise<Answer> =>
  request('POST', `/letters/${process}/listing/relist`, { as: 'mailbox.clerk' });

describe('the public title of a letter', () => {
  it('is written by the mailbox office, and earlier ones are kept', async () => {
    const { process } = await sendLetter(gateway);
    expect(await listing(process)).toMatchObject({ titles: [], why: null, mayTitle: true });

    await write(process, '居住证办理材料');
    const { status, body } = await write(process, '居住证办理需要的材料');

    expect(status).toBe(200);
    expect(body.titles).toMatchObject([
      { title: '居住证办理需要的材料', by: expect.any(String), at: expect.any(String) },
      { title: '居住证办理材料' },
    ]);
    const acts = await query(
      `SELECT result FROM audit_entry WHERE action = 'letter.title' AND processes @> ARRAY[$1::uuid]`,
      [process],
    );
    expect(acts).toEqual([{ result: 'done' }, { result: 'done' }]);
  });

  it('is proposed from the title of the writer only where that names nobody', async () => {
    const plain = await sendLetter(gateway);
    const named = await sendLetter(gateway, { title: `${LETTER.writerName}办理居住证` });

    expect((await listing(plain.process)).proposal).toBe(LETTER.title);
    expect((await listing(named.process)).proposal).toBeNull();
    expect((await listing(plain.process, 'supervisor')).proposal).toBeNull();
  });

  it.each([
    ['a name', '联系人：王建国 反映停水', '公开标题不得含有姓名'],
    ['the name of the writer', `${LETTER.writerName}家停水`, '公开标题不得含有姓名'],
    ['a telephone', '停水请打13912345678', '公开标题不得含有电话'],
    ['an address', '凯里市北京西路12号3单元停水', '公开标题不得含有具体住址'],
  ])('is refused with %s', async (_what, title, text) => {
    const { process } = await sendLetter(gateway);

    const { body } = await write(process, title);

    expect(body).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ field: 'title', message: expect.stringContaining(text) }],
    });
    expect((await listing(process)).titles).toEqual([]);
  });

  it('has at most 25 characters', async () => {
    const { process } = await sendLetter(gateway);
    expect((await write(process, '长'.repeat(26))).body.code).toBe('VALIDATION_FAILED');
  });

  it.each(['supervisor', 'petition.clerk', 'zjj.clerk'])('is not written by %s', async (as) => {
    const { process } = await letterInProgress(gateway);
    expect((await write(process, '居住证办理材料', as)).body.code).toBe('FORBIDDEN');
  });
});

describe('the public listing of a letter', () => {
  it('is ended for a reason, and restored', async () => {
    const { process } = await sendLetter(gateway);

    expect((await unlist(process, 'MINOR')).body).toMatchObject({
      ...{ why: 'MINOR', whyTitle: '涉及未成年人', mayUnlist: false, mayRelist: true },
      changes: [{ reason: 'MINOR', reasonTitle: '涉及未成年人' }],
    });
    expect((await unlist(process)).body.code).toBe('LISTING_STATE');
    expect((await relist(process)).body).toMatchObject({ why: null, mayUnlist: true, mayRelist: false });
    expect((await relist(process)).body.code).toBe('LISTING_STATE');
    const acts = await query<{ action: string; reason: string | null; result: string }>(
      `SELECT action, reason, result FROM audit_entry
       WHERE action IN ('letter.unlist', 'letter.relist') AND processes @> ARRAY[$1::uuid] ORDER BY id`,
      [process],
    );
    expect(acts.map(({ action, reason, result }) => `${action} ${reason} ${result}`)).toEqual([
      ...['letter.unlist MINOR done', 'letter.relist null done'],
    ]);
  });

  it('is closed to accusations, whoever looks', async () => {
    const { process } = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['ZJJ'] });

    expect(await listing(process)).toMatchObject({ why: 'ACCUSATION', mayTitle: false, mayUnlist: false });
    expect((await write(process, '反映某单位问题')).body.code).toBe('LISTING_STATE');
    expect((await unlist(process)).body.code).toBe('LISTING_STATE');
    expect((await relist(process)).body.code).toBe('LISTING_STATE');
  });

  it('is closed to letters that units are kept from', async () => {
    const { process } = await sendLetter(gateway, { kind: 'COMPLAINT', namedUnits: ['ZJJ'] });
    expect(await listing(process)).toMatchObject({ why: 'CONFLICT', mayTitle: false });
  });

  it('is closed to what was withdrawn or erased', async () => {
    const withdrawn = await sendLetter(gateway);
    const { letterNo, queryCode } = withdrawn;
    await request('POST', '/public/letters/withdrawals', { body: { letterNo, queryCode, reason: '已解决' } });
    const erased = await sendLetter(gateway);
    await eraseLetter(gateway, erased.process);

    expect((await listing(withdrawn.process)).why).toBe('WITHDRAWN');
    expect((await listing(erased.process)).why).toBe('ERASED');
  });

  it('stays with a merged letter until the other one becomes an accusation', async () => {
    const other = await sendLetter(gateway);
    const merged = await sendLetter(gateway, { body: '我也想咨询同一件事情。' });
    const decision = { into: other.letterNo };
    await complete(gateway, merged.process, {
      name: 'register',
      as: 'mailbox.clerk',
      outcome: 'merge',
      decision,
    });
    expect((await listing(merged.process)).why).toBeNull();

    await query(`UPDATE process SET facts = facts || '{"confidential": true}' WHERE id = $1`, [
      other.process,
    ]);

    expect((await listing(merged.process, 'supervisor')).why).toBe('ACCUSATION');
  });

  it('filters the list of letters', async () => {
    const untitled = await sendLetter(gateway);
    const titled = await sendLetter(gateway);
    const unlisted = await sendLetter(gateway);
    await write(titled.process, '居住证办理材料');
    await unlist(unlisted.process);
    const listed = async (listing: string): Promise<string[]> => {
      const { body } = await request('GET', `/letters?limit=3&listing=${listing}`, { as: 'mailbox.clerk' });
      return (body.items as { letterNo: string }[]).map(({ letterNo }) => letterNo);
    };

    expect((await listed('listed')).slice(0, 2)).toEqual([titled.letterNo, untitled.letterNo]);
    expect((await listed('untitled'))[0]).toBe(untitled.letterNo);
    expect((await listed('unlisted'))[0]).toBe(unlisted.letterNo);
  });

  it('is not shown with a letter that the account does not see', async () => {
    const { process } = await sendLetter(gateway);
    expect((await request('GET', `/letters/${process}/listing`, { as: 'zjj.clerk' })).status).toBe(404);
  });
});
