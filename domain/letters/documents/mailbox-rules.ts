import { LATE_THRESHOLDS, type Length, type Policy } from '../../cases/time-limits/policy.js';
import { heading, list, paragraph, table, type Block, type OfficialDocument } from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import { fullWidthBrackets, sentence } from '../../documents/wording.js';
import type { ProcessDefinition } from '../../../workflows/engine/definition/definition.js';
import { mailboxLetter } from '../../../workflows/letters/definition.js';

export const MAILBOX_RULES = '州长信箱来信办理规则';

const { tasks, clocks }: ProcessDefinition = mailboxLetter.definition;
/** Keys of the limits of a letter's process, in its order. A policy that was stored has lost its own. */
const OF_LETTERS = [
  ...new Set<string>(
    [
      ...Object.values(tasks).flatMap(({ limit, clocks: shown = [], expires }) => [
        limit,
        ...shown.map((clock) => clocks[clock]?.limit),
        expires,
      ]),
      ...Object.values(clocks).map(({ limit }) => limit),
      'dispute', // until when a unit may return a letter: no task has it
    ].filter((key) => key !== undefined),
  ),
];

/** Name of a class of letters. */
type ClassTitles = Readonly<Record<string, string>>;

/**
 * The rules of the mailbox as a document (the plan's 实施意见: 规范办理流程、明确办理时限、责任追究): what a policy says of letters and
 * of their cards, in words. Every number is the policy's. None is printed as law: they are the prefecture's own rules.
 *
 * @param classes in the order in which they are listed
 */
export function mailboxRules(policy: Policy, classes: ClassTitles): OfficialDocument {
  const body: Block[] = [
    paragraph(
      `为规范州长信箱来信办理，明确办理时限和责任，制定本规则。本规则按现行办理时限（${fullWidthBrackets(policy.title)}，第${policy.version}版，自${documentDate(policy.effectiveFrom)}起施行）编印，各项时限和牌是本州的工作规定。`,
    ),
    heading(1, '受理和计时'),
    list(countingRules(policy)),
    heading(1, '办理时限'),
    heading(2, '各类来信的办理时限'),
    ...classTable(policy, classes),
    heading(2, '各环节的时限'),
    stepTable(policy),
    heading(1, '预警、黄牌和红牌'),
    ladderTable(policy),
    list(cardRules(policy)),
    heading(1, '说明和申诉'),
    list(appealRules(policy)),
    heading(1, '责任追究'),
    paragraph(
      '对逾期和办理不力的，按下列顺序加重：预警提醒，黄牌（责任单位书面说明），红牌（督办、列入曝光台），催办通知书，通报批评，约谈，责任追究建议。',
    ),
    paragraph('系统只发出提醒、牌和建议。通报、约谈和对责任人的处理，由有权机关按照管理权限和规定程序决定。'),
    heading(1, '评价和公开'),
    list(publicationRules(policy)),
  ];
  return {
    letterhead: null,
    number: null,
    title: MAILBOX_RULES,
    recipients: null,
    body,
    annexes: [],
    signature: null,
    copies: [],
    issued: null,
  };
}

/** `5个工作日` */
function lengthText(length: Length): string {
  if ('workingDays' in length) return `${length.workingDays}个工作日`;
  if ('workingHours' in length) return `${length.workingHours}个工作小时`;
  return `${length.calendarDays}日`;
}

function countingRules({ receiptCutoff, officeHours, limits }: Policy): string[] {
  const hours = officeHours.map(({ from, to }) => `${from}至${to}`).join('、');
  const { supplement, handling } = limits;
  const extension = handling?.extension;
  return [
    `工作日按国家公布的放假和调休安排、本州的法定节日计算，工作时间为${hours}。`,
    ...(receiptCutoff
      ? [`工作日${receiptCutoff}以后和休息日收到的来信，视为下一个工作日收到。`]
      : ['来信以提交的时间为收到时间。']),
    '当日不计算在内：以工作日计的，从下一个工作日起算；以日计的，期满之日是休息日的，顺延到下一个工作日。',
    ...(supplement?.duration
      ? [
          `请来信人补充材料的，期限为${lengthText(supplement.duration)}，期间不计入办理时限；到期未补充的，视为撤回。`,
        ]
      : []),
    ...(extension && extension.by !== 'date'
      ? [
          sentence(
            `不能按期办结的，承办单位可以申请延期，最多${extension.max}次` +
              (extension.askBefore ? `，须在到期${lengthText(extension.askBefore)}前提出` : '') +
              (extension.totalCap ? `，连同原时限不超过${lengthText(extension.totalCap)}` : ''),
          ),
        ]
      : []),
  ];
}

