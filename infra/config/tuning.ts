import type { Config } from './config.js';

/**
 * What leans on the internals of one version of PostgreSQL, TypeORM, Temporal or its SDK for the sake of speed:
 * infra/temporal/tuning and infra/database. Each can be switched off by its name here (DUBAN_TUNING_OFF), and has a test that
 * fails when the version it was written for changes. docs/operating.md says what each gains.
 */
export const TUNINGS = [
  'workflow-stack-traces',
  'workflow-call-limit',
  'visibility-indexes',
  'build-ids',
  'list-plans',
  'prepared-statements',
] as const;

export type Tuning = (typeof TUNINGS)[number];

/** Whether a tuning is on: it is unless DUBAN_TUNING_OFF names it. */
export const isTuned = (
  { DUBAN_TUNING_OFF: off }: Pick<Config, 'DUBAN_TUNING_OFF'>,
  tuning: Tuning,
): boolean => !off.includes(tuning);
