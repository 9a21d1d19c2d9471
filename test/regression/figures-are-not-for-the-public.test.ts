import { expect, it } from '@jest/globals';
import { cachedFor } from '../../apps/gateway/cases/health/cached-for.js';
import { MetricsServer } from '../../apps/gateway/cases/health/metrics-server.js';
import { startTestGateway } from '../support/gateway.js';

const { app, request, query } = await startTestGateway();

it('the API port answers /metrics with 404', async () => {
  expect((await app.inject('/metrics')).statusCode).toBe(404);
});

it('the metrics port serves /metrics only', async () => {
  const port = await app.get(MetricsServer).listen(0);
  const at = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);

  const answer = await at('/metrics');

  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/plain'),
  ]);
  expect(await answer.text()).toContain('duban_commands_total');
  expect((await at('/api/v1/units')).status).toBe(404);
});

it('the API port serves readiness', async () => {
  await query(`UPDATE sla_monitor_state SET beat_at = now(), next_at = now() + interval '5 minutes'`); // as if a worker ran

  expect((await request('GET', '/health/ready')).status).toBe(200);
});

it('a cached result is read once within its time', async () => {
  let looks = 0;
  const cached = cachedFor(50, () => Promise.resolve((looks += 1)));

  expect(await Promise.all([cached(), cached(), cached()])).toEqual([1, 1, 1]);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(await cached()).toBe(2);
});
