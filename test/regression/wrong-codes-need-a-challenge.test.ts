import { expect, it } from '@jest/globals';
import { captchaOf } from '../support/captcha.js';
import { startTestGateway } from '../support/gateway.js';
import { sendLetter, type SentLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const ROUTES = ['lookup', 'ratings', 'supplements', 'objections', 'withdrawals'];
const FIELDS: Record<string, object> = {
  ratings: { rating: 'SATISFIED' },
  supplements: { text: '补充说明' },
  objections: { text: '我有异议' },
};
const attempt = (route: string, letter: object, more: object = {}) =>
  request('POST', `/public/letters/${route}`, { body: { ...letter, ...FIELDS[route], ...more } });
const own = ({ letterNo, queryCode }: SentLetter): object => ({ letterNo, queryCode });

/** Two tries with a wrong code at each of the five routes. */
async function tenWrongCodes(letterNo: string): Promise<string[]> {
  const codes = [];
  for (const route of [...ROUTES, ...ROUTES])
    codes.push((await attempt(route, { letterNo, queryCode: '0000000000' })).body.code);
  return codes;
}

it('ten wrong codes over all routes require a challenge even for the right code', async () => {
  const letter = await sendLetter(gateway);

  expect(await tenWrongCodes(letter.letterNo)).toEqual(Array(10).fill('NOT_FOUND'));
  for (const route of ROUTES) expect((await attempt(route, own(letter))).body.code).toBe('CAPTCHA_REQUIRED');
});

it('a solved challenge opens the letter once for the right code', async () => {
  const letter = await sendLetter(gateway);
  await tenWrongCodes(letter.letterNo);
  const captcha = await captchaOf(gateway);

  expect((await attempt('lookup', own(letter), { captcha })).status).toBe(200);
  expect((await attempt('lookup', own(letter), { captcha })).body.code).toBe('CAPTCHA_INVALID');
});

it('an act and its status use up one challenge', async () => {
  const letter = await sendLetter(gateway);
  await tenWrongCodes(letter.letterNo);

  const { status, body } = await attempt('withdrawals', own(letter), {
    captcha: await captchaOf(gateway),
    reason: '已经解决',
  });

  expect([status, body.stage]).toEqual([200, 'withdrawn']);
});

it('a letter that does not exist requires a challenge like one that does', async () => {
  const invented = { letterNo: 'ZX2026999999', queryCode: '0000000000' };

  expect(await tenWrongCodes(invented.letterNo)).toEqual(Array(10).fill('NOT_FOUND'));
  expect((await attempt('lookup', invented)).body.code).toBe('CAPTCHA_REQUIRED');
});

it('right codes and wrong codes of yesterday do not count', async () => {
  const letter = await sendLetter(gateway);
  for (let n = 0; n < 12; n += 1) expect((await attempt('lookup', own(letter))).status).toBe(200);
  await tenWrongCodes(letter.letterNo);
  await query(`UPDATE failed_attempt SET at = at - interval '1 day'`);

  expect((await attempt('lookup', own(letter))).status).toBe(200);
});

it('a wrong code stores neither letter number nor address in clear', async () => {
  const { letterNo } = await sendLetter(gateway);
  await attempt('lookup', { letterNo, queryCode: '1' });

  const rows = JSON.stringify(await query('SELECT * FROM failed_attempt'));
  expect(rows).not.toContain(letterNo);
  expect(rows).not.toContain('127.0.0.1');
});
