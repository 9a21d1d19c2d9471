import type { DataSource } from 'typeorm';
import type { TimeLimitService } from '../cases/time-limits/time-limit-service.js';

/** What the steps of an interview need. */
export interface InterviewDeps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
}
