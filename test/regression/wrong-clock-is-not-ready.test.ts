import { beforeAll, expect, it } from '@jest/globals';
import { ClockCheck } from '../../apps/gateway/cases/health/clock-check.js';
import { startTestGateway } from '../support/gateway.js';

const gatewayThatIsOff = (ms: number) =>
  startTestGateway({}, { now: () => Date.now() + ms, checkClock: true });
const gateways = await Promise.all([-10_000, 10_000, 1_000].map(gatewayThatIsOff));
const [slow, fast, nearly] = gateways;
// Else they are not ready for want of an SLA monitor either.
beforeAll(() =>
  Promise.all(
    gateways.map(({ query }) =>
      query(`UPDATE sla_monitor_state SET beat_at = now(), next_at = now() + interval '5 minutes'`),
    ),
  ),
);

it.each([
  ['slow', slow],
  ['fast', fast],
])('a gateway whose clock is ten seconds %s is not ready, and says why', async (_, gateway) => {
  const { status, body } = await gateway!.request('GET', '/health/ready');

  expect([status, body.code, body.params]).toEqual([503, 'NOT_READY', { parts: ['clock'] }]);
});

it('a gateway whose clock is one second off is ready', async () => {
  expect((await nearly!.request('GET', '/health/ready')).status).toBe(200);
});

it('a clock 2.1 s ahead of the database is wrong and one 1.9 s ahead is right', async () => {
  const rightAt = async (ahead: number): Promise<boolean> => {
    const check = new ClockCheck({ now: async () => 1_000_000 }, () => 1_000_000 + ahead);
    await check.measure();
    return check.isRight;
  };

  expect([await rightAt(2_100), await rightAt(1_900)]).toEqual([false, true]);
});

it('a slow answer of the database does not make a clock wrong', async () => {
  let now = 1_000_000;
  const slow = {
    now: async () => {
      now += 10_000;
      return now - 9_500;
    },
  };
  const check = new ClockCheck(slow, () => now);

  await check.measure();

  expect(check.isRight).toBe(true);
});
