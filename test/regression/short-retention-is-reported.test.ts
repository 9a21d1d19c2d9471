import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadConfig } from '../../infra/config/config.js';
import { assertTemporalUsable } from '../../infra/local/own-servers.js';
import { startTestTemporal, type TestTemporal } from '../support/temporal.js';

let temporal: TestTemporal;
beforeAll(async () => void (temporal = await startTestTemporal()));
afterAll(() => temporal.close());

/** What is said of a Temporal whose namespace keeps histories for so many days. */
async function saidAt(days: number): Promise<string | null> {
  await temporal.client.workflowService.updateNamespace({
    namespace: 'default',
    config: { workflowExecutionRetentionTtl: { seconds: (days * 86_400) as never } },
  });
  return assertTemporalUsable(loadConfig({ TEMPORAL_ADDRESS: temporal.server.address }));
}

it('a start warns of a retention below a year, with the command that corrects it', async () => {
  const { address } = temporal.server;

  expect(await saidAt(3)).toBe(
    `Temporal at ${address} forgets what has ended after 3 days: npm run reconcile cannot prove older processes. Keep it ` +
      `for a year: temporal operator namespace update --address ${address} --namespace default --retention 365d`,
  );
  expect(await saidAt(365)).toBeNull();
});
