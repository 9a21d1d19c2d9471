import { defineProcess, role } from '../engine/definition/process.js';
import type { ConsultationInput } from './behaviour.js';
import type { forms } from './forms.js';

/** Facts that lists show and filter by. */
export type ConsultationFacts = {
  /** Id of the policy in the register. */
  readonly policy: string;
  readonly unit: string;
  readonly major: boolean;
  /** Last day of the period, YYYY-MM-DD. */
  readonly closesOn: string;
  /** Number of opinions that are not held by moderation. */
  readonly opinions: number;
  /** Number of opinions that were adopted wholly or in part. */
  readonly adopted: number;
  /** The adoption feedback is public. */
  readonly answered: boolean;
  readonly orders: number;
};

const clerk = role('agency-clerk');
const signer = role('agency-signer');
const legal = role('legal-officer');

/**
 * 意见征集, from the classification of a policy to its issue: steps Q0 to Q7. Length and minimum of the period are
 * data of the law in force on the day of publication. Opinions are rows, never messages.
 */
export const consultation = defineProcess<typeof forms, ConsultationFacts, ConsultationInput>()({
  key: 'consultation',
  version: 1,
  title: '政策意见征集',
  stages: {
    classifying: '认定是否重大',
    preparing: '起草征求意见稿',
    reviewing: '发布审核',
    open: '征求意见',
    hearing: '听证',
    sorting: '整理意见',
    feedback: '反馈采纳情况',
    legal: '合法性审查',
    deciding: '决策',
    issuing: '出台',
    closed: '结束',
  },
  clocks: {
    sorting: { title: '整理意见', limit: 'consultationSorting' },
    adoption: { title: '公布采纳情况', limit: 'consultationAdoption' },
  },
  tasks: {
    classify: {
      title: '认定是否重大',
      stage: 'classifying',
      by: legal,
      limit: 'consultationClassification',
      outcomes: { major: '属重大或涉及群众切身利益', ordinary: '不属重大' },
    },
    choose: {
      title: '确定是否征求意见',
      stage: 'preparing',
      by: clerk,
      staysInUnit: true,
      limit: 'consultationChoice',
      outcomes: { consult: '征求意见', without: '不征求意见' },
    },
    prepare: {
      title: '起草征求意见稿',
      stage: 'preparing',
      by: clerk,
      staysInUnit: true,
      limit: 'consultationDraft',
      outcomes: { submit: '提交发布' },
    },
    checkDraft: {
      title: '初审征求意见稿',
      stage: 'reviewing',
      by: role('info-editor'),
      limit: 'consultationCheck',
      fourEyes: ['prepare'],
      outcomes: { accept: '通过', return: '退回' },
    },
    publish: {
      title: '审核发布',
      stage: 'reviewing',
      by: role('info-reviewer'),
      limit: 'consultationPublishing',
      fourEyes: ['prepare', 'checkDraft'],
      outcomes: { publish: '发布', return: '退回' },
    },
    collect: {
      title: '征求意见期间',
      stage: 'open',
      by: clerk,
      staysInUnit: true,
      expires: 'consultationPeriodEnds',
      expiredTitle: '期满',
      outcomes: { finish: '期满结束', extend: '延长期限' },
    },
    sendPapers: {
      title: '送达听证材料',
      stage: 'hearing',
      by: clerk,
      staysInUnit: true,
      limit: 'consultationHearingPapers',
      expires: 'consultationHearingPapersEnds',
      expiredTitle: '逾期未送达，听证须改期',
      outcomes: { send: '已送达' },
    },
    moveHearing: {
      title: '改期或取消听证',
      stage: 'hearing',
      by: clerk,
      staysInUnit: true,
      limit: 'consultationHearingMove',
      outcomes: { postpone: '改期', cancel: '取消' },
    },
    holdHearing: {
      title: '举行听证',
      stage: 'hearing',
      by: clerk,
      staysInUnit: true,
      limit: 'consultationHearing',
      outcomes: { hold: '已举行', postpone: '改期', cancel: '取消' },
    },
    sortOpinions: {
      title: '整理意见并逐条答复',
      stage: 'sorting',
      by: clerk,
      staysInUnit: true,
      clocks: ['sorting', 'adoption'],
      outcomes: { submit: '报签' },
    },
    signAdoption: {
      title: '签发采纳情况',
      stage: 'feedback',
      by: signer,
      staysInUnit: true,
      clocks: ['adoption'],
      fourEyes: ['sortOpinions'],
      outcomes: { publish: '签发并公布', return: '退回' },
    },
    submitReview: {
      title: '送合法性审查',
      stage: 'legal',
      by: clerk,
      staysInUnit: true,
      limit: 'consultationSubmission',
      outcomes: { submit: '送审' },
    },
    legalReview: {
      title: '合法性审查',
      stage: 'legal',
      by: legal,
      limit: 'consultationLegalReview',
      fourEyes: ['submitReview'],
      outcomes: { pass: '合法', return: '退回修改' },
    },
    awaitDecision: {
      title: '合法性审查期',
      stage: 'legal',
      by: legal,
      expires: 'consultationLegalReviewEnds',
      expiredTitle: '期满',
      outcomes: { proceed: '期满，报请决定', reopen: '收回意见，重新审查' },
    },
    decide: {
      title: '集体讨论决定',
      stage: 'deciding',
      by: role('supervisor'),
      limit: 'consultationDecision',
      outcomes: { adopt: '通过', return: '退回修改', consult: '先征求意见', reject: '不通过' },
      ruledOut: { consult: '本政策已经公开征求过意见' },
    },
    issue: {
      title: '印发公布',
      stage: 'issuing',
      by: signer,
      staysInUnit: true,
      limit: 'consultationIssue',
      outcomes: { issue: '印发', return: '提请重新决定' },
    },
  },
  messages: { withdraw: { title: '撤回' }, order: { title: '督办' } },
  choices: {
    importance: { major: '重大', ordinary: '一般' },
    publication: { published: '已发布', incomplete: '材料不齐或期限不符' },
    period: { over: '期满', running: '尚未期满' },
    hearing: { none: '不听证', planned: '听证' },
    verdicts: { complete: '每条意见均已答复', missing: '尚有意见未答复' },
    adoption: { published: '采纳情况已公布', missing: '尚有意见未答复' },
    decision: { stands: '决定成立', blocked: '须先公布采纳情况' },
    gate: { open: '已出台', blocked: '须先公布采纳情况' },
  },
  steps: {
    classify: { title: '登记认定结果' },
    publish: { title: '发布征求意见' },
    extend: { title: '延长征求意见期限' },
    recordPapers: { title: '登记听证材料送达' },
    planHearing: { title: '听证改期' },
    postponeHearing: { title: '听证延期' },
    cancelHearing: { title: '取消听证' },
    recordHearing: { title: '登记听证' },
    close: { title: '征求意见截止' },
    countVerdicts: { title: '核对答复' },
    publishAdoption: { title: '公布采纳情况' },
    beginReview: { title: '起算合法性审查期' },
    decide: { title: '登记决定' },
    reopenDecision: { title: '撤回决定' },
    issue: { title: '出台' },
    withdraw: { title: '登记撤回' },
    reject: { title: '登记不予通过' },
  },
  ends: { issued: '出台', rejected: '不予通过', withdrawn: '撤回' },
});
