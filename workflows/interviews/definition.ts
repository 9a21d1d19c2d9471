import { defineProcess, role } from '../engine/definition/process.js';
import type { OnlineInterviewInput } from './behaviour.js';
import type { forms } from './forms.js';

/** What lists show and filter by. */
export type OnlineInterviewFacts = {
  readonly unit: string;
  /** Planned live day (YYYY-MM-DD, Asia/Shanghai). */
  readonly liveOn: string;
  readonly previewed: boolean;
  readonly postponements: number;
  readonly rehearsed: boolean;
  /** Day on which it was held (YYYY-MM-DD, Asia/Shanghai). */
  readonly heldOn: string;
  /** Approved questions without an answer at its end. */
  readonly unanswered: number;
  readonly orders: number;
};

const unitClerk = role('agency-clerk');
const editor = role('info-editor');
const reviewer = role('info-reviewer');

/**
 * 在线访谈: the plan's part (三), steps I1 to I9. Most limits count from the live day, a date of the case. Questions
 * and utterances are rows that the process never sees.
 */
export const onlineInterview = defineProcess<typeof forms, OnlineInterviewFacts, OnlineInterviewInput>()({
  key: 'online-interview',
  version: 1,
  title: '在线访谈',
  stages: {
    planning: '方案准备',
    reviewing: '方案审核',
    previewing: '预告发布',
    collecting: '征集问题',
    ready: '待直播',
    live: '直播',
    concluding: '访谈后办理',
    archived: '归档',
    calledOff: '取消',
  },
  clocks: { answers: { title: '答复未答问题', limit: 'interviewAnswers' } },
  tasks: {
    plan: {
      title: '报送方案、嘉宾、提纲和背景材料',
      stage: 'planning',
      by: unitClerk,
      staysInUnit: true,
      limit: 'interviewPlan',
      outcomes: { submit: '报送' },
    },
    correctPlan: {
      title: '补充修改方案',
      stage: 'planning',
      by: unitClerk,
      staysInUnit: true,
      limit: 'interviewCorrection',
      outcomes: { submit: '重新报送' },
    },
    reviewPlan: {
      title: '初审方案',
      stage: 'reviewing',
      by: editor,
      limit: 'interviewReview',
      fourEyes: ['plan', 'correctPlan'],
      outcomes: { pass: '通过', return: '退回补充' },
    },
    approvePlan: {
      title: '复审方案',
      stage: 'reviewing',
      by: reviewer,
      limit: 'interviewReview',
      fourEyes: ['plan', 'correctPlan', 'reviewPlan'],
      outcomes: { approve: '通过', return: '退回补充' },
    },
    publishPreview: {
      title: '发布预告，开始征集问题',
      stage: 'previewing',
      by: reviewer,
      limit: 'interviewPreview',
      fourEyes: ['plan', 'correctPlan'],
      outcomes: { publish: '发布' },
    },
    chooseQuestions: {
      title: '遴选网友问题',
      stage: 'collecting',
      by: editor,
      limit: 'interviewQuestions',
      outcomes: { digest: '汇总送访谈单位' },
    },
    goLive: {
      title: '开始直播',
      stage: 'ready',
      by: editor,
      limit: 'interviewLive',
      outcomes: { start: '开始', rehearse: '彩排完成' },
      leavesUndone: ['rehearse'],
    },
    endLive: {
      title: '结束直播',
      stage: 'live',
      by: editor,
      limit: 'interviewEnd',
      outcomes: { end: '结束' },
    },
    answerRest: {
      title: '答复未答问题',
      stage: 'concluding',
      by: unitClerk,
      staysInUnit: true,
      clocks: ['answers'],
      outcomes: { submit: '提交签发' },
    },
    signAnswers: {
      title: '签发答复',
      stage: 'concluding',
      by: role('agency-signer'),
      staysInUnit: true,
      clocks: ['answers'],
      fourEyes: ['answerRest'],
      outcomes: { publish: '签发并公开', return: '退回修改' },
    },
    publishTranscript: {
      title: '发布访谈实录',
      stage: 'concluding',
      by: reviewer,
      limit: 'interviewTranscript',
      outcomes: { publish: '发布' },
    },
    writeReport: {
      title: '报送访谈小结',
      stage: 'concluding',
      by: unitClerk,
      staysInUnit: true,
      limit: 'interviewReport',
      outcomes: { submit: '报送' },
    },
    correctReport: {
      title: '修改访谈小结',
      stage: 'concluding',
      by: unitClerk,
      staysInUnit: true,
      limit: 'interviewCorrection',
      outcomes: { submit: '重新报送' },
    },
    checkReport: {
      title: '审核访谈小结',
      stage: 'concluding',
      by: editor,
      limit: 'interviewReportCheck',
      fourEyes: ['writeReport', 'correctReport'],
      outcomes: { accept: '通过', return: '退回修改' },
    },
  },
  messages: {
    postpone: { title: '延期' },
    callOff: { title: '取消' },
    order: { title: '督办' },
  },
  choices: {
    from: {
      plan: '方案未定，重新报送',
      preview: '方案已定，待发预告',
      questions: '已预告，继续征集问题',
      live: '问题已汇总，待直播',
    },
    lead: { kept: '满足最短预告期', short: '未满最短预告期' },
    rest: { none: '问题均已答复', some: '有未答问题' },
  },
  steps: {
    makePlan: { title: '生成访谈方案和提纲' },
    publishPreview: { title: '发布预告' },
    makeDigest: { title: '生成网友问题汇总' },
    startLive: { title: '开始直播' },
    endLive: { title: '结束直播' },
    publishAnswers: { title: '公开答复' },
    publishTranscript: { title: '生成并发布访谈实录' },
    noteReport: { title: '记录小结报送' },
    makeReport: { title: '生成访谈小结' },
    postpone: { title: '发布延期公告' },
    callOff: { title: '发布取消公告' },
    archive: { title: '归档' },
  },
  ends: { archived: '已举办并归档', calledOff: '取消' },
});
