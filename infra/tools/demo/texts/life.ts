/** The life of a letter of the demonstration as data: what offices and writer do with it, in order. */

/** Completes the open task of this name. Parts that are left out are those of the outcome's example. */
export interface OfficeStep {
  readonly task: string;
  readonly outcome: string;
  readonly decision?: object;
  readonly content?: object;
  /** Account. @default the one of the task's unit and role */
  readonly as?: string;
}
/** An act of the writer, with number and query code. */
export interface WriterStep {
  readonly writer: 'supplements' | 'objections' | 'ratings' | 'follow-ups' | 'withdrawals';
  readonly fields: object;
}
/** Merges the letter into another one of the demonstration, by the key of that one. */
export interface MergeStep {
  readonly mergeInto: string;
}
/** A supervisor suspends the whole process. */
export interface SuspensionStep {
  readonly suspend: string;
}
/** Somebody comments on the open task of this name. */
export interface CommentStep {
  readonly comment: string;
  readonly on: string;
  readonly as: string;
}
export type Step = OfficeStep | WriterStep | MergeStep | SuspensionStep | CommentStep;

export type LetterClass =
  'CONSULT' | 'SUGGEST' | 'HELP' | 'COMPLAINT' | 'COMPLEX' | 'URGENT' | 'THANKS' | 'REPORT';

export interface DemoLetter {
  /** Name for `mergeInto`. */
  readonly key?: string;
  readonly kind: 'CONSULT' | 'SUGGEST' | 'HELP' | 'COMPLAINT' | 'REPORT' | 'THANKS';
  readonly title: string;
  readonly body: string;
  readonly writerName: string;
  readonly wantsPublic?: boolean;
  readonly namedUnits?: readonly string[];
  /** When it happened: days before today. */
  readonly daysAgo?: number;
  readonly eventPlace?: string;
  /** Name of a picture that the writer sends. */
  readonly photo?: string;
  readonly life: readonly Step[];
}

const task = (
  name: string,
  outcome: string,
  fields: Omit<OfficeStep, 'task' | 'outcome'> = {},
): OfficeStep => ({
  task: name,
  outcome,
  ...fields,
});

export const accept = (letterClass: LetterClass): OfficeStep =>
  task('register', 'accept', { decision: { class: letterClass } });
export const askForMore = (question: string): OfficeStep =>
  task('register', 'askForMore', { content: { question } });
export const reject = (reason: string, explanation: string): OfficeStep =>
  task('register', 'reject', { decision: { reason }, content: { explanation } });
export const mergeInto = (key: string): MergeStep => ({ mergeInto: key });

/** Registration that forwards the letter at once. */
export const dispatch = (
  letterClass: LetterClass,
  lead: string,
  coUnits: readonly string[] = [],
): OfficeStep =>
  task('register', 'dispatch', {
    decision: { class: letterClass, lead, coUnits },
    content: { note: '请按时限办理，并把结果答复来信人。' },
  });
/** A later decision of the centre: `answer`, `instruct`, `petition`, `discipline`. */
export const assign = (outcome: string, content: object = {}): OfficeStep =>
  task('assign', outcome, { content });

export const sign = (): OfficeStep => task('sign', 'sign', { content: {} });
export const redispatch = (unit: string): OfficeStep =>
  task('sign', 'redispatch', { decision: { unit }, content: { note: '属你局职责，请接办。' } });
export const giveBack = (explanation: string, suggestedUnit?: string): OfficeStep =>
  task('sign', 'dispute', {
    decision: { reason: 'OTHER_UNIT', ...(suggestedUnit && { suggestedUnit }) },
    content: { explanation },
  });
/** The centre agrees to a return. */
export const agreeToReturn = (): OfficeStep =>
  task('rule', 'agree', { content: { note: '同意退件，另行转办。' } });
export const reassign = (letterClass: LetterClass, lead: string): OfficeStep =>
  task('assign', 'assign', { decision: { class: letterClass, lead, coUnits: [] }, content: {} });

export const submit = (reply: string, name = 'draft'): OfficeStep =>
  task(name, 'submit', { content: { reply } });
export const interim = (message: string): OfficeStep => task('draft', 'interim', { content: { message } });
export const signOff = (name = 'signOff'): OfficeStep => task(name, 'sign', { content: {} });
export const pass = (): OfficeStep => task('review', 'pass', { content: {} });
export const fail = (reason: string, note: string): OfficeStep =>
  task('review', 'fail', { decision: { reason }, content: { note } });
export const coReply = (opinion: string): OfficeStep => task('coReply', 'reply', { content: { opinion } });
/** `extension`, `complex` or `suspend`, requested by the unit. */
export const request = (outcome: string, decision: object, explanation: string): OfficeStep =>
  task('draft', outcome, { decision, content: { explanation } });
export const decide = (name: string, decision?: object): OfficeStep =>
  task(name, 'approve', { ...(decision && { decision }), content: {} });

/** From the forwarding to the signature for it. */
export const inHand = (letterClass: LetterClass, lead: string, coUnits: readonly string[] = []): Step[] => [
  dispatch(letterClass, lead, coUnits),
  sign(),
];
/** From the forwarding to the answer that waits for its signature. */
export const drafted = (letterClass: LetterClass, lead: string, reply: string): Step[] => [
  ...inHand(letterClass, lead),
  submit(reply),
];
/** From the forwarding to the answer that waits for its review. */
export const signed = (letterClass: LetterClass, lead: string, reply: string): Step[] => [
  ...drafted(letterClass, lead, reply),
  signOff(),
];
/** From the forwarding to the answer that the writer reads. */
export const answered = (letterClass: LetterClass, lead: string, reply: string): Step[] => [
  ...signed(letterClass, lead, reply),
  pass(),
];

interface Stars {
  readonly attitude?: number;
  readonly speed?: number;
  readonly solved?: number;
  readonly reason?: string;
}
/** A rating that closes the letter. */
export const rate = (rating: string, stars: Stars = {}): WriterStep => ({
  writer: 'ratings',
  fields: { rating, ...stars, final: true },
});
/** A rating that may be changed until the window closes. */
export const rateForNow = (rating: string, stars: Stars = {}): WriterStep => ({
  writer: 'ratings',
  fields: { rating, ...stars },
});
export const supplement = (text: string): WriterStep => ({ writer: 'supplements', fields: { text } });
export const object = (text: string): WriterStep => ({ writer: 'objections', fields: { text } });
export const followUp = (text: string): WriterStep => ({ writer: 'follow-ups', fields: { text } });
export const withdraw = (reason: string): WriterStep => ({ writer: 'withdrawals', fields: { reason } });
export const list = (title: string): OfficeStep => task('list', 'publish', { content: { title } });
/** The centre's decision on a dissatisfied rating. */
export const reopen = (): OfficeStep =>
  task('reviewRating', 'reopen', { decision: { falseClosure: false }, content: {} });
export const letStand = (explanation: string): OfficeStep =>
  task('reviewRating', 'close', { content: { explanation } });
export const other = task;
