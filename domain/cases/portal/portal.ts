import type { DataSource } from 'typeorm';

/** A number of cases out of those that it is a share of. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** What the public reads of a month. Secret cases are in none of the numbers. */
export interface MonthFigures {
  readonly received: number;
  /** Cases whose first answer became readable in the month. */
  readonly answered: number;
  /** Of the answers that were due in the month, until now: those that were signed in time. */
  readonly onTime: Share;
  /** Of the cases closed in the month with an answer: those that were rated. */
  readonly rated: Share;
  /** Of the rated ones: satisfied or basically satisfied. */
  readonly satisfied: Share;
}

/** Something that citizens can take part in now or soon. */
export interface GoingOn {
  /** Key of its process. */
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  /** Name of the unit that holds it. */
  readonly unit: string;
  /** State in the words of its own public list: `live`, `open`. */
  readonly state: string;
  /** When it begins, or began. */
  readonly from: Date;
  /** When it ends; null when nobody knows. */
  readonly until: Date | null;
}

/** What a business shows on the home page of the portal. */
export interface PortalParts {
  /** Soonest first, at most `GOING_ON` of them. */
  readonly goingOn?: (db: DataSource, at: Date) => Promise<GoingOn[]>;
  /** @param month first instant, and the first one after it; `at` is the instant of the request */
  readonly figures?: (db: DataSource, month: Month, at: Date) => Promise<MonthFigures>;
}

export interface Month {
  readonly from: Date;
  readonly to: Date;
}

/** Entries of one business on the home page. */
export const GOING_ON = 5;
