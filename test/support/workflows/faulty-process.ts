import type { z } from 'zod';
import { defineProcess, role } from '../../../workflows/engine/definition/process.js';

type Form = { readonly decision?: z.ZodType<object>; readonly content?: z.ZodType<object> };
type Forms = {
  readonly tasks: {
    readonly decide: {
      readonly pass: Form;
      readonly throw: Form;
      readonly undeclared: Form;
      readonly loop: Form;
      readonly step: Form;
      readonly child: Form;
    };
  };
  readonly messages: { readonly note: Form };
};

/** A process whose behaviour fails in the way that the outcome selects. For tests only. */
export const faultyProcess = defineProcess<Forms>()({
  key: 'faulty',
  version: 1,
  title: '故障',
  stages: { deciding: '决定' },
  clocks: { whole: { title: '办理', limit: 'handling' } },
  tasks: {
    decide: {
      title: '决定',
      stage: 'deciding',
      by: role('agency-clerk'),
      outcomes: {
        pass: '通过',
        throw: '抛出异常',
        undeclared: '未定义的任务',
        loop: '死循环',
        step: '步骤失败',
        child: '子流程',
      },
    },
  },
  messages: { note: { title: '备注' } },
  steps: { fail: { title: '失败的步骤' } },
  children: { permit: { title: '许可', process: 'permit', version: 1 } },
  ends: { done: '办结' },
}).implement<{ unit: string }>(async (p, { unit }) => {
  p.clock.whole.start({ unit, class: 'CONSULT' });
  p.listen.note(() => undefined);
  for (;;) {
    const { outcome } = await p.task.decide({ to: unit });
    switch (outcome) {
      case 'pass':
        return 'done';
      case 'throw':
        throw new TypeError('the behaviour throws');
      case 'undeclared':
        await (p.task as unknown as Record<string, () => Promise<void>>)['undeclared']!();
        break;
      case 'loop':
        for (;;);
      case 'step':
        await p.step.fail({});
        break;
      case 'child':
        await p.each(['a', 'b'], (b, key) => b.child.permit({ unit }, { key: key as string }));
    }
  }
});
