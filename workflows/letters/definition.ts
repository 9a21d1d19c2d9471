import { citizen, defineProcess, role } from '../engine/definition/process.js';
import type { LetterInput } from './behaviour.js';
import type { forms } from './forms.js';

/** Facts of a letter, shown by lists. */
export type LetterFacts = {
  readonly kind: string;
  readonly class: string;
  readonly lead: string;
  readonly coUnits: readonly string[];
  /** True for an accusation (检举控告): its stage, units and existence are secret. */
  readonly confidential: boolean;
  readonly rejectReason: string;
  /** Id of the letter that it was merged into and follows in the stage `merged`; null once the two are separated. */
  readonly mergedInto: string | null;
  /** Id of the letter whose answer, rejection or explanation it shares; null once the two are separated. */
  readonly followed: string | null;
  /** Number of the task in that letter whose content is the shared text. */
  readonly followedTask: number | null;
  readonly disputes: number;
  /** Recorded as complex (认定为复杂) by a decision of the office. */
  readonly complex: boolean;
  readonly extensions: number;
  readonly reworks: number;
  readonly reopened: boolean;
  /** Follow-up questions (追问) of the writer; none or one. Never counted as reworks. */
  readonly followUps: number;
  readonly orders: number;
  /** Number of the task whose content is the answer to the citizen. */
  readonly replyTask: number;
  /** Epoch ms at which the unit signed the answer; decides whether the answer is on time. */
  readonly repliedAt: number;
  /** True once the answer has passed its review, so that the citizen may read it. */
  readonly answered: boolean;
  /**
   * SATISFIED, BASICALLY_SATISFIED, DISSATISFIED or UNRATED, which never counts as satisfied. May change until the rating
   * window closes; null again when the letter is reopened, and when its writer asks a follow-up question.
   */
  readonly rating: string | null;
  readonly falseClosure: boolean;
  readonly listed: boolean;
  /** Codes of all units that it is hidden from; set when triage names units beyond those its writer named. */
  readonly hiddenFrom: readonly string[];
  /** Codes of the units that got the letter although it is about them. */
  readonly disclosedTo: string | readonly string[];
};

const office = role('mailbox-office');
const reviewer = role('mailbox-reviewer');
const clerk = role('agency-clerk');
const signer = role('agency-signer');
const supervisor = role('supervisor');
const workClocks = ['rework', 'followUp', 'reopen', 'handling'] as const;

