import { never } from '../engine/runtime/branch.js';
import type { Letter, P } from './route.js';

/** The ratings that a writer can give, by the outcome that makes one final. */
const RATINGS = {
  satisfied: 'SATISFIED',
  basicallySatisfied: 'BASICALLY_SATISFIED',
  dissatisfied: 'DISSATISFIED',
} as const;
type Rating = (typeof RATINGS)[keyof typeof RATINGS];

/** What its two branches know of one rating window. */
interface Window {
  /** The last one counts; null: none was given. */
  rating: Rating | null;
  /** Settles when the window closes: at its end, or with a final rating. */
  closed: Promise<unknown>;
}

/** Why a letter is handled once more. */
export interface Reopening {
  readonly decision: { readonly falseClosure: boolean };
}

/**
 * One rating window of an answer. Its task stays open until the window ends, and the writer may change what he has given
 * (message `rate`); what completes the task is final. Dissatisfaction is reviewed at once: another rating withdraws that
 * review as long as the window is open, a decision ends the window, and a review that is still open when the window
 * ends goes on.
 *
 * @param options.reopened it has been handled twice, and is not handled a third time
 * @returns null: the letter closes with the last rating, or with none
 */
export async function untilRatingStands(
  p: P,
  letter: Letter,
  options: { readonly reopened: boolean },
): Promise<Reopening | null> {
  const window: Window = { rating: null, closed: never() };
  const review = (p: P): Promise<Reopening | null> => untilReviewed(p, letter, options.reopened);
  const { value } = await p.race({
    window: (p) => untilClosed(p, window, review),
    changes: (p) => untilDecided(p, window, review),
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
  count(p, window, rating);
  if (rating !== 'DISSATISFIED') return null;
  return underReview ? never() : review(p);
}

/** Takes what the writer gives before the window closes; ends with the decision on a review. */
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

async function nextRating(p: P, window: Window): Promise<Rating> {
  const next = await p.race({ given: (p) => p.message.rate(), closed: () => window.closed });
  if (next.won === 'closed') return never();
  const rating = p.choice.rating(() => next.value.decision.rating);
  count(p, window, rating);
  return rating;
}

function count(p: P, window: Window, rating: Rating): void {
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
