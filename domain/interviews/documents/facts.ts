import type { Block, OfficialDocument } from '../../documents/model.js';

/** Facts of an interview in its documents. Days are `YYYY-MM-DD`, times `HH:mm`, both of Asia/Shanghai. */
export interface InterviewFacts {
  readonly topic: string;
  /** Names of the unit that answers, and of the office that holds it. */
  readonly unit: string;
  readonly office: string;
  readonly form: 'text' | 'video';
  readonly liveOn: string;
  readonly liveFrom: string;
  readonly guests: readonly { readonly name: string; readonly title: string; readonly intro: string }[];
  /** Date of the document. */
  readonly today: string;
}

/** A question as documents show it. */
export interface QuestionLine {
  readonly text: string;
  readonly nickname: string;
  readonly chosen: boolean;
  readonly answer: string | null;
}

export const FORM_NAMES = { text: '图文访谈', video: '视频访谈' } as const;

/** A document between offices, without a letterhead. */
export const working = (
  title: string,
  body: readonly Block[],
  sent: { readonly to: string | null; readonly by: string; readonly on: string },
): OfficialDocument => ({
  letterhead: null,
  number: null,
  title,
  recipients: sent.to,
  body,
  annexes: [],
  signature: { name: sent.by, date: sent.on },
  copies: [],
  issued: null,
});
