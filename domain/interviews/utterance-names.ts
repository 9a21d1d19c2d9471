import type { Act, CrewRole, UtteranceState } from './utterance-flow.js';

/** What refusals call the acts on an utterance. */
export const ACT_NAMES: Readonly<Record<Act, string>> = {
  revise: '修改',
  review: '审核',
  approve: '复核',
  publish: '发布',
  return: '退回',
  withdraw: '撤下',
  retract: '撤回',
};

export const UTTERANCE_STATE_NAMES: Readonly<Record<UtteranceState, string>> = {
  draft: '待审核',
  reviewed: '已审核',
  approved: '已复核',
  published: '已发布',
  withdrawn: '已撤下',
  retracted: '已撤回',
};

export const CREW_ROLE_NAMES: Readonly<Record<CrewRole, string>> = {
  host: '主持人',
  guest: '嘉宾',
  recorder: '速录',
  reviewer: '审核',
};
