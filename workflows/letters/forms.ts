/**
 * What the outcomes of a letter's tasks carry. `decision` travels into the workflow and so holds codes, dates and
 * verdicts only; `content` (free text, names) stays in PostgreSQL.
 */
import { z } from 'zod';
import type { TextCode } from '../../domain/messages/index.js';
import {
  attachmentIds as files,
  coded,
  distinct,
  note as remark,
  oneLine,
  paragraphs,
  unitCode,
} from '../fields/form-fields.js';
import { hint } from '../fields/form-hints.js';
import type { RuntimeForms } from '../fields/runtime-forms.js';
import { messages, ratingForm } from './message-forms.js';

const unit = unitCode().describe('单位代码');
const note = remark();
const text = (title: string) => paragraphs(20_000, { min: 1, title }).describe(title);

const DISPATCHED_CLASSES = {
  CONSULT: '咨询',
  SUGGEST: '建议',
  HELP: '求助',
  COMPLAINT: '投诉',
  COMPLEX: '复杂事项',
  URGENT: '紧急',
  THANKS: '表扬',
} as const;
const CLASSES = { ...DISPATCHED_CLASSES, REPORT: '检举控告' } as const;
const CLASS = hint({ title: '来信类别', description: '来信类别，决定办理时限' });
const letterClass = coded('来信类别', CLASSES).meta(CLASS);
const CO_UNITS = hint({ title: '协办单位', widget: 'units', description: '协办单位代码' });
const assigned = z.strictObject({
  class: coded('来信类别', DISPATCHED_CLASSES).meta(CLASS),
  lead: unit.meta(hint({ title: '主办单位', description: '主办单位代码' })),
  coUnits: distinct(z.array(unit).max(10)).default([]).meta(CO_UNITS),
});
const leadIsApart = ({ lead, coUnits }: { lead: string; coUnits: readonly string[] }): boolean =>
  !coUnits.includes(lead);
const LEAD_AMONG_CO_UNITS = {
  path: ['coUnits'],
  message: 'letters.leadAmongCoUnits' satisfies TextCode,
};
/** Units that triage finds the letter to be about, beyond those that its writer named. It is hidden from them. */
const namedUnits = distinct(z.array(unit).min(1).max(10))
  .meta(hint({ title: '补充涉及单位', widget: 'units', description: '补充的来信涉及单位代码' }))
  .optional();
const attachmentIds = files();
const conflictReason = paragraphs(2000, { min: 1, title: '理由' })
  .meta(
    hint({
      title: '交涉及单位办理的理由',
      description: '来信涉及该单位，为什么仍交其办理',
      isOnDemand: true,
    }),
  )
  .optional();
