import { defineProcess, role } from '../engine/definition/process.js';
import type { SurveyInput } from './behaviour.js';
import type { forms } from './forms.js';

/** What lists show and filter by. */
export type SurveyFacts = {
  readonly unit: string;
  /** Last day before its opening, if it waits, and last day on which it is open (YYYY-MM-DD, Asia/Shanghai). */
  readonly waitsUntil: string | null;
  readonly closesOn: string;
  /** Responses at the closing: those that count, and those that do not. */
  readonly answers: number;
  readonly setAside: number;
  /** Suggestions with a verdict, and those adopted wholly or in part. */
  readonly items: number;
  readonly adopted: number;
  readonly orders: number;
};

const clerk = role('agency-clerk');
const signer = role('agency-signer');
const editor = role('info-editor');
const reviewer = role('info-reviewer');

/**
 * 网上调查: the plan's part (三), steps S1 to S6. Two persons of the information office review a unit's draft. Opening and closing are
 * instants: PostgreSQL accepts responses by them, and the process waits for them. The survey ends once the unit has
 * published its adoption results.
 */
export const survey = defineProcess<typeof forms, SurveyFacts, SurveyInput>()({
  key: 'survey',
  version: 1,
  title: '网上调查',
  stages: {
    drafting: '编制问卷',
    reviewing: '审核',
    scheduled: '待开放',
    open: '征集',
    figures: '公布数据',
    reporting: '调查分析',
    adopting: '公布采用结果',
    closed: '办结',
  },
  clocks: {
    figures: { title: '公布数据', limit: 'surveyFigures' },
    report: { title: '调查分析报告', limit: 'surveyReport' },
    adoption: { title: '公布采用结果', limit: 'surveyAdoption' },
  },
  tasks: {
    submit: {
      title: '报送问卷',
      stage: 'drafting',
      by: clerk,
      staysInUnit: true,
      limit: 'surveyQuestionnaire',
      outcomes: { submit: '报送', abandon: '不再开展' },
      leavesUndone: ['abandon'],
    },
    revise: {
      title: '修改问卷',
      stage: 'drafting',
      by: clerk,
      staysInUnit: true,
      limit: 'surveyRevision',
      outcomes: { submit: '报送', abandon: '不再开展' },
      leavesUndone: ['abandon'],
    },
    review: {
      title: '初审',
      stage: 'reviewing',
      by: editor,
      limit: 'surveyReview',
      fourEyes: ['submit', 'revise'],
      outcomes: { pass: '通过', return: '退回修改' },
    },
    approve: {
      title: '复审发布',
      stage: 'reviewing',
      by: reviewer,
      limit: 'surveyReview',
      fourEyes: ['submit', 'revise', 'review'],
      outcomes: { publish: '发布', return: '退回修改' },
    },
    awaitOpening: {
      title: '待开放',
      stage: 'scheduled',
      by: reviewer,
      expires: 'surveyOpening',
      expiredTitle: '到期开放',
      outcomes: { withdraw: '撤回修改' },
    },
    collect: {
      title: '征集',
      stage: 'open',
      by: reviewer,
      expires: 'surveyPeriod',
      expiredTitle: '到期截止',
      outcomes: { close: '提前结束', extend: '延长' },
    },
    publishFigures: {
      title: '公布调查数据',
      stage: 'figures',
      by: editor,
      clocks: ['figures'],
      outcomes: { publish: '公布' },
    },
    report: {
      title: '撰写调查分析报告',
      stage: 'reporting',
      by: clerk,
      staysInUnit: true,
      clocks: ['report'],
      outcomes: { submit: '送签' },
    },
    signReport: {
      title: '签发调查分析报告',
      stage: 'reporting',
      by: signer,
      staysInUnit: true,
      clocks: ['report'],
      fourEyes: ['report'],
      outcomes: { sign: '签发', return: '退回修改' },
    },
    adoption: {
      title: '填报采用结果',
      stage: 'adopting',
      by: clerk,
      staysInUnit: true,
      clocks: ['adoption'],
      outcomes: { submit: '送签' },
    },
    signAdoption: {
      title: '签发采用结果',
      stage: 'adopting',
      by: signer,
      staysInUnit: true,
      clocks: ['adoption'],
      fourEyes: ['adoption'],
      outcomes: { sign: '签发并公布', return: '退回修改' },
    },
  },
  messages: { order: { title: '督办' } },
  choices: {
    opening: { later: '按计划日开放', now: '已到计划日，即时开放' },
    figures: { public: '公布数据', hidden: '不公布数据' },
  },
  steps: {
    publish: { title: '发布调查' },
    withdraw: { title: '撤下调查' },
    extend: { title: '延长征集' },
    close: { title: '截止征集' },
    abandon: { title: '记录未开展' },
    publishFigures: { title: '公布调查数据' },
    makeReport: { title: '生成调查分析报告' },
    publishAdoption: { title: '公布采用结果' },
  },
  ends: { completed: '办结', abandoned: '未开展' },
});
