import { expect, it } from '@jest/globals';
import type { WorkflowStartUpdateWithStartInput } from '@temporalio/client';
import { buildIdInterceptors } from '../../../../infra/temporal/tuning/build-ids.js';
import { longestCall } from '../../../../infra/temporal/tuning/longest-call.js';

it('a process is started with the build ids that the server would add', async () => {
  const [interceptor] = buildIdInterceptors({ DUBAN_TUNING_OFF: [] }, '7');
  const passed: WorkflowStartUpdateWithStartInput[] = [];
  const input = { workflowStartOptions: { workflowId: 'letter/1' } } as WorkflowStartUpdateWithStartInput;

  await interceptor!.startUpdateWithStart!(input, async (next) => {
    passed.push(next);
    return {} as never;
  });

  const { workflowId, typedSearchAttributes } = passed[0]!.workflowStartOptions as unknown as {
    workflowId: string;
    typedSearchAttributes: { getAll(): unknown[] };
  };
  expect(workflowId).toBe('letter/1');
  expect(typedSearchAttributes.getAll()).toEqual([
    { key: { name: 'BuildIds', type: 'KEYWORD_LIST' }, value: ['unversioned', 'unversioned:7'] },
  ]);
});

it('without build-ids a process is started as the SDK does it', () => {
  expect(buildIdInterceptors({ DUBAN_TUNING_OFF: ['build-ids'] }, '7')).toEqual([]);
});

it('without workflow-call-limit the SDK’s own limit holds', () => {
  expect(longestCall({ DUBAN_TUNING_OFF: [] })).toEqual({ isolateExecutionTimeout: '2 seconds' });
  expect(longestCall({ DUBAN_TUNING_OFF: ['workflow-call-limit'] })).toEqual({});
});
