import type { Percentiles } from './figures.js';

/** Where the clients go; the first message to the load generator. */
export interface LoadTarget {
  readonly gatewayUrl: string;
  /** Of every demo account. */
  readonly password: string;
}

/** Plays letters from receipt to rating. */
export interface LettersJob {
  readonly kind: 'letters';
  /** At most. */
  readonly letters: number;
  /** No further letter begins after so many seconds: a slow machine plays fewer. */
  readonly withinSeconds: number;
  /** Letters that are under way at once. */
  readonly inFlight: number;
  /**
   * Unset: the next letter begins as soon as one ends, the next step as soon as the last is answered. Set: so many
   * letters begin each second whatever becomes of them, and people take their time, so that about `inFlight` are under
   * way when all goes well.
   */
  readonly lettersPerSecond?: number;
}

export interface LettersDone {
  readonly letters: number;
  readonly seconds: number;
  /** Of each completion of a task, in milliseconds. */
  readonly completionMs: readonly number[];
  /** From the first request of a letter to the last answer. */
  readonly letterMs: readonly number[];
  readonly mostInFlight: number;
  /** Steps whose consequences could not be read in time: they were accepted and took effect later. */
  readonly late: number;
  /** The generator's own. */
  readonly cpuMs: number;
}

/** Brings one letter to where it waits for something. */
export interface LetterJob {
  readonly kind: 'letter';
  readonly letter: { readonly body: string; readonly reply: string };
  /** How many of the human steps are done: 0 of 5, up to 5; 6 with the rating, after which it is closed. */
  readonly steps: number;
}

export interface LetterDone {
  readonly process: string;
}

/** Sends each request so many times, in turn. */
export interface ReadsJob {
  readonly kind: 'reads';
  readonly requests: readonly { readonly path: string; readonly username: string }[];
  readonly rounds: number;
  /** No further request after so many seconds. */
  readonly withinSeconds: number;
  readonly inFlight: number;
}

export interface ReadsDone {
  readonly seconds: number;
  /** Of each request, in milliseconds, until its answer was read to the end. */
  readonly ms: readonly number[];
  /** Of all answers together. */
  readonly bytes: number;
  /** Of the last answer to each request; those that were not sent in time are missing. */
  readonly pages: readonly { readonly items: number; readonly nextCursor: string | null }[];
  readonly cpuMs: number;
}

/** Brings a survey to where everybody may answer it, and solves as many challenges as there will be answers. */
export interface SurveyJob {
  readonly kind: 'survey';
  readonly answers: number;
}
export interface SurveyOpened {
  readonly survey: string;
  /** Says when the questionnaire was read. */
  readonly ticket: string;
  /** As a form sends them. */
  readonly captchas: readonly string[];
}

/** Sends answers at a fixed rate, each from a device of its own, until every one of them is taken. */
export interface AnswersJob extends SurveyOpened {
  readonly kind: 'answers';
  readonly perSecond: number;
}
export interface AnswersDone {
  readonly sent: number;
  /** Answered with a receipt, in the end. */
  readonly taken: number;
  /** Receipts that are not the same as another one. */
  readonly receipts: number;
  /** Sent again under the same key, because no answer had come. */
  readonly retries: number;
  /** From the first sending to the receipt, in milliseconds. */
  readonly ms: readonly number[];
  /** Mark of the scale -> how many were sent with it. */
  readonly marks: Readonly<Record<string, number>>;
  readonly mostInFlight: number;
  readonly cpuMs: number;
}

/** Holds one interview: readers, utterances and questions, each at its rate. */
export interface InterviewJob {
  readonly kind: 'interview';
  readonly readers: number;
  readonly seconds: number;
  readonly utterancesPerMinute: number;
  readonly questionsPerSecond: number;
}

export interface InterviewDone {
  readonly interview: string;
  readonly readers: number;
  /** Published. */
  readonly utterances: number;
  /** Asked, each with a text of its own, and answered as taken. */
  readonly questions: number;
  /** Readers that had each utterance once, in order. */
  readonly wholeInOrder: number;
  /** Utterances that readers lacked, and such as came again, over all readers. */
  readonly lost: number;
  readonly repeated: number;
  readonly reconnections: number;
  /** From the publication of an utterance until a reader had it. */
  readonly lateMs: Percentiles;
  readonly cpuMs: number;
}

export type LoadJob = LettersJob | LetterJob | ReadsJob | SurveyJob | AnswersJob | InterviewJob;

interface Done {
  readonly letters: LettersDone;
  readonly letter: LetterDone;
  readonly reads: ReadsDone;
  readonly survey: SurveyOpened;
  readonly answers: AnswersDone;
  readonly interview: InterviewDone;
}
export type JobDone<J extends LoadJob> = Done[J['kind']];
