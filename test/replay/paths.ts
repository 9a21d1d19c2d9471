import type { Answers, Instance } from '../support/processes-on-temporal.js';
import { arrangementPaths } from './arrangement-paths.js';
import { campaignPaths, departmentPaths } from './campaign-paths.js';
import { interviewPaths } from './interview-paths.js';
import { consultationPaths } from './consultation-paths.js';
import { letterPaths } from './letter-paths.js';
import { accountabilityPaths, cardAppealPaths } from './supervision-paths.js';
import { surveyPaths } from './survey-paths.js';

/** One way through a process, to its end. */
export interface Path {
  readonly input: object;
  /** Nobody acts: task timeouts end a second after they have started. */
  readonly silent?: boolean;
  /** Results of steps, instead of their examples. */
  readonly answers?: Answers;
  /** The end of the process. */
  readonly result: string;
  readonly steps: (process: Instance) => Promise<unknown>;
}
export type Paths = Readonly<Record<string, Path>>;

/**
 * By workflow type. Every path runs on a real server with a warm and with a cold cache, and is recorded (CONTRIBUTING.md,
 * "Record a history"). A process of the registry without paths fails by name.
 */
export const pathsOf: Readonly<Record<string, Paths>> = {
  'mailbox-letter.v1': letterPaths,
  'card-appeal.v1': cardAppealPaths,
  'accountability.v1': accountabilityPaths,
  'service-item-campaign.v1': campaignPaths,
  'campaign-department.v1': departmentPaths,
  'column-arrangement.v1': arrangementPaths,
  'survey.v1': surveyPaths,
  'online-interview.v1': interviewPaths,
  'consultation.v1': consultationPaths,
};
