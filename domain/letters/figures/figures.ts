/**
 * The figures of letters: each with its formula in words. Cockpit, ledger, bulletin and assessment count by these, and
 * figure-conditions.ts has the condition of each, by which a figure is counted and its cases are listed. Secret cases are in none.
 */

/** Days of Asia/Shanghai, as instants: `to` is the first instant after it. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

interface Figure {
  readonly title: string;
  /** What is counted, in words. */
  readonly formula: string;
  /** The figure that it is a share of. */
  readonly of?: string;
}

/** Figures of a period. A letter counts once in each. */
export const LETTER_FIGURES = {
  received: { title: '收件', formula: '本期收到的来信' },
  rejected: { title: '无效', formula: '本期收到的来信中，不予受理、撤回和逾期未补充的', of: 'received' },
  merged: { title: '重复', formula: '本期收到的来信中，并入其他来信的', of: 'received' },
  dispatched: { title: '转办', formula: '本期转办给承办单位的来信' },
  concluded: { title: '办结', formula: '本期转办的来信中，答复已通过审核的', of: 'dispatched' },
  due: {
    title: '应办结',
    formula: '办理期限在本期内且已经届满的来信：已签发答复的，和逾期未答复的；退件、撤回和暂停计时的不计',
  },
  onTime: { title: '按时办结', formula: '应办结的来信中，首次答复在办理期限内签发的', of: 'due' },
  late: { title: '逾期', formula: '应办结的来信中，逾期签发答复的和逾期未答复的', of: 'due' },
  signed: { title: '已答复', formula: '应办结的来信中，首次答复已经签发的', of: 'due' },
  closed: { title: '评价期满', formula: '本期办结的来信：已答复，评价已结束' },
  rated: { title: '参评', formula: '本期办结的来信中，来信人作出评价的', of: 'closed' },
  satisfied: {
    title: '满意',
    formula: '参评的来信中，评价为满意和基本满意的；未评价的不算满意',
    of: 'rated',
  },
  scored: { title: '评解决程度', formula: '参评的来信中，来信人对解决程度打分的', of: 'rated' },
  solved: {
    title: '解决',
    formula: '对解决程度打分的来信中，打 3 分及以上的（满分 5 分）；没有打分的不计',
    of: 'scored',
  },
  reworked: {
    title: '重办',
    formula: '本期办结的来信中，答复被退回重办或者不满意重办过的；追问不算',
    of: 'closed',
  },
} as const satisfies Readonly<Record<string, Figure>>;
export type LetterFigure = keyof typeof LETTER_FIGURES;
export const LETTER_FIGURE_KEYS = Object.keys(LETTER_FIGURES) as LetterFigure[];

/** Figures of cards that were issued in a period: yellow and red ones of letters. */
export const CARD_FIGURES = {
  yellow: { title: '黄牌', formula: '本期发出的黄牌中，有效的；申诉中和已撤销的不计' },
  red: { title: '红牌', formula: '本期发出的红牌中，有效的；申诉中和已撤销的不计' },
  contested: { title: '申诉中', formula: '本期发出的黄牌和红牌中，正在申诉的' },
  revoked: { title: '已撤销', formula: '本期发出的黄牌和红牌中，已经撤销的' },
} as const satisfies Readonly<Record<string, Figure>>;
export type CardFigure = keyof typeof CARD_FIGURES;
export const CARD_FIGURE_KEYS = Object.keys(CARD_FIGURES) as CardFigure[];

/** Levels and states of the cards in each figure. */
export const CARDS_OF_FIGURE: Readonly<
  Record<CardFigure, { readonly levels: readonly string[]; readonly states: readonly string[] }>
> = {
  yellow: { levels: ['yellow'], states: ['issued', 'upheld', 'escalated'] },
  red: { levels: ['red'], states: ['issued', 'upheld', 'escalated'] },
  contested: { levels: ['yellow', 'red'], states: ['appealed'] },
  revoked: { levels: ['yellow', 'red'], states: ['revoked'] },
};

/** Steps of a letter, as people speak of them, with the tasks that belong to each and the limit that it is held to. */
export const LETTER_STEPS = {
  register: { title: '登记', tasks: ['register', 'reconsider'], limit: 'triage' },
  assign: { title: '转办', tasks: ['assign'], limit: 'assign' },
  sign: { title: '签收', tasks: ['sign'], limit: 'sign' },
  draft: { title: '办理', tasks: ['draft'], limit: 'handling' },
  signOff: {
    title: '签发',
    tasks: ['signOff', 'signRework', 'signRedo', 'signFollowUp'],
    limit: null, // within the limit of the work
  },
  review: { title: '审核', tasks: ['review', 'reviewAnswer'], limit: 'replyReview' },
  rework: { title: '重办', tasks: ['rework', 'redo'], limit: 'rework' },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly tasks: readonly string[]; readonly limit: string | null }>
>;
export type LetterStep = keyof typeof LETTER_STEPS;
export const LETTER_STEP_KEYS = Object.keys(LETTER_STEPS) as LetterStep[];

/** How a step went in a period. */
export const STEP_FIGURES = {
  step: { title: '经过', formula: '本期内完成该环节的来信，和时限在本期内届满而仍在该环节的' },
  stepLate: {
    title: '超时',
    formula: '经过该环节的来信中，有一次超过该环节时限的，仍在该环节的也算',
    of: 'step',
  },
} as const satisfies Readonly<Record<string, Figure>>;
export type StepFigure = keyof typeof STEP_FIGURES;

/** Letters that are being worked on now, whatever the period. */
export const OPEN_FIGURE = {
  open: { title: '在办', formula: '现在尚未答复或者正在重办、答复追问的来信；已合并的不计' },
} as const satisfies Readonly<Record<string, Figure>>;

/** Stages of letters that are being worked on. */
export const OPEN_STAGES: readonly string[] = [
  'submitted',
  'supplement',
  'triaged',
  'assigned',
  'disputed',
  'inProgress',
  'complexPending',
  'extensionPending',
  'suspendPending',
  'suspended',
  'signOff',
  'replyReview',
  'rework',
  'reopened',
  'followUp',
  'petition',
];

/** Every figure whose letters can be listed. */
export const LISTED_FIGURES = [
  ...LETTER_FIGURE_KEYS,
  ...(Object.keys(STEP_FIGURES) as StepFigure[]),
  'open',
] as const;
export type ListedFigure = (typeof LISTED_FIGURES)[number];

/** Months before the current one whose figures are read. */
export const FIGURE_MONTHS = 24;

/** Score of 5 from which a matter counts as solved: the middle one is not a bad one, as with 基本满意. */
export const MIN_SOLVED_SCORE = 3;

/** Ratings that a rank of satisfaction needs. */
export const MIN_RATED_FOR_RANK = 3;

/** Share of answers in time that units are held to, in percent: a line in charts, no rule of the time limits. */
export const ON_TIME_TARGET = 90;