/** The number on the receipt, or the id of the letter's process. */
const letterNumber = z
  .string()
  .regex(
    /^([Zz][Xx][0-9]{10,14}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$/,
    'letters.numberFormat' satisfies TextCode,
  );
const noteOnly = { content: z.strictObject({ note }), example: { content: { note: '同意' } } };
const assignmentForm = {
  decision: assigned.refine(leadIsApart, LEAD_AMONG_CO_UNITS),
  content: z.strictObject({ note, conflictReason }),
  example: {
    decision: { class: 'CONSULT', lead: '522601', coUnits: [] },
    content: { note: '请按时限办理并答复来信人' },
  },
};
const acceptForm = {
  decision: z.strictObject({ class: letterClass, namedUnits }),
  content: z.strictObject({ note }),
  example: { decision: { class: 'CONSULT' }, content: {} },
};
const replyForm = {
  content: z.strictObject({
    reply: text('答复内容').meta({ 'x-widget': 'reply' }),
    note,
    attachmentIds,
  }),
  example: { content: { reply: '您反映的问题已核实，现依据有关规定答复如下：……' } },
};
const interimForm = {
  content: z.strictObject({ message: text('阶段性答复').meta({ 'x-widget': 'reply' }) }),
  example: { content: { message: '您的来信正在办理，我们已到现场核查。' } },
};
const reviewFailed = {
  decision: z.strictObject({
    reason: coded('退回原因', {
      OFF_TOPIC: '答非所问',
      NO_BASIS: '缺依据',
      NO_MEASURES: '缺措施',
      PRIVACY: '泄露隐私',
      ATTITUDE: '态度',
    }),
  }),
  content: z.strictObject({ note }),
  example: { decision: { reason: 'NO_BASIS' }, content: { note: '请补充政策依据' } },
};
const explained = {
  content: z.strictObject({ explanation: text('理由') }),
  example: { content: { explanation: '经研究，理由如下。' } },
};

const hiddenRoute = {
  result: z.strictObject({
    office: unit,
    supervisor: unit,
    handover: z.enum(['discipline', 'superior']),
    petition: z.boolean(),
    hiddenFrom: z.array(unit),
  }),
  example: {
    office: 'QGZ',
    supervisor: 'ZFB',
    handover: 'discipline' as const,
    petition: true,
    hiddenFrom: ['ZJJ'],
  },
};

export const forms = {
  tasks: {
    register: {
      accept: acceptForm,
      dispatch: {
        ...assignmentForm,
        decision: assigned.extend({ namedUnits }).refine(leadIsApart, LEAD_AMONG_CO_UNITS),
      },
      askForMore: {
        content: z.strictObject({ question: text('需要补充的内容') }),
        example: { content: { question: '请补充事情发生的时间和地点。' } },
      },
      reject: {
        decision: z.strictObject({
          reason: coded('不予受理的原因', {
            OUT_OF_SCOPE: '不属受理范围',
            DUPLICATE_CLOSED: '重复来信，已办结',
            FINAL_DECISION: '已有终局决定',
            NO_CONTACT: '无有效联系方式',
            UNCLEAR: '事项不清',
            ABUSIVE: '侮辱谩骂',
          }),
        }),
        content: z.strictObject({ explanation: text('理由和正确的渠道') }),
        example: {
          decision: { reason: 'OUT_OF_SCOPE' },
          content: { explanation: '所反映事项属司法机关职权范围，请向人民法院提出。' },
        },
      },
      merge: {
        decision: z.strictObject({
          into: letterNumber.meta(
            hint({ title: '并入信件', widget: 'letter', description: '并入的信件编号，例如 ZX2026000012' }),
          ),
        }),
        content: z.strictObject({ note }),
        example: { decision: { into: 'ZX2026000012' }, content: {} },
      },
    },
    reconsider: {
      accept: acceptForm,
      uphold: explained,
    },
    supplement: {
      supplement: {
        content: z.strictObject({
          text: text('补充内容'),
          attachmentIds,
        }),
        example: { content: { text: '事情发生在上周三上午。' } },
      },
    },
    object: {
      object: {
        content: z.strictObject({ text: text('异议理由') }),
        example: { content: { text: '我认为此事属州政府职权范围。' } },
      },
    },
    assign: {
      assign: assignmentForm,
      answer: replyForm,
      instruct: noteOnly,
      petition: noteOnly,
      discipline: noteOnly,
    },
    instruct: {
      instruct: {
        content: z.strictObject({ instruction: text('批示') }),
        example: { content: { instruction: '请有关单位认真核实，依法办理。' } },
      },
    },
    sign: {
      sign: noteOnly,
      redispatch: {
        decision: z.strictObject({
          unit: unit.meta(hint({ title: '承办单位', description: '本县（市）内承办单位代码' })),
        }),
        content: z.strictObject({ note, conflictReason }),
        example: { decision: { unit: '522601-ZJJ' }, content: {} },
      },
      dispute: {
        decision: z.strictObject({
          reason: coded('退件原因', {
            NOT_OUR_DUTY: '非本单位职责',
            OTHER_UNIT: '属其他单位',
            OTHER_LEVEL: '属上级或下级',
          }),
          suggestedUnit: unit.meta(hint({ title: '建议承办单位' })).optional(),
        }),
        content: z.strictObject({ explanation: text('退件理由') }),
        example: {
          decision: { reason: 'NOT_OUR_DUTY' },
          content: { explanation: '该事项不属于我单位职责，依据三定规定应由住建部门办理。' },
        },
      },
    },
    rule: {
      agree: noteOnly,
      refuse: explained,
    },
    superiorRule: { assign: assignmentForm },
    draft: {
      submit: replyForm,
      interim: interimForm,
      askCoUnits: {
        decision: z.strictObject({
          units: distinct(z.array(unit).min(1).max(10)).meta(CO_UNITS),
        }),
        content: z.strictObject({ note, conflictReason }),
        example: { decision: { units: ['ZJJ'] }, content: { note: '请协助提供有关情况' } },
      },
      complex: {
        decision: z.strictObject({
          reason: coded('认定为复杂的理由', {
            INVESTIGATION: '需现场调查或检测鉴定',
            SEVERAL_UNITS: '涉及多个单位',
            SEVERAL_MATTERS: '涉及多个事项',
            HISTORY: '涉及历史遗留问题',
          }),
        }),
        content: z.strictObject({ explanation: text('理由') }),
        example: {
          decision: { reason: 'SEVERAL_UNITS' },
          content: { explanation: '该事项涉及住建、国土等多个单位，须联合核查。' },
        },
      },
      extension: {
        decision: z.strictObject({
          workingDays: z
            .int()
            .min(1)
            .max(15)
            .meta(hint({ title: '延长', widget: 'workingDays', description: '申请延长的工作日数' })),
          reason: coded('延期原因', {
            COMPLEX: '情况复杂',
            INVESTIGATION: '需调查核实',
            SEVERAL_UNITS: '涉及多个单位',
            FORCE_MAJEURE: '不可抗力',
          }),
        }),
        content: z.strictObject({ explanation: text('延期理由') }),
        example: {
          decision: { workingDays: 5, reason: 'INVESTIGATION' },
          content: { explanation: '需委托第三方检测，结果五日后出具。' },
        },
      },
      suspend: {
        decision: z.strictObject({
          reason: coded('挂账原因', {
            CONDITIONS_NOT_MET: '条件不成熟',
            LITIGATION: '诉讼期间',
            POLICY_PENDING: '政策待明确',
            FUNDS_PENDING: '资金待落实',
          }),
        }),
        content: z.strictObject({ explanation: text('挂账理由') }),
        example: {
          decision: { reason: 'CONDITIONS_NOT_MET' },
          content: { explanation: '项目尚未立项，待条件成熟后办理。' },
        },
      },
    },
    coReply: {
      reply: {
        content: z.strictObject({ opinion: text('协办意见') }),
        example: { content: { opinion: '我单位意见：所述情况属实。' } },
      },
    },
    decideComplex: { approve: noteOnly, refuse: explained },
    decideExtension: {
      approve: {
        decision: z.strictObject({
          workingDays: z
            .int()
            .min(1)
            .max(15)
            .meta(hint({ title: '延长', widget: 'workingDays', description: '延长的工作日数' })),
        }),
        content: z.strictObject({ note }),
        example: { decision: { workingDays: 5 }, content: { note: '同意延期' } },
      },
      refuse: explained,
    },
    decideSuspension: { approve: noteOnly, refuse: explained },
    reviewSuspension: { resume: noteOnly, prolong: noteOnly, end: explained },
    rework: { submit: replyForm, interim: interimForm },
    redo: { submit: replyForm, interim: interimForm },
    answerFollowUp: { submit: replyForm, interim: interimForm },
    signOff: { sign: noteOnly, back: explained },
    signRework: { sign: noteOnly, back: explained },
    signRedo: { sign: noteOnly, back: explained },
    signFollowUp: { sign: noteOnly, back: explained },
    review: { pass: noteOnly, fail: reviewFailed },
    reviewAnswer: { pass: noteOnly, fail: reviewFailed },
    rate: {
      satisfied: ratingForm(),
      basicallySatisfied: ratingForm(),
      dissatisfied: ratingForm(),
    },
    reviewRating: {
      close: explained,
      reopen: {
        decision: z.strictObject({
          falseClosure: z.boolean().meta(hint({ title: '虚假办结', description: '答复称已办结而实际未办' })),
        }),
        content: z.strictObject({ note, conflictReason }),
        example: { decision: { falseClosure: false }, content: {} },
      },
    },
    takeOver: { take: noteOnly },
    transfer: {
      transfer: {
        content: z.strictObject({
          addressee: oneLine(200, { min: 1, title: '接收机关' }).meta(
            hint({ title: '接收机关', group: '移送' }),
          ),
          number: oneLine(100, { min: 1, title: '文号' }).meta(hint({ title: '文号', group: '移送' })),
          date: z.iso.date().meta(hint({ title: '移送日期', group: '移送' })),
          note,
        }),
        example: {
          content: { addressee: '省纪委监察厅', number: '黔东南府办密函〔2015〕1号', date: '2015-06-01' },
        },
      },
    },
    takePetition: { take: noteOnly },
    list: {
      publish: {
        content: z.strictObject({
          title: oneLine(200, { min: 1, title: '公开标题' }).meta(
            hint({ title: '公开标题', description: '公开标题（已脱敏）' }),
          ),
        }),
        example: { content: { title: '关于办理居住证的咨询' } },
      },
      keep: noteOnly,
    },
  },
  steps: { route: hiddenRoute, routeDispatched: hiddenRoute },
  messages,
} satisfies RuntimeForms;
