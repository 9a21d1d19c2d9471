import { defineProcess, role } from '../engine/definition/process.js';
import type { ColumnArrangementInput } from './behaviour.js';
import type { forms } from './forms.js';

/** What lists show and filter by. */
export type ColumnArrangementFacts = {
  readonly year: number;
  readonly units: number;
  /** Units that have answered, with topics or with none. */
  readonly answered: number;
  /** Units without an answer when proposals were closed. */
  readonly silent: number;
  /** Topics in the published table. */
  readonly entries: number;
  /** Changes after publication. */
  readonly changes: number;
};

const unit = role('agency-clerk');
const editor = role('info-editor');

/**
 * 访谈计划和调查安排表: units propose topics for a year's interviews, surveys and consultations; the info office arranges
 * and publishes them (steps I0 and S0). A late unit gets cards and may answer until the info office closes the
 * proposals, so a silent unit does not block the year.
 */
export const columnArrangement = defineProcess<
  typeof forms,
  ColumnArrangementFacts,
  ColumnArrangementInput
>()({
  key: 'column-arrangement',
  version: 1,
  title: '访谈计划和调查安排',
  stages: { proposing: '单位报送', arranging: '统筹安排', published: '已公布', concluded: '办结' },
  tasks: {
    propose: {
      title: '报送访谈和调查选题',
      stage: 'proposing',
      by: unit,
      staysInUnit: true,
      limit: 'arrangementProposal',
      outcomes: { propose: '报送', none: '本年无计划' },
    },
    closeProposals: {
      title: '截止报送',
      stage: 'proposing',
      by: editor,
      limit: 'arrangementClosing',
      outcomes: { close: '截止' },
    },
    arrange: {
      title: '统筹安排选题',
      stage: 'arranging',
      by: editor,
      limit: 'arrangementTable',
      outcomes: { submit: '送审', return: '退回单位补充' },
      leavesUndone: ['return'],
    },
    revise: {
      title: '补充选题',
      stage: 'arranging',
      by: unit,
      staysInUnit: true,
      limit: 'arrangementRevision',
      expires: 'arrangementRevisionEnds',
      expiredTitle: '逾期未补充，按原选题安排',
      outcomes: { revise: '重新报送' },
    },
    approve: {
      title: '审核公布安排表',
      stage: 'arranging',
      by: role('info-reviewer'),
      limit: 'arrangementReview',
      fourEyes: ['arrange'],
      outcomes: { publish: '公布', return: '退回修改' },
    },
    conclude: {
      title: '年度办结',
      stage: 'published',
      by: editor,
      limit: 'arrangementYear',
      outcomes: { conclude: '办结' },
    },
  },
  messages: { change: { title: '调整安排' } },
  steps: {
    settle: { title: '汇总报送情况' },
    publish: { title: '公布安排表' },
  },
  ends: { concluded: '年度办结' },
});
