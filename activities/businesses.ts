import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { OpenInspector } from '../domain/campaigns/inspect-campaign.js';
import { startLinkRetries } from '../domain/campaigns/link-retries.js';
import { createCampaignSteps } from './campaigns.activities.js';
import { createArrangementSteps } from './arrangements.activities.js';
import { createConsultationSteps } from './consultations.activities.js';
import { createInterviewSteps } from './interviews.activities.js';
import { startFollowingParents } from '../domain/letters/follow-parents.js';
import { startKeepingTally } from '../domain/letters/figures/keep-tally.js';
import { createLetterSteps } from './letters.activities.js';
import type { ProcessCommands } from '../domain/cases/commands/process-commands.js';
import type { Repetition } from '../domain/time/repeat.js';
import type { Cards } from '../domain/cases/cards/cards.js';
import { createAppealSteps } from './cards.activities.js';
import { startAnswerRetention } from '../domain/surveys/retention.js';
import { createSurveySteps } from './surveys.activities.js';
import type { TimeLimitService } from '../domain/cases/time-limits/time-limit-service.js';

export interface StepDeps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
  readonly cards: Cards;
  readonly openInspector: OpenInspector;
}
export interface JobDeps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
  readonly commands: ProcessCommands;
  readonly openInspector: OpenInspector;
}

/** Activities by type: `<process key>.<step>`. */
export type Steps = Readonly<Record<string, (request: never) => Promise<unknown>>>;

/** One business as the worker knows it. */
export interface WorkerBusiness {
  /** As its folders are called. */
  readonly name: string;
  readonly steps?: (deps: StepDeps) => Steps;
  /** Jobs that every worker repeats for it. */
  readonly jobs?: readonly ((deps: JobDeps, options: { readonly log: Logger }) => Repetition)[];
}

/** The businesses that the worker serves: a new one adds its line, and nothing else of the worker changes. */
export const workerBusinesses: readonly WorkerBusiness[] = [
  { name: 'letters', steps: createLetterSteps, jobs: [startFollowingParents, startKeepingTally] },
  { name: 'supervision', steps: createAppealSteps },
  { name: 'campaigns', steps: createCampaignSteps, jobs: [startLinkRetries] },
  { name: 'arrangements', steps: createArrangementSteps },
  { name: 'surveys', steps: createSurveySteps, jobs: [startAnswerRetention] },
  { name: 'interviews', steps: createInterviewSteps },
  { name: 'consultations', steps: createConsultationSteps },
];
