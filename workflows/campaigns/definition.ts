import { defineProcess, role } from '../engine/definition/process.js';
import type { CampaignDates, ServiceItemCampaignInput } from './behaviour.js';
import type { forms } from './forms.js';

/** What lists show and filter by. */
export type ServiceItemCampaignFacts = {
  readonly departments: number;
  /** How many departments' lists are settled, reported or not. */
  readonly listed: number;
  /** Items of the frozen catalogue. */
  readonly items: number;
  readonly reported: number;
  /** Departments that are checked against the fallback list. */
  readonly fallback: number;
  readonly findings: number;
  /** How many departments have ended their rectification. */
  readonly finished: number;
  /** Findings that the next cycle takes over. */
  readonly open: number;
  readonly orders: number;
  /** Codes of the units that have neither reported nor items in the fallback list. */
  readonly unlisted: readonly string[];
  /** Every day of the plan, once some were corrected: published by the command that did it. */
  readonly dates: Readonly<Record<keyof CampaignDates, string>>;
};

const centre = role('service-centre');
const government = role('supervisor');

/**
 * 在线办事事项检查清理 (a campaign): the plan's part (一) in its three phases, steps A1.1 to A4. The days are
 * data of the campaign; each department's part is a process of its own. The catalogue waits for items of every unit, so
 * that silence is not rewarded.
 */
export const serviceItemCampaign = defineProcess<
  typeof forms,
  ServiceItemCampaignFacts,
  ServiceItemCampaignInput
>()({
  key: 'service-item-campaign',
  version: 1,
  title: '在线办事事项检查清理',
  stages: {
    notice: '部署',
    listing: '统计摸底',
    inspecting: '对照检查',
    confirming: '单位确认',
    reporting: '报告和整改方案',
    rectifying: '整改',
    rechecking: '全面复查',
    concluding: '通报总结',
    closed: '办结',
  },
  tasks: {
    issueNotice: {
      title: '印发通知',
      stage: 'notice',
      by: centre,
      limit: 'campaignNotice',
      outcomes: { issue: '印发' },
    },
    supplyFallback: {
      title: '提供未报单位的依据清单',
      stage: 'listing',
      by: centre,
      limit: 'campaignCatalogue',
      outcomes: { supply: '提供清单' },
    },
    freezeCatalogue: {
      title: '审定事项目录',
      stage: 'listing',
      by: centre,
      limit: 'campaignCatalogue',
      outcomes: { freeze: '定稿' },
    },
    reviewFindings: {
      title: '核对检查结果',
      stage: 'inspecting',
      by: centre,
      limit: 'campaignInspection',
      outcomes: { handDown: '下发各单位' },
    },
    submitReport: {
      title: '报送检查报告和整改方案',
      stage: 'reporting',
      by: centre,
      limit: 'campaignReport',
      outcomes: { submit: '报送' },
    },
    approvePlan: {
      title: '审批整改方案',
      stage: 'reporting',
      by: government,
      limit: 'campaignApproval',
      outcomes: { approve: '同意', return: '退回修改' },
    },
    reviewResiduals: {
      title: '核对复查结果',
      stage: 'rechecking',
      by: centre,
      limit: 'campaignFullRecheck',
      outcomes: { confirm: '确认' },
    },
    reportProblems: {
      title: '报告存在的问题',
      stage: 'concluding',
      by: centre,
      limit: 'campaignProblemReport',
      outcomes: { submit: '报送' },
    },
    issueBulletin: {
      title: '通报检查情况',
      stage: 'concluding',
      by: government,
      limit: 'campaignBulletin',
      outcomes: { issue: '印发通报', return: '退回修改' },
    },
  },
  messages: { order: { title: '督办' } },
  signals: {
    listed: { title: '单位清单已定' },
    settled: { title: '单位问题已定' },
    finished: { title: '单位整改结束' },
  },
  choices: {
    baseline: { complete: '各单位均有清单', missing: '有单位未报送且无依据清单' },
    leftovers: { none: '无遗留问题', some: '有遗留问题' },
  },
  steps: {
    compileCatalogue: { title: '汇编事项目录', inTimeline: true },
    takeFallback: { title: '采用依据清单' },
    freezeCatalogue: { title: '事项目录定稿' },
    inspect: { title: '对照检查网站', hours: 24, inTimeline: true },
    handDown: { title: '下发检查结果', hours: 4 },
    makeReport: { title: '生成检查报告和整改方案' },
    openRectification: { title: '下达整改任务' },
    inspectAgain: { title: '全面复查网站', hours: 24, inTimeline: true },
    makeProblemReport: { title: '生成问题报告' },
    publishBulletin: { title: '发布通报' },
    carryOver: { title: '遗留问题转入下一轮' },
  },
  children: { department: { title: '单位事项清理', process: 'campaign-department', version: 1 } },
  ends: { completed: '办结', carried: '办结，遗留问题转入下一轮' },
});
