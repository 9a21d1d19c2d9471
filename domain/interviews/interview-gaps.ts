import type { Interview } from '../../infra/database/entities/interviews.js';
import { DubanError, type Issue } from '../../workflows/engine/errors.js';
import { issue } from '../messages/index.js';
import type { CrewRole } from './utterance-flow.js';

type Content = Pick<Interview, 'plan' | 'guests' | 'outline' | 'background'>;

/** What is missing of the plan that a unit submits (step I1). */
export const planGaps = ({ plan, guests, outline, background }: Content): Issue[] => [
  ...(plan === '' ? [issue('plan', 'interviews.planMissing')] : []),
  ...(guests.length === 0 ? [issue('guests', 'interviews.guestsMissing')] : []),
  ...(outline.length === 0 ? [issue('outline', 'interviews.outlineMissing')] : []),
  ...(background === '' ? [issue('background', 'interviews.backgroundMissing')] : []),
];

/** What an interview lacks to go live: a host, somebody who writes, reviewers (two for a recorder's words), the video. */
export function liveGaps(
  { form, videoUrl }: Pick<Interview, 'form' | 'videoUrl'>,
  crew: Readonly<Record<CrewRole, number>>,
): Issue[] {
  const reviewers = crew.recorder > 0 ? 2 : 1;
  return [
    ...(crew.host === 0 ? [issue('crew.host', 'interviews.hostMissing')] : []),
    ...(crew.guest + crew.recorder === 0 ? [issue('crew.guest', 'interviews.authorMissing')] : []),
    ...(crew.reviewer < reviewers
      ? [issue('crew.reviewer', 'interviews.reviewerMissing', { needed: reviewers })]
      : []),
    ...(form === 'video' && videoUrl === null ? [issue('videoUrl', 'interviews.videoMissing')] : []),
  ];
}

/** @throws {DubanError} INTERVIEW_INCOMPLETE naming every gap */
export function assertNoGaps([first, ...more]: readonly Issue[]): void {
  if (first) throw DubanError.ofFields('INTERVIEW_INCOMPLETE', [first, ...more]);
}
