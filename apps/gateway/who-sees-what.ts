/**
 * Prints docs/who-sees-what.md: which role sees and reads what, as the code has it. Needs no database.
 *
 *     npm run build && node dist/apps/gateway/who-sees-what.js > docs/who-sees-what.md
 */
import 'reflect-metadata';
import { TimeLimitService } from '../../domain/cases/time-limits/time-limit-service.js';
import { createDataSource } from '../../infra/database/data-source.js';
import { businesses } from './businesses.js';
import { Businesses } from './cases/registration/businesses.js';
import { whoSeesWhat } from './cases/who-sees-what.js';

/** The registered businesses, judged, without a database: their rules can be read, their checks not be asked. */
export function registeredBusinesses(): Businesses {
  const dataSource = createDataSource('postgres://localhost', { poolSize: 1 });
  return new Businesses(businesses, { dataSource, timeLimits: new TimeLimitService(dataSource) });
}

if (import.meta.main) process.stdout.write(whoSeesWhat(registeredBusinesses()));
