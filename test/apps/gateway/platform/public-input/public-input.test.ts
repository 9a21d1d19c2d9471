import { describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { PublicInputRequest } from '../../../../../apps/gateway/platform/public-input/public-input.js';
import { solved } from '../../../../support/captcha.js';
import { startTestGateway } from '../../../../support/gateway.js';

const gateway = await startTestGateway();
const { PublicInput } = await import('../../../../../apps/gateway/platform/public-input/public-input.js');
const door = gateway.app.get(PublicInput, { strict: false });

const challenge = async () => (await gateway.request('GET', '/public/captcha')).body;
const captcha = async (): Promise<string> => solved(await challenge());
const OPINION = '建议在第三条中明确公共停车场的收费标准和监督电话';

const admit = async (sent: Partial<PublicInputRequest> & { subject: string }) =>
  door.admit({ perHour: 30, ip: '203.0.113.7', text: OPINION, captcha: await captcha(), ...sent });

const decoded = (payload: string) => JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
const encoded = (payload: unknown): string => Buffer.from(JSON.stringify(payload)).toString('base64');

describe('a challenge', () => {
  it('a solved challenge admits one submission', async () => {
    const answer = await gateway.request('GET', '/public/captcha');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');

    const subject = randomUUID();
    const payload = await solved(answer.body);
    await expect(admit({ subject, captcha: payload })).resolves.toMatchObject({ heldFor: null });
    await expect(admit({ subject, captcha: payload, text: '另一条意见' })).rejects.toMatchObject({
      code: 'CAPTCHA_INVALID',
      details: { issues: [{ field: 'captcha' }] },
    });
  });

  it('a rolled-back submission does not use up its challenge', async () => {
    const [subject, payload] = [randomUUID(), await captcha()];
    const { POOL } = await import('../../../../../apps/gateway/platform/tokens.js');
    const pool = gateway.app.get<Pool>(POOL, { strict: false });
    const db = await pool.connect();
    await db.query('BEGIN');
    await door.admit({ perHour: 30, subject, captcha: payload, ip: null }, db);
    await db.query('ROLLBACK');
    db.release();

    await expect(admit({ subject, captcha: payload })).resolves.toMatchObject({ heldFor: null });
  });

  it.each([
    ['nothing', undefined, 'CAPTCHA_REQUIRED'],
    ['an empty text', '', 'CAPTCHA_REQUIRED'],
    ['no base64', '<script>alert(1)</script>', 'CAPTCHA_INVALID'],
    ['something else', encoded({ hello: 1 }), 'CAPTCHA_INVALID'],
    ['a book', 'A'.repeat(5000), 'CAPTCHA_INVALID'],
  ])('%s instead of a solved challenge is refused', async (_, payload, code) => {
    await expect(
      door.admit({ perHour: 30, subject: randomUUID(), captcha: payload, ip: null }),
    ).rejects.toMatchObject({ code });
  });

  it('a challenge that is foreign, easier or unsolved is refused', async () => {
    const subject = randomUUID();
    const payload = decoded(await captcha());
    const parameters = { ...payload.challenge.parameters, keyPrefix: '0' };
    const easier = encoded({ ...payload, challenge: { ...payload.challenge, parameters } });
    const foreign = encoded({ ...payload, challenge: { ...payload.challenge, signature: 'ab'.repeat(32) } });
    const guessed = encoded({ ...payload, solution: { ...payload.solution, derivedKey: 'ab'.repeat(32) } });

    for (const captcha of [easier, foreign, guessed])
      await expect(admit({ subject, captcha })).rejects.toMatchObject({ code: 'CAPTCHA_INVALID' });
  });

  it('an expired challenge is refused', async () => {
    const payload = await captcha();
    const later = Date.now() + 31 * 60_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
    try {
      await expect(
        door.admit({ perHour: 30, subject: randomUUID(), captcha: payload, ip: null }),
      ).rejects.toMatchObject({ code: 'CAPTCHA_INVALID', detail: { code: 'platform.captchaExpired' } });
    } finally {
      clock.mockRestore();
    }
  });
});

describe('a submission', () => {
  it('a repeated text of one sender is held for moderation, whatever its spacing', async () => {
    const subject = randomUUID();
    expect(await admit({ subject })).toMatchObject({ heldFor: null });
    expect(await admit({ subject, text: ` ${OPINION.replaceAll('和', '和 ')}!!` })).toMatchObject({
      heldFor: 'REPEATED',
    });
    expect(await admit({ subject, text: '完全不同的意见' })).toMatchObject({ heldFor: null });
    expect(await admit({ subject: randomUUID() })).toMatchObject({ heldFor: null });
  });

  it('the fourth identical long text of any sender is held for moderation', async () => {
    const subject = randomUUID();
    const from = (n: number) => `198.51.100.${n}`;
    const results = [];
    for (let n = 1; n <= 5; n += 1) results.push((await admit({ subject, ip: from(n) })).heldFor);
    expect(results).toEqual([null, null, null, 'REPEATED', 'REPEATED']);

    const short = [];
    for (let n = 1; n <= 5; n += 1) short.push((await admit({ subject, ip: from(n), text: '同意' })).heldFor);
    expect(short).toEqual([null, null, null, null, null]);
  });

  it('identical short texts of one address are not held for moderation', async () => {
    const subject = randomUUID();

    const said = [];
    for (let n = 1; n <= 5; n += 1) said.push((await admit({ subject, text: '同意' })).heldFor);

    expect(said).toEqual([null, null, null, null, null]);
  });

  it('submissions of one address above the hourly limit are held for moderation', async () => {
    const subject = randomUUID();
    const many = async (count: number) => {
      const last = [];
      for (let n = 0; n < count; n += 1)
        last.push((await admit({ subject, perHour: 20, text: `问题${n}` })).heldFor);
      return last;
    };
    expect(new Set(await many(20))).toEqual(new Set([null]));
    expect(await many(2)).toEqual(['FLOOD', 'FLOOD']);
    expect(await admit({ subject, perHour: 20, text: '邻居的问题', ip: '203.0.113.8' })).toMatchObject({
      heldFor: null,
    });
  });

  it('the trace of a submission stores neither address nor text', async () => {
    const subject = randomUUID();
    expect(await admit({ subject, ip: null })).toMatchObject({ sender: null, heldFor: null });
    await admit({ subject });

    const rows = await gateway.query('SELECT * FROM public_input WHERE subject = $1', [subject]);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/203\.0\.113|停车/);
  });
});
