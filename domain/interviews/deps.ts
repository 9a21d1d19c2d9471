import type { DataSource } from 'typeorm';
import type { TimeLimitService } from '../cases/time-limits/time-limit-service.js';

/** Dependencies of an interview's steps. */
export interface InterviewDeps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
}
