import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { qdn2015 } from '../../../domain/cases/time-limits/seeded.js';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { eraseLetter, LETTER, letterInProgress, openTask, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const CONTACT = { email: 'zhang@example.cn', address: '贵州省黔东南州凯里市北京西路12号' };
const MASKED = {
  name: '张**',
  phone: '138****0000',
  email: 'z***@example.cn',
  address: '贵州省黔东南州凯里市****',
};
const PLAIN = { name: LETTER.writerName, phone: LETTER.phone, ...CONTACT };
const reveal = (process: string, as: string, reason = '电话核实地址'): Promise<Answer> =>
  request('POST', `/letters/${process}/writer`, { as, body: { reason } });
const views = async (process: string): Promise<unknown[]> =>
  (await request('GET', `/letters/${process}/writer/views`, { as: 'mailbox.clerk' })).body.items;

describe('the writer of a letter', () => {
  it.each(['mailbox.clerk', 'mailbox.reviewer', 'supervisor', 'zjj.clerk', 'zjj.signer', 'petition.clerk'])(
    'is masked for %s in each answer',
    async (as) => {
      const { process, letterNo } = await letterInProgress(gateway, 'ZJJ', CONTACT);
      const task = await openTask(gateway, process, 'draft');

      const answers = await Promise.all(
        [
          `/letters/${process}`,
          `/letters?letterNo=${letterNo}`,
          `/tasks/${task}`,
          `/processes/${process}`,
          `/processes/${process}/timeline`,
          `/processes/${process}/content`,
          `/notifications`,
        ].map((path) => request('GET', path, { as })),
      );

      expect(answers[0]!.body.writer).toEqual(MASKED);
      expect(answers[1]!.body.items[0].writer).toEqual(MASKED);
      const said = JSON.stringify(answers.map(({ body }) => body));
      for (const plain of Object.values(PLAIN)) expect(said).not.toContain(plain);
    },
  );

  it('is masked in lists and search results, and not for who works on the case', async () => {
    const words = {
      writerName: '龙小川',
      title: '龙小川反映门前道路破损',
      body: '我是龙小川，门前道路破损。',
    };
    const { process, letterNo } = await letterInProgress(gateway, 'ZJJ', words);
    const q = encodeURIComponent('道路破损');

    const [list, found, hits, tasks] = await Promise.all(
      [
        `/letters?letterNo=${letterNo}`,
        `/letters?q=${q}`,
        `/search?q=${q}`,
        `/tasks?processId=${process}`,
      ].map((path) => request('GET', path, { as: 'zjj.clerk' })),
    );

    const title = '龙**反映门前道路破损';
    expect([list!.body.items[0].title, hits!.body.items[0].title]).toEqual([title, title]);
    expect([found!.body.items[0].excerpt, hits!.body.items[0].excerpt]).toEqual([
      '我是龙**，门前道路破损。',
      '我是龙**，门前道路破损。',
    ]);
    expect(tasks!.body.items[0].matter).toBe(title);
    for (const { bytes } of [list!, found!, hits!, tasks!])
      expect(bytes.toString('utf8')).not.toContain('龙小川');
    const { body } = await request('GET', `/letters/${process}`, { as: 'zjj.clerk' });
    expect([body.title, body.body]).toEqual([words.title, words.body]);
  });

  it('is revealed for a reason that the letter then shows', async () => {
    const { process } = await letterInProgress(gateway, 'ZJJ', CONTACT);

    const answer = await reveal(process, 'zjj.clerk');

    expect(answer).toMatchObject({ status: 200, body: PLAIN });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await views(process)).toMatchObject([{ reason: '电话核实地址', unitName: expect.any(String) }]);
    expect((await request('GET', `/letters/${process}`, { as: 'zjj.clerk' })).body.writer).toEqual(MASKED);
    const entries = await query(
      `SELECT subject, result, reason FROM audit_entry WHERE action = 'letter.reveal' AND processes @> ARRAY[$1::uuid]`,
      [process],
    );
    expect(entries).toEqual([{ subject: process, result: 'done', reason: '电话核实地址' }]);
  });

  it('is not revealed without a reason', async () => {
    const { process } = await sendLetter(gateway);

    expect((await reveal(process, 'mailbox.clerk', '')).body.code).toBe('VALIDATION_FAILED');
    expect(await views(process)).toEqual([]);
  });

  it('is revealed to 效能监察, who does not read the letter, and to nobody who does not see it', async () => {
    const { process } = await letterInProgress(gateway);
    await query(
      `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at,
         policy_id, policy_version, calendar_version)
       VALUES (gen_random_uuid(), $1, 1, 'yellow', 'yellow', 'ZJJ', 'auto', 'issued', now(), now(), now(), 'QDN-2015', ${qdn2015.version}, 1)`,
      [process],
    );

    const read = await request('GET', `/letters/${process}`, { as: 'efficiency' });
    expect(read.body).toMatchObject({ body: null, writer: { name: MASKED.name, phone: null } });
    expect((await reveal(process, 'efficiency')).body.name).toBe(PLAIN.name);
    expect(await views(process)).toHaveLength(1);
    const others = [await reveal(process, 'jtj.clerk'), await reveal(randomUUID(), 'jtj.clerk')];
    expect(others.map(({ status, body }) => [status, body.detail])).toEqual(
      Array(2).fill([404, others[0]!.body.detail]),
    );
  });

  it('is not revealed once it is erased', async () => {
    const { process } = await sendLetter(gateway);
    await eraseLetter(gateway, process);

    expect((await reveal(process, 'mailbox.clerk')).status).toBe(404);
  });

  it('is not revealed more than 60 times an hour to one account', async () => {
    const { process } = await sendLetter(gateway);
    await query(
      `INSERT INTO audit_entry (account, action, subject, result)
       SELECT id::text, 'letter.reveal', 'x', 'done' FROM account, generate_series(1, 59) WHERE username = 'mailbox.reviewer'`,
    );

    const answers = await Promise.all([1, 2, 3].map(() => reveal(process, 'mailbox.reviewer')));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429]);
    expect(await views(process)).toHaveLength(1);
    expect((await reveal(process, 'mailbox.clerk')).status).toBe(200);
  });
});
