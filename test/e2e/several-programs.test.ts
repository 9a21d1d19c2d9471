import { Client as TemporalClient, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestStack, type TestStack } from '../support/stack.js';
import { Client } from './client.js';
import { expectWhole } from './expect-whole.js';
import { Handling } from './handling.js';

/** `LETTERS=100 npm test -- test/e2e/several` for more of them. */
const LETTERS = Number(process.env['LETTERS'] ?? 30);

let first: TestStack;
let second: TestStack;

beforeAll(async () => {
  first = await startTestStack();
  const { databaseUrl, temporalAddress } = first;
  // A gateway and a worker of its own, on the servers of the first.
  second = await startTestStack({
    settings: { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress },
  });
}, 120_000);
afterAll(async () => {
  await second?.stop();
  await first?.stop();
});

it('two gateways and two workers share one database and one Temporal', async () => {
  // Each request goes to the other gateway, so one reads what the other has written.
  const handling = new Handling([new Client(first.url), new Client(second.url)]);

  await handling.letters(LETTERS, 16);

  await expectWhole(first, handling.closed);
  expect(await workersOf(first)).toHaveLength(2);
  expect([...first.said, ...second.said]).toEqual([]);
}, 180_000);

it('a session of one gateway is valid at the other', async () => {
  const token = await new Client(first.url).signIn('supervisor');

  const answer = await fetch(`${second.url}/api/v1/processes?limit=1`, {
    headers: { authorization: `Bearer ${token}` },
  });

  expect(answer.status).toBe(200);
});

/** Identities of the workers that completed workflow tasks of letters. */
async function workersOf({ temporalAddress: address }: TestStack): Promise<string[]> {
  const connection = await Connection.connect({ address });
  try {
    const { workflow } = new TemporalClient({ connection });
    const identities = new Set<string>();
    for await (const { workflowId } of workflow.list({ query: `WorkflowType = 'mailbox-letter.v1'` })) {
      const { events } = await workflow.getHandle(workflowId).fetchHistory();
      for (const { workflowTaskCompletedEventAttributes: task } of events ?? []) {
        if (task?.identity) identities.add(task.identity);
      }
    }
    return [...identities];
  } finally {
    await connection.close();
  }
}
