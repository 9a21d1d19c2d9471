import type { z } from 'zod';
import { citizen, defineProcess, role } from '../../../workflows/engine/definition/process.js';

type Form = { readonly decision?: z.ZodType<object>; readonly content?: z.ZodType<object> };
type Forms = {
  readonly tasks: {
    readonly check: { readonly pass: Form; readonly longer: Form; readonly wait: Form };
    readonly approve: { readonly approve: Form; readonly back: Form };
    readonly answer: { readonly answer: Form };
  };
  readonly messages: { readonly withdraw: Form };
};

/** A small process with every kind of event that the read model projects. For tests only. */
export const permitProcess = defineProcess<Forms, { readonly kind: string; readonly round: number }>()({
  key: 'permit',
  version: 1,
  title: '许可',
  stages: { checking: '审查', approving: '审批', asking: '补正' },
  clocks: {
    whole: { title: '办理', limit: 'handling', pauses: { supplement: '补正' } },
    rest: { title: '补办', limit: 'rework' },
  },
  tasks: {
    check: {
      title: '审查',
      stage: 'checking',
      by: role('agency-clerk'),
      limit: 'sign',
      outcomes: { pass: '通过', longer: '延长', wait: '补正' },
    },
    approve: {
      title: '审批',
      stage: 'approving',
      by: role('agency-signer'),
      clocks: ['rest', 'whole'],
      fourEyes: ['check'],
      outcomes: { approve: '同意', back: '退回' },
    },
    answer: {
      title: '补正',
      stage: 'asking',
      by: citizen,
      expires: 'supplement',
      outcomes: { answer: '补正' },
    },
  },
  messages: { withdraw: { title: '撤回' } },
  ends: { approved: '同意', withdrawn: '撤回' },
}).implement<{ unit: string }>(async (p, { unit }) => {
  p.facts({ kind: 'permit', round: 0 });
  p.clock.whole.start({ unit, class: 'CONSULT' });
  const work = async (b: typeof p): Promise<void> => {
    for (let round = 1; ; round += 1) {
      b.facts({ round });
      const checked = await b.task.check({ to: unit });
      if (checked.outcome === 'longer') b.clock.whole.extend({ workingDays: 3 });
      if (checked.outcome === 'wait') {
        b.clock.whole.pause('supplement');
        await b.task.answer({ to: '' });
        b.clock.whole.resume();
        continue;
      }
      const approved = await b.task.approve({ to: unit });
      if (approved.outcome === 'approve') return;
      b.clock.rest.start({ unit, cap: 'whole' });
    }
  };
  const ended = await p.race({ work, withdraw: (b) => b.message.withdraw() });
  return ended.won === 'work' ? 'approved' : 'withdrawn';
});