/** 州长信箱: the life of a letter from receipt to closing (plan, part (二)). Reference: docs/letters.md. */
export const mailboxLetter = defineProcess<typeof forms, LetterFacts, LetterInput>()({
  key: 'mailbox-letter',
  version: 1,
  title: '州长信箱来信办理',
  stages: {
    submitted: '待审核',
    supplement: '待补充',
    rejected: '不予受理',
    merged: '已合并',
    triaged: '待转办',
    assigned: '待签收',
    disputed: '退件申请',
    inProgress: '办理中',
    complexPending: '复杂事项认定',
    extensionPending: '延期审批',
    suspendPending: '挂账审批',
    suspended: '挂账',
    signOff: '待签发',
    replyReview: '答复审核',
    rework: '退回重办',
    replied: '已答复',
    reopened: '重办',
    followUp: '追问办理',
    petition: '转信访',
    discipline: '转纪检',
    superior: '正在转上级纪检机关',
    transferred: '已转上级纪检机关',
    closed: '办结',
    withdrawn: '撤回',
    lapsed: '逾期未补充',
  },
  clocks: {
    handling: {
      title: '办理',
      limit: 'handling',
      pauses: { review: '答复审核', complex: '复杂事项认定', extension: '延期审批', suspension: '挂账' },
    },
    rework: { title: '退回重办', limit: 'rework', pauses: { review: '答复审核' } },
    reopen: { title: '重办', limit: 'reopen', pauses: { review: '答复审核' } },
    followUp: { title: '答复追问', limit: 'followUp', pauses: { review: '答复审核' } },
  },
  tasks: {
    register: {
      title: '登记审核',
      stage: 'submitted',
      by: office,
      limit: 'triage',
      outcomes: {
        dispatch: '受理并转办',
        accept: '先受理，稍后转办',
        askForMore: '请来信人补充',
        reject: '不予受理',
        merge: '合并',
      },
      ruledOut: {
        dispatch: '检举控告须先受理，再转纪检监察机关',
        merge: '检举控告须单独办理，不与其他来信合并',
      },
    },
    reconsider: {
      title: '复核不予受理的异议',
      stage: 'submitted',
      by: reviewer,
      limit: 'triage',
      fourEyes: ['register'],
      outcomes: { accept: '受理', uphold: '维持不予受理' },
    },
    supplement: {
      title: '补充材料',
      stage: 'supplement',
      by: citizen,
      expires: 'supplement',
      expiredTitle: '逾期未补充，视为撤回',
      outcomes: { supplement: '补充' },
    },
    object: {
      title: '对不予受理提出异议',
      stage: 'rejected',
      by: citizen,
      expires: 'objection',
      expiredTitle: '逾期未提出异议',
      outcomes: { object: '提出异议' },
    },
    assign: {
      title: '转办',
      stage: 'triaged',
      by: office,
      limit: 'assign',
      outcomes: {
        assign: '转办',
        answer: '直接答复',
        instruct: '呈批',
        petition: '转信访程序',
        discipline: '转纪检监察',
      },
      ruledOut: {
        assign: '检举控告只能转纪检监察机关',
        answer: '检举控告只能转纪检监察机关',
        instruct: '检举控告只能转纪检监察机关',
        petition: '检举控告，以及涉及信访机构的来信，不转信访程序',
      },
    },
    instruct: {
      title: '领导批示',
      stage: 'triaged',
      by: supervisor,
      limit: 'instruction',
      outcomes: { instruct: '批示' },
    },
    sign: {
      title: '签收',
      stage: 'assigned',
      by: clerk,
      staysInUnit: true,
      limit: 'sign',
      expires: 'signDeemed',
      expiredTitle: '逾期未签，视为签收',
      outcomes: { sign: '签收', redispatch: '县（市）内转办', dispute: '申请退件' },
      ruledOut: { dispute: '退件申请已经裁定，不能再次退件' },
    },
    rule: {
      title: '退件裁定',
      stage: 'disputed',
      by: office,
      limit: 'ruling',
      outcomes: { agree: '同意退件', refuse: '不同意退件' },
    },
    superiorRule: {
      title: '指定承办单位',
      stage: 'disputed',
      by: supervisor,
      limit: 'superiorRuling',
      outcomes: { assign: '指定承办' },
    },
    draft: {
      title: '办理并拟稿',
      stage: 'inProgress',
      by: clerk,
      staysInUnit: true,
      clocks: workClocks,
      outcomes: {
        submit: '提交答复稿',
        interim: '阶段性答复',
        askCoUnits: '请求协办',
        complex: '申请认定为复杂',
        extension: '申请延期',
        suspend: '申请挂账',
      },
      ruledOut: {
        complex: '复杂事项的认定申请已经审批，每件只审批一次',
        extension: '延期申请已经审批，每件只审批一次',
      },
    },
    coReply: {
      title: '协办',
      stage: 'inProgress',
      by: clerk,
      limit: 'handling',
      outcomes: { reply: '提交协办意见' },
    },
    decideExtension: {
      title: '延期审批',
      stage: 'extensionPending',
      by: office,
      limit: 'extensionDecision',
      fourEyes: ['draft'],
      expires: 'extensionDecisionEnds',
      expiredTitle: '逾期未批，视为不同意，可再次申请',
      outcomes: { approve: '同意延期', refuse: '不同意' },
    },
    decideComplex: {
      title: '复杂事项认定',
      stage: 'complexPending',
      by: reviewer,
      limit: 'complexDecision',
      fourEyes: ['draft'],
      outcomes: { approve: '认定为复杂', refuse: '不予认定' },
    },
    decideSuspension: {
      title: '挂账审批',
      stage: 'suspendPending',
      by: supervisor,
      limit: 'suspendDecision',
      fourEyes: ['draft'],
      outcomes: { approve: '同意挂账', refuse: '不同意' },
    },
    reviewSuspension: {
      title: '挂账复查',
      stage: 'suspended',
      by: supervisor,
      limit: 'suspendReview',
      outcomes: { resume: '恢复办理', prolong: '继续挂账', end: '说明情况后办结' },
    },
    rework: {
      title: '退回重办',
      stage: 'rework',
      by: clerk,
      staysInUnit: true,
      clocks: workClocks,
      outcomes: { submit: '提交答复稿', interim: '阶段性答复' },
    },
    redo: {
      title: '不满意重办',
      stage: 'reopened',
      by: clerk,
      staysInUnit: true,
      clocks: workClocks,
      outcomes: { submit: '提交答复稿', interim: '阶段性答复' },
    },
    answerFollowUp: {
      title: '答复追问',
      stage: 'followUp',
      by: clerk,
      staysInUnit: true,
      clocks: workClocks,
      outcomes: { submit: '提交答复稿', interim: '阶段性答复' },
    },
    signOff: {
      title: '签发',
      stage: 'signOff',
      by: signer,
      staysInUnit: true,
      clocks: workClocks,
      fourEyes: ['draft'],
      outcomes: { sign: '签发', back: '退回修改' },
    },
    signRework: {
      title: '签发（退回重办）',
      stage: 'signOff',
      by: signer,
      staysInUnit: true,
      clocks: workClocks,
      fourEyes: ['rework'],
      outcomes: { sign: '签发', back: '退回修改' },
    },
    signRedo: {
      title: '签发（不满意重办）',
      stage: 'signOff',
      by: signer,
      staysInUnit: true,
      clocks: workClocks,
      fourEyes: ['redo'],
      outcomes: { sign: '签发', back: '退回修改' },
    },
    signFollowUp: {
      title: '签发（答复追问）',
      stage: 'signOff',
      by: signer,
      staysInUnit: true,
      clocks: workClocks,
      fourEyes: ['answerFollowUp'],
      outcomes: { sign: '签发', back: '退回修改' },
    },
    reviewAnswer: {
      title: '直接答复审核',
      stage: 'replyReview',
      by: reviewer,
      limit: 'replyReview',
      fourEyes: ['assign'],
      outcomes: { pass: '通过', fail: '退回' },
    },
    review: {
      title: '答复审核',
      stage: 'replyReview',
      by: reviewer,
      limit: 'replyReview',
      fourEyes: ['draft', 'rework', 'redo', 'answerFollowUp'],
      outcomes: { pass: '通过', fail: '退回重办' },
    },
    rate: {
      title: '群众评价',
      stage: 'replied',
      by: citizen,
      expires: 'rating',
      expiredTitle: '评价期届满',
      outcomes: { satisfied: '满意', basicallySatisfied: '基本满意', dissatisfied: '不满意' },
    },
    reviewRating: {
      title: '不满意复核',
      stage: 'replied',
      by: reviewer,
      limit: 'ratingReview',
      outcomes: { close: '不成立，办结', reopen: '成立，重办' },
      ruledOut: { reopen: '来信已经重办过一次，不再重办' },
    },
    takeOver: {
      title: '接收检举控告',
      stage: 'discipline',
      by: role('discipline'),
      limit: 'handover',
      outcomes: { take: '接收' },
    },
    transfer: {
      title: '转上级纪检机关',
      stage: 'superior',
      by: supervisor,
      limit: 'handover',
      outcomes: { transfer: '已转上级纪检机关' },
    },
    takePetition: {
      title: '接收转信访事项',
      stage: 'petition',
      by: role('petition-office'),
      limit: 'handover',
      outcomes: { take: '接收' },
    },
    list: {
      title: '选登审定',
      stage: 'closed',
      by: reviewer,
      limit: 'listing',
      fourEyes: ['draft', 'rework', 'redo', 'assign', 'answerFollowUp'],
      outcomes: { publish: '公开', keep: '不公开' },
    },
  },
  messages: {
    withdraw: { title: '来信人撤回' },
    order: { title: '督办' },
    rate: { title: '群众评价' },
    followUp: { title: '来信人追问' },
    parent: { title: '并入信件的办理情况' },
  },
  choices: {
    parent: {
      answered: '已答复',
      explained: '已说明情况办结',
      rejected: '不予受理',
      petition: '已转信访程序',
      discipline: '已移送',
      transferred: '已转上级纪检机关',
      gone: '已终止，恢复单独办理',
      goesOn: '继续办理',
    },
    parties: { asNamed: '涉及单位无补充', more: '补充涉及单位' },
    dispatchedParties: { asNamed: '涉及单位无补充', more: '转办时补充涉及单位' },
    handover: { discipline: '州监察局', superior: '涉及州监察局，转上级纪检机关' },
    secrecy: { open: '一般来信', accusing: '检举控告' },
    disputedBefore: { no: '首次退件', yes: '再次退件，由上级指定' },
    rating: { SATISFIED: '满意', BASICALLY_SATISFIED: '基本满意', DISSATISFIED: '不满意' },
    falseClosure: { no: '非虚假办结', yes: '虚假办结' },
    consent: { given: '来信人同意公开', refused: '来信人不同意公开' },
    suspendedFor: { within: '未满上限', over: '满上限，重新审批' },
  },
  steps: {
    route: { title: '按涉及单位重定经办单位' },
    routeDispatched: { title: '按涉及单位重定经办单位（已转办）' },
    falseClosureCard: { title: '虚假办结红牌' },
  },
  ends: {
    closed: '办结',
    explained: '说明情况后办结',
    rejected: '不予受理',
    withdrawn: '撤回',
    lapsed: '逾期未补充，视为撤回',
    petition: '已转信访程序',
    discipline: '已移送',
    transferred: '已转上级纪检机关',
  },
});
