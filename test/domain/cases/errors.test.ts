import { describe, expect, it } from '@jest/globals';
import '../../../apps/gateway/register-errors.js';
import { problemOf } from '../../../apps/gateway/platform/problems/problem.js';
import { toRefusal } from '../../../domain/cases/errors.js';
import { DubanError } from '../../../workflows/engine/errors.js';

const request = { id: 'r', url: '/api/v1/tasks/1.1?x=1' };

describe('a stored refusal', () => {
  it('a stored refusal keeps its code, the code of its detail and the parameters', () => {
    const detail = { code: 'engine.taskNotOpen', params: { task: 3 } } as const;

    const { code, detail: read } = toRefusal({ code: 'TASK_NOT_OPEN', detail });

    expect([code, read]).toEqual(['TASK_NOT_OPEN', detail]);
  });

  it('a stored refusal without a detail has none', () => {
    expect(toRefusal({ code: 'PROCESS_ENDED', detail: null }).detail).toBeNull();
  });

  it('a detail that this version does not know is shown as the title', () => {
    const detail = { code: 'engine.ofTheNextVersion', params: { x: 1 } };

    const problem = problemOf(toRefusal({ code: 'TASK_NOT_OPEN', detail }), request);

    expect(problem).toMatchObject({
      detail: problem.title,
      detailCode: 'engine.ofTheNextVersion',
      params: { x: 1 },
    });
  });

  it('a stored refusal with an unknown code becomes INTERNAL', () => {
    expect(toRefusal({ code: 'OF_THE_NEXT_VERSION', detail: null }).code).toBe('INTERNAL');
  });
});

describe('a problem document', () => {
  it('a problem document has detail and issues in Chinese, with their codes', () => {
    const error = DubanError.ofFields('VERSION_CONFLICT', [
      { field: 'version', code: 'cases.policyVersionNotNext', params: { id: 'QDN', next: 2 } },
    ]);

    expect(problemOf(error, request)).toEqual({
      type: '/docs/errors#VERSION_CONFLICT',
      title: '版本已存在，或不是下一个版本',
      status: 409,
      code: 'VERSION_CONFLICT',
      detail: '须为 QDN 的下一个版本 2，已有的版本不能更改',
      detailCode: 'cases.policyVersionNotNext',
      params: { id: 'QDN', next: 2 },
      instance: '/api/v1/tasks/1.1',
      requestId: 'r',
      issues: [
        {
          field: 'version',
          code: 'cases.policyVersionNotNext',
          params: { id: 'QDN', next: 2 },
          message: '须为 QDN 的下一个版本 2，已有的版本不能更改',
        },
      ],
    });
  });

  it('a problem document without a detail has the title in its place', () => {
    const problem = problemOf(new DubanError('PROCESS_ENDED'), request);

    expect([problem.detail, problem.detailCode, problem.params]).toEqual([
      '流程已结束',
      undefined,
      undefined,
    ]);
  });
});