function classTable({ limits, complexNeedsDecision }: Policy, classes: ClassTitles): Block[] {
  const byClass = limits['handling']?.byClass ?? {};
  const rows = Object.entries(classes).flatMap(([key, title]) => {
    const length = byClass[key];
    return length === undefined ? [] : [[title, length === null ? '不计时限' : lengthText(length)]];
  });
  return [
    table(
      '各类来信办理时限表',
      [
        { title: '来信类别', width: 2, align: 'left' },
        { title: '办理时限', width: 2 },
      ],
      rows,
    ),
    ...(complexNeedsDecision ? [paragraph('复杂事项须经认定；认定以前，按原类别计算。')] : []),
  ];
}

const ENDS: Readonly<Record<string, string>> = {
  midnight: '当日24:00',
  closeOfBusiness: '当日下班时',
  nextWorkingDay: '期满次日',
};

/** All limits but those by class. */
function stepTable({ limits }: Policy): Block {
  const rows = OF_LETTERS.flatMap((key) => {
    const limit = limits[key];
    return limit?.duration ? [[limit.title, lengthText(limit.duration), ENDS[limit.endsAt]!]] : [];
  });
  return table(
    '各环节时限表',
    [
      { title: '环节', width: 3, align: 'left' },
      { title: '时限', width: 2 },
      { title: '截止', width: 2 },
    ],
    rows,
  );
}

function ladderTable({ limits, cards }: Policy): Block {
  const rows = OF_LETTERS.flatMap((key) => {
    const ladder = cards[key];
    if (!ladder) return [];
    const { warning } = ladder;
    const warned = [warning?.before, warning?.again?.before].flatMap((before) =>
      before ? [`到期前${lengthText(before)}`] : [],
    );
    if (warning?.longer)
      warned.push(
        `时限${warning.longer.fromWorkingDays}个工作日以上的，到期前${lengthText(warning.longer.before)}`,
      );
    const late = LATE_THRESHOLDS.map((name) => ladder[name]);
    return [
      [
        limits[key]!.title,
        warned.join('；') || '—',
        ...late.map((threshold) => (threshold ? `逾期${lengthText(threshold.after)}` : '—')),
      ],
    ];
  });
  return table(
    '预警和牌一览表',
    [
      { title: '环节', width: 3, align: 'left' },
      { title: '预警', width: 4 },
      { title: '黄牌', width: 3 },
      { title: '红牌', width: 3 },
      { title: '催办通知书', width: 3 },
      { title: '责任追究建议', width: 3 },
    ],
    rows,
  );
}

function cardRules({ cards, limits, pendingOfficeHours, points, immediate }: Policy): string[] {
  const red = cards['handling']?.red;
  const { statement } = limits;
  return [
    ...(red?.withoutStatement && statement?.duration
      ? [`黄牌发出后${lengthText(statement.duration)}内没有书面说明的，转为红牌。`]
      : []),
    ...(red?.onSecondYellow ? ['同一来信对同一单位第二次发黄牌的，直接发红牌。'] : []),
    immediate.falseClosure === 'auto'
      ? '经核实虚假办结的，直接发红牌，退回重办。'
      : '经核实虚假办结的，由监督单位发红牌，退回重办。',
    ...(pendingOfficeHours > 0
      ? [`自动产生的牌待发${pendingOfficeHours}个工作小时，明显有误的在此期间撤下。`]
      : []),
    `黄牌计${points.yellow}分，红牌计${points.red}分${points.absorb ? '；同一时限先后发黄牌、红牌的，只计红牌' : ''}。`,
    '牌对州群众工作中心自身的环节同样适用。',
  ];
}

function appealRules({ limits }: Policy): string[] {
  const { statement, cardAppeal, cardDecision } = limits;
  return [
    ...(statement?.duration ? [`收到黄牌的单位，${lengthText(statement.duration)}内作出书面说明。`] : []),
    ...(cardAppeal?.duration
      ? [`对牌有异议的，自发牌起${lengthText(cardAppeal.duration)}内可以申诉，并附证据。`]
      : []),
    ...(cardDecision?.duration
      ? [`监督单位在${lengthText(cardDecision.duration)}内决定撤销、维持或者上报。州群众工作中心不参与决定。`]
      : []),
    '申诉期间，牌标明“申诉中”，不计入排名；撤销的牌不计入统计，保留记录。',
  ];
}

function publicationRules({ limits }: Policy): string[] {
  const { rating, followUp, reopen } = limits;
  return [
    ...(rating?.duration
      ? [`来信人可以在答复后${lengthText(rating.duration)}内评价；没有评价的不计为满意。`]
      : []),
    ...(followUp?.duration
      ? [`评价期内可以追问一次，答复单位在${lengthText(followUp.duration)}内答复。`]
      : []),
    ...(reopen?.duration ? [`不满意经复核成立的，重办一次，时限为${lengthText(reopen.duration)}。`] : []),
    '来信和答复的正文，经来信人同意并经审核后才公开；检举控告、涉及国家秘密、商业秘密和个人隐私的不公开。',
  ];
}
