import { citizen, defineProcess, role, type Context } from '../../../workflows/engine/definition/process.js';
import type { StandardSchema } from '../../../workflows/engine/definition/definition.js';

type Nothing = Record<never, never>;

/** A permit: the process that the type cases are written against. */
export type PermitForms = {
  tasks: {
    examine: {
      grant: { decision: StandardSchema<{ until: string }>; content: StandardSchema<{ note: string }> };
      refuse: { decision: StandardSchema<{ reason: 'NO_BASIS' | 'TOO_LATE' }> };
    };
    appeal: { appeal: Nothing };
  };
  messages: { withdraw: { decision: StandardSchema<{ kind: 'WHOLLY' | 'PARTLY' }> } };
  signals: { heard: { decision: StandardSchema<{ witnesses: number }> } };
  reports: { granted: { decision: StandardSchema<{ until: string }> } };
  children: {
    hearing: {
      signals: { invite: { decision: StandardSchema<{ on: string }> } };
      result: StandardSchema<'held' | 'waived'>;
    };
  };
  steps: { register: { result: StandardSchema<{ number: number }> } };
};
export type PermitFacts = { readonly until: string; readonly appeals: number };

export const examine = {
  title: '审查',
  stage: 'examining',
  by: role('examiner'),
  clocks: ['handling'],
  outcomes: { grant: '准予', refuse: '不予' },
} as const;
export const appeal = {
  title: '申诉',
  stage: 'appealing',
  by: citizen,
  expires: 'appeal',
  outcomes: { appeal: '提出申诉' },
} as const;

export const permit = defineProcess<PermitForms, PermitFacts>()({
  key: 'permit',
  version: 1,
  title: '许可',
  stages: { examining: '审查', appealing: '申诉' },
  tasks: { examine, appeal },
  messages: { withdraw: { title: '撤回' } },
  clocks: { handling: { title: '办理', limit: 'handling', pauses: { hearing: '听证' } } },
  choices: { size: { small: '小', large: '大' } },
  signals: { heard: { title: '已听证' } },
  steps: { publish: { title: '公布' }, register: { title: '登记', hours: 1 } },
  children: { hearing: { title: '听证', process: 'hearing', version: 1 } },
  ends: { granted: '准予', refused: '不予' },
});
export type P = Context<PermitForms, typeof permit.definition, PermitFacts>;
