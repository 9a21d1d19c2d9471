import { defineProcess, role } from '../../engine/definition/process.js';
import type { CampaignDepartmentInput } from './behaviour.js';
import type { forms } from './forms.js';

/** What lists show and filter by. */
export type CampaignDepartmentFacts = {
  /** Process of the campaign. */
  readonly campaign: string;
  readonly unit: string;
  /** A named person is responsible (明确专人). */
  readonly contact: boolean;
  /** REPORTED, or FALLBACK: inspected by the fallback list, and marked 未报. */
  readonly list: string;
  /** The uploaded list that was accepted; null when the unit's list is unchanged. */
  readonly reportedList: string | null;
  readonly findings: number;
  readonly contested: boolean;
  /** Open findings. */
  readonly open: number;
  /** Failed rechecks of declarations. */
  readonly bounces: number;
  readonly orders: number;
};

const department = role('agency-clerk');
const centre = role('service-centre');

/**
 * A department's part in a service-item campaign, from its list to its rectification: steps A1.1 to A2.5. Every
 * task of the department times out on a day of the plan, so that a silent department does not hold up the others.
 *
 * With its rectification a department may contest findings that it was never asked about, such as links that became
 * certain only on a second day. So every finding could be contested.
 */
export const campaignDepartment = defineProcess<
  typeof forms,
  CampaignDepartmentFacts,
  CampaignDepartmentInput
>()({
  key: 'campaign-department',
  version: 1,
  title: '单位事项清理',
  stages: {
    listing: '上报清单',
    listed: '清单已定',
    confirming: '确认问题',
    confirmed: '问题已定',
    rectifying: '整改',
    rechecking: '复查',
    supervised: '督办',
    ruling: '核定异议',
    finished: '整改结束',
  },
  clocks: {
    rectification: {
      title: '整改',
      limit: 'campaignRectification',
      pauses: { recheck: '复查', ruling: '核定异议' },
    },
  },
  tasks: {
    nameContact: {
      title: '明确专人',
      stage: 'listing',
      by: department,
      limit: 'campaignContact',
      outcomes: { name: '指定联系人' },
    },
    reportList: {
      title: '上报权力清单',
      stage: 'listing',
      by: department,
      staysInUnit: true,
      limit: 'campaignList',
      expires: 'campaignListEnds',
      expiredTitle: '逾期未报，以既有清单为准',
      outcomes: { report: '上报' },
    },
    checkList: {
      title: '审核清单',
      stage: 'listing',
      by: centre,
      limit: 'campaignListCheck',
      outcomes: { accept: '接收', return: '退回' },
    },
    correctList: {
      title: '更正清单',
      stage: 'listing',
      by: department,
      staysInUnit: true,
      limit: 'campaignListCorrection',
      expires: 'campaignListCorrectionEnds',
      expiredTitle: '逾期未更正，视为未报',
      outcomes: { report: '重新上报' },
    },
    confirmFindings: {
      title: '确认检查发现的问题',
      stage: 'confirming',
      by: department,
      staysInUnit: true,
      limit: 'campaignFindings',
      expires: 'campaignFindingsEnds',
      expiredTitle: '逾期未提出异议，视为确认',
      outcomes: { confirm: '确认', contest: '提出异议' },
    },
    ruleFindings: {
      title: '核定异议',
      stage: 'confirming',
      by: centre,
      limit: 'campaignRuling',
      outcomes: { withdraw: '异议成立，撤销问题', uphold: '维持' },
    },
    rectify: {
      title: '整改',
      stage: 'rectifying',
      by: department,
      staysInUnit: true,
      clocks: ['rectification'],
      expires: 'campaignRectificationEnds',
      expiredTitle: '整改期满',
      outcomes: {
        declare: '申报全部整改完成',
        declarePart: '申报部分整改完成',
        contest: '对新增问题提出异议',
      },
    },
    ruleNewFindings: {
      title: '核定对新增问题的异议',
      stage: 'ruling',
      by: centre,
      limit: 'campaignRuling',
      outcomes: { withdraw: '异议成立，撤销问题', uphold: '维持' },
    },
    recheck: {
      title: '复查',
      stage: 'rechecking',
      by: centre,
      limit: 'campaignRecheck',
      outcomes: { pass: '通过', bounce: '退回整改' },
    },
    supervise: {
      title: '督办整改',
      stage: 'supervised',
      by: role('supervisor'),
      limit: 'campaignSupervision',
      expires: 'campaignSupervisionEnds',
      expiredTitle: '逾期未批示，视为同意督办',
      outcomes: { order: '督办' },
    },
  },
  messages: { order: { title: '督办' } },
  signals: { inspected: { title: '下发检查结果' }, rectify: { title: '下达整改任务' } },
  choices: {
    findings: { some: '有问题', none: '无问题' },
    task: { some: '有整改任务', none: '无整改任务' },
    rest: { none: '全部整改', some: '尚未全部整改' },
    bounced: { no: '复查通过', once: '首次退回', often: '两次以上退回，督办' },
    left: { some: '仍有问题', rectified: '其余已整改', clean: '全部撤销' },
    progress: { some: '部分整改', none: '未整改' },
  },
  steps: {
    settleFindings: { title: '按核定更新问题' },
    settleNewFindings: { title: '按核定更新新增问题' },
    reinspect: { title: '复查申报整改的事项', hours: 2, inTimeline: true },
    applyRecheck: { title: '按复查更新问题' },
  },
  ends: { rectified: '全部整改', partly: '部分整改', unrectified: '未整改', clean: '无整改任务' },
});
