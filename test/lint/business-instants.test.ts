import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';

/**
 * Files whose SQL may read the database's clock, and what for: housekeeping. Every instant that users see, or are judged by,
 * takes `businessNow()` or the instant of its activity as a parameter (domain/time/business-clock.ts).
 */
const HOUSEKEEPING: Readonly<Record<string, string>> = {
  'domain/campaigns/inspection-results.repository.ts': 'claims of links to be retried',
  'domain/cases/incidents/incidents.repository.ts': 'when an incident was seen',
  'domain/cases/commands/commands.repository.ts': 'when a command was sent, failed, and is to be sent again',
  'domain/cases/recalculation/recalculation.repository.ts': 'when a recalculation was started',
  'domain/cases/sla-monitor/sla-monitor.repository.ts': 'when the SLA monitor was woken, and how late it is',
  'domain/cases/attachments/attachments.repository.ts': 'age of files that no command has named',
  'domain/cases/attachments/upload-reservations.repository.ts': 'age of reservations',
  'domain/interviews/utterances.repository.ts': 'utterances, in the order of their lock',
  'domain/interviews/desk.repository.ts': 'who is at the desk, and how many read: seconds between gateways',
  'domain/cases/health/health.repository.ts': 'the clock itself, and lags',
  'domain/cases/cards/supervision-feed.repository.ts': 'when a client acknowledged',
  'apps/gateway/platform/auth/api-clients.repository.ts': 'validity of secrets of programs',
  'apps/gateway/clients/clients.repository.ts': 'validity of secrets of programs',
  'domain/letters/identity-views.repository.ts': 'age of entries of the audit log, which the database dates',
  'apps/gateway/platform/limits/failed-attempts.repository.ts': 'locks of addresses',
  'apps/gateway/platform/captcha/used-challenges.repository.ts': 'age of challenges',
  'apps/gateway/platform/public-input/public-input.repository.ts': 'age of traces',
};

// In code it is a method of something (`performance.now()`), or in a comment.
const CLOCK =
  /(?<![.\w`])(now|clock_timestamp|transaction_timestamp|statement_timestamp)\(\)|current_(date|timestamp)/i;
const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<!:)\/\/.*$/gm, '');

it('SQL reads the database’s clock for housekeeping only', () => {
  const files = globSync('{activities,domain,apps/gateway}/**/*.ts', { cwd: repoRoot });

  const reading = files.filter((file) =>
    CLOCK.test(withoutComments(readFileSync(join(repoRoot, file), 'utf8'))),
  );

  expect(files.length).toBeGreaterThan(200);
  expect(reading.filter((file) => !(file in HOUSEKEEPING) && !file.endsWith('request-instant.ts'))).toEqual(
    [],
  );
});
