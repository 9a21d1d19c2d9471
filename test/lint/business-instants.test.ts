import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * Files whose SQL may read the database's clock, and what for: housekeeping. Whatever somebody is told of, or judged by,
 * takes `businessNow()` or the instant of its activity as a parameter (activities/business-clock.ts).
 */
const HOUSEKEEPING: Readonly<Record<string, string>> = {
  'activities/campaign/link-retries.ts': 'claims of links to be tried again',
  'activities/incidents/incidents.ts': 'when an incident was seen',
  'activities/process-commands/command-retries.ts': 'when a command failed, and is tried again',
  'activities/process-commands/command-store.ts': 'when a command was sent, and to be sent again',
  'activities/read-model/write-statement.ts': 'when an incident was seen',
  'activities/recalculation/recalculation-job.ts': 'when a recalculation was started',
  'activities/watch/issue-due-cards.ts': 'when the watch was woken',
  'activities/watch/watch-state.ts': 'how late the watch is',
  'apps/gateway/attachments/attachment-store.ts': 'age of files that nobody has attached',
  'apps/gateway/attachments/upload-quota.ts': 'age of reservations',
  'apps/gateway/auth/accounts.ts': 'locks of sign-in',
  'apps/gateway/auth/login-failures.ts': 'locks of sign-in',
  'apps/gateway/health/clock-check.ts': 'the clock itself',
  'apps/gateway/health/metrics.ts': 'lag',
  'apps/gateway/interviews/utterances/utterances.service.ts': 'utterances, in the order of their lock',
  'apps/gateway/limits/failed-attempts.ts': 'locks of addresses',
  'apps/gateway/public-input/public-input.module.ts': 'age of challenges and traces',
  'apps/gateway/public-input/public-input.ts': 'traces of senders within an hour',
  'apps/gateway/supervision/feed.service.ts': 'when a client acknowledged',
};

// In code it is a method of something (`performance.now()`), or in a comment.
const CLOCK =
  /(?<![.\w`])(now|clock_timestamp|transaction_timestamp|statement_timestamp)\(\)|current_(date|timestamp)/i;
const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<!:)\/\/.*$/gm, '');

it('SQL reads the database’s clock for housekeeping only', () => {
  const files = globSync('{activities,apps/gateway}/**/*.ts', { cwd: root });

  const reading = files.filter((file) => CLOCK.test(withoutComments(readFileSync(join(root, file), 'utf8'))));

  expect(files.length).toBeGreaterThan(200);
  expect(reading.filter((file) => !(file in HOUSEKEEPING) && !file.endsWith('request-instant.ts'))).toEqual(
    [],
  );
});
