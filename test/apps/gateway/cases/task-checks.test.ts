import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';

const gateway = await startTestGateway();
const { TaskChecks } = await import('../../../../apps/gateway/cases/tasks/task-checks.js');
const check = (): Promise<void> => Promise.resolve();

describe('the checks of tasks', () => {
  it('are registered for every process that has some when the gateway has started', () => {
    const checks = gateway.app.get(TaskChecks, { strict: false });

    for (const [process, task, outcome] of [
      ['mailbox-letter', 'register', 'dispatch'],
      ['campaign-department', 'reportList', 'report'],
      ['column-arrangement', 'propose', 'propose'],
      ['online-interview', 'goLive', 'start'],
      ['survey', 'approve', 'publish'],
      ['consultation', 'decide', 'adopt'],
      ['card-appeal', 'decide', 'uphold'],
    ] as const)
      expect([process, typeof checks.find(process, task, outcome)]).toEqual([process, 'function']);
    expect(checks.find('mailbox-letter', 'approve', 'publish')).toBeUndefined();
    expect(checks.find('accountability', 'propose', 'talk')).toBeUndefined();
  });

  it('of one process are not registered twice', () => {
    const checks = new TaskChecks();
    checks.register('survey', { 'approve/publish': check });

    expect(() => checks.register('survey', {})).toThrow(`'survey' are registered a second time`);
    expect(checks.find('survey', 'approve', 'publish')).toBe(check);
  });

  it.each([
    ['survey', 'approve/publsh'],
    ['surveys', 'approve/publish'],
  ])('that would never be asked are refused: %s, %s', (process, name) => {
    expect(() => new TaskChecks().register(process, { [name]: check })).toThrow(`no outcome '${name}'`);
  });
});
