import { processes } from '../../workflows/registry.js';
import { startTestGateway } from '../support/gateway.js';
import { complete, letterInProgress, openTask, sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request } = gateway;

const reassign = async (process: string, name: string, body: object) =>
  request('POST', `/tasks/${await openTask(gateway, process, name)}/reassign`, {
    as: 'supervisor',
    body: { reason: '职责调整', ...body },
  });

it.each(['sign', 'draft'])('refuses to move the task %s to another unit', async (name) => {
  const letter = await letterInProgress(gateway);
  if (name === 'sign') {
    const other = await sendLetter(gateway);
    await complete(gateway, other.process, {
      name: 'register',
      as: 'mailbox.clerk',
      outcome: 'dispatch',
      decision: { class: 'CONSULT', lead: 'ZJJ', coUnits: [] },
    });
    Object.assign(letter, other);
  }

  const moved = await reassign(letter.process, name, { unit: '522622' });
  const inside = await reassign(letter.process, name, { assignee: 'zjj.clerk' });

  expect(moved).toMatchObject({
    status: 409,
    body: {
      code: 'REASSIGN_NOT_ALLOWED',
      detailCode: 'cases.stepsStayInUnit',
      issues: [{ field: 'unit' }],
    },
  });
  expect(inside).toMatchObject({ status: 200, body: { assignee: 'zjj.clerk' } });
});

it('moves a task to another unit when no later step stays in the unit', async () => {
  const { process } = await letterInProgress(gateway);
  await complete(gateway, process, {
    name: 'draft',
    as: 'zjj.clerk',
    outcome: 'askCoUnits',
    decision: { units: ['JTJ'] },
  });

  expect(await reassign(process, 'coReply', { unit: 'JYJ' })).toMatchObject({
    status: 200,
    body: { unit: 'JYJ' },
  });
});

it('every task of a clerk or signer declares staysInUnit', () => {
  const newest = new Map(processes.map(({ definition }) => [definition.key, definition]));
  const movable = [...newest.values()].flatMap(({ key, tasks }) =>
    Object.entries(tasks).flatMap(([name, task]) =>
      task.by !== 'citizen' && task.by.role.startsWith('agency-') && !task.staysInUnit
        ? [`${key} ${name}`]
        : [],
    ),
  );

  expect(movable.sort()).toEqual(['campaign-department nameContact', 'mailbox-letter coReply']);
});
