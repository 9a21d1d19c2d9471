import type { Answer, SupervisionGateway } from '../../../support/supervision-gateway.js';

/** Issues a manual card to a unit that handles a letter. @param more fields of the request */
export async function issueManualCard(
  gateway: SupervisionGateway,
  unit: string,
  more: object = {},
): Promise<{ process: string; card: Answer['body'] }> {
  const process = await gateway.forwardedLetter(unit);
  const body = { processId: process, unit, level: 'yellow', reason: '办理情况不实', ...more };
  const { status, body: card } = await gateway.request('efficiency', 'POST /supervision/cards', body);
  expect(status).toBe(201);
  return { process, card };
}
