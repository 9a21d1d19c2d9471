import { expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { complete, letterInProgress } from '../../../support/letters.js';

const gateway = await startTestGateway();

const extend = (process: string, workingDays: number): Promise<Answer> =>
  complete(gateway, process, {
    name: 'draft',
    as: 'zjj.clerk',
    outcome: 'extension',
    decision: { workingDays, reason: 'COMPLEX' },
  });

it('an extension that is too long is refused with the days that are left', async () => {
  const { process } = await letterInProgress(gateway); // CONSULT: 5 of 15 working days

  const { status, body } = await extend(process, 11);

  expect({ status, code: body.code, issues: body.issues }).toMatchObject({
    status: 409,
    code: 'EXTENSION_NOT_ALLOWED',
    issues: [{ field: 'decision.workingDays', code: 'letters.extensionTooLong', params: { max: 10 } }],
  });
});

it('an extension requested too late is refused with that reason', async () => {
  const { process } = await letterInProgress(gateway);
  await gateway.query(
    `UPDATE clock SET due_at = now() + interval '1 minute' WHERE process_id = $1 AND name = 'handling'`,
    [process],
  );

  const { status, body } = await extend(process, 3);

  expect({ status, code: body.code, detailCode: body.detailCode }).toEqual({
    status: 409,
    code: 'EXTENSION_NOT_ALLOWED',
    detailCode: 'letters.extensionTooLate',
  });
});
