import type { OnlineInterviewInput } from '../../../workflows/interviews/behaviour.js';

export const UNIT = 'ZJJ';
export const OFFICE = 'XXB';
/** A Wednesday. */
export const LIVE_ON = '2015-06-17';

export const interviewInput: OnlineInterviewInput = { unit: UNIT, office: OFFICE, liveOn: LIVE_ON };
/** Of the row of a public notice. */
export const NOTICE = '00000000-0000-4000-8000-00000000a001';
