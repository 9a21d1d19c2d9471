import { never } from '../engine/runtime/branch.js';
import type { Letter, P } from './route.js';

/** The ratings, by the outcome of the task `rate` that makes them final. */
const RATINGS = {
  satisfied: 'SATISFIED',
  basicallySatisfied: 'BASICALLY_SATISFIED',
  dissatisfied: 'DISSATISFIED',
} as const;
type Rating = (typeof RATINGS)[keyof typeof RATINGS];

/** State that the two branches of one rating window share. */
interface Window {
  /** The last rating; null before the first. */
  rating: Rating | null;
  /** Settles when the window closes: at its end, or with a final rating. */
  closed: Promise<unknown>;
}

/** The decision that a letter is handled once more. */
export interface Reopening {
  readonly outcome: 'reopen';
  readonly decision: { readonly falseClosure: boolean };
}

/** The writer has asked a follow-up question (追问). */
export interface FollowUp {
  readonly outcome: 'followUp';
}

/**
 * Runs the rating window of an answer. The task `rate` stays open until the window ends; the writer may change the rating
 * by the message `rate`, and completing the task is final. Dissatisfaction is reviewed at once. While the window is open a
 * better rating cancels the review, and the review's decision ends the window. A review still open when the window ends
 * is decided all the same. A follow-up question ends the window, and cancels a review: the answer to it is rated anew.
 *
 * @param options.reopened the letter has been handled twice and cannot be reopened again
 * @param options.mayFollowUp the writer may ask a follow-up question while the window is open
 * @returns null when the letter closes, with or without a rating
 */
export async function untilRatingStands(
  p: P,
  letter: Letter,
  options: { readonly reopened: boolean; readonly mayFollowUp: boolean },
): Promise<Reopening | FollowUp | null> {
  const window: Window = { rating: null, closed: never() };
  const review = (p: P): Promise<Reopening | null> => untilReviewed(p, letter, options.reopened);
  const { value } = await p.race({
    window: (p) => untilClosed(p, window, review),
    changes: (p) => untilDecided(p, window, review),
    followUp: (p) => (options.mayFollowUp ? untilAsked(p, window) : never<FollowUp>()),
  });
  return value;
}

type Review = (p: P) => Promise<Reopening | null>;

async function untilClosed(p: P, window: Window, review: Review): Promise<Reopening | null> {
  const rate = p.task.rate({ to: '' });
  window.closed = rate;
  const closed = await rate;
  const underReview = window.rating === 'DISSATISFIED';
  if (closed.outcome === 'expired') {
    if (underReview) return never();
    if (window.rating === null) p.facts({ rating: 'UNRATED' });
    return null;
  }
  const rating = RATINGS[closed.outcome];
  recordRating(p, window, rating);
  if (rating !== 'DISSATISFIED') return null;
  return underReview ? never() : review(p);
}

/** Records ratings while the window is open; ends with the decision of a review. */
async function untilDecided(p: P, window: Window, review: Review): Promise<Reopening | null> {
  for (;;) {
    while ((await nextRating(p, window)) !== 'DISSATISFIED');
    const next = await p.race({
      reviewed: review,
      changed: async (p) => {
        while ((await nextRating(p, window)) === 'DISSATISFIED');
      },
    });
    if (next.won === 'reviewed') return next.value;
  }
}

async function untilAsked(p: P, window: Window): Promise<FollowUp> {
  const next = await p.race({ asked: (p) => p.message.followUp(), closed: () => window.closed });
  return next.won === 'closed' ? never() : { outcome: 'followUp' };
}

async function nextRating(p: P, window: Window): Promise<Rating> {
  const next = await p.race({ given: (p) => p.message.rate(), closed: () => window.closed });
  if (next.won === 'closed') return never();
  const rating = p.choice.rating(() => next.value.decision.rating);
  recordRating(p, window, rating);
  return rating;
}

function recordRating(p: P, window: Window, rating: Rating): void {
  if (rating !== window.rating) p.facts({ rating });
  window.rating = rating;
}

async function untilReviewed(p: P, letter: Letter, reopened: boolean): Promise<Reopening | null> {
  const reviewed = await p.task.reviewRating({
    to: letter.route.office,
    without: reopened ? ['reopen'] : [],
  });
  return reviewed.outcome === 'reopen' ? reviewed : null;
}
