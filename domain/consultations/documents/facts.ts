import { titled } from '../../documents/wording.js';

/** Facts of a consultation in its documents. Days are `YYYY-MM-DD`. */
export interface ConsultationFacts {
  /** The policy's title, without 《》. */
  readonly title: string;
  /** Name of the consulting unit: 州交通运输局. */
  readonly unit: string;
  readonly publishedOn: string;
  readonly closesOn: string;
}

/** The name of the draft, in 《》. A unit may have registered the policy under the name of its draft already. */
export const draftName = (title: string): string =>
  titled(/[（(][^（()）]*征求意见稿[）)]$/.test(title) ? title : `${title}（征求意见稿）`);

/** 采纳, 部分采纳, 不采纳, 另案处理. */
export const VERDICTS = {
  ADOPTED: '采纳',
  PARTLY: '部分采纳',
  NOT_ADOPTED: '不采纳',
  ELSEWHERE: '另案处理',
} as const;
export type Verdict = keyof typeof VERDICTS;

/** A row of the feedback table. Names are masked. */
export interface FeedbackRow {
  readonly number: number;
  readonly name: string;
  /** Label of the clause; null: the draft as a whole. */
  readonly clause: string | null;
  readonly body: string;
  readonly verdict: Verdict;
  readonly reason: string;
}
