import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Files that still hold statements. Delete the line of a file with its last statement; add none. */
const NOT_YET: readonly string[] = [
  'apps/gateway/campaigns/campaign-access.ts',
  'apps/gateway/campaigns/campaign-checks.ts',
  'apps/gateway/campaigns/campaign-lists.ts',
  'apps/gateway/campaigns/campaign-reads.ts',
  'apps/gateway/campaigns/campaign-stream.ts',
  'apps/gateway/campaigns/campaigns.service.ts',
  'apps/gateway/campaigns/list-comparisons.ts',
  'apps/gateway/cases/calendar/calendar-store.ts',
  'apps/gateway/cases/processes/waiting-commands.ts',
  'apps/gateway/consultations/consultation-checks.ts',
  'apps/gateway/consultations/consultation-content.ts',
  'apps/gateway/consultations/consultation-draft.ts',
  'apps/gateway/consultations/consultation-rules.ts',
  'apps/gateway/consultations/consultations.service.ts',
  'apps/gateway/consultations/opinion-groups.ts',
  'apps/gateway/consultations/opinion-receipt.ts',
  'apps/gateway/consultations/opinions.service.ts',
  'apps/gateway/consultations/policy-documents/policy-documents.service.ts',
  'apps/gateway/consultations/policy-documents/policy-marking.ts',
  'apps/gateway/consultations/policy-documents/public-policies.controller.ts',
  'apps/gateway/consultations/public-consultations.ts',
  'apps/gateway/interviews/access/interview-access.ts',
  'apps/gateway/interviews/documents/interview-documents.ts',
  'apps/gateway/interviews/interview-checks.ts',
  'apps/gateway/interviews/interview-contents.ts',
  'apps/gateway/interviews/interview-rows.ts',
  'apps/gateway/interviews/interviews.service.ts',
  'apps/gateway/interviews/public/public-interviews.ts',
  'apps/gateway/interviews/questions/questions.service.ts',
  'apps/gateway/interviews/questions/submit-question.ts',
  'apps/gateway/interviews/utterances/utterances.service.ts',
  'apps/gateway/letters/citizen-letters.ts',
  'apps/gateway/letters/followed-letter.ts',
  'apps/gateway/letters/followed-view.ts',
  'apps/gateway/letters/letter-access.ts',
  'apps/gateway/letters/letter-addressees.ts',
  'apps/gateway/letters/letter-answers.ts',
  'apps/gateway/letters/letter-checks.ts',
  'apps/gateway/letters/letter-due.ts',
  'apps/gateway/letters/letter-erasure.ts',
  'apps/gateway/letters/letter-hints.ts',
  'apps/gateway/letters/letter-receipt.ts',
  'apps/gateway/letters/letter-status.ts',
  'apps/gateway/letters/letters.business.ts',
  'apps/gateway/letters/merge-target.ts',
  'apps/gateway/letters/public-steps.ts',
  'apps/gateway/letters/read-letter.ts',
  'apps/gateway/letters/staff-letters.ts',
  'apps/gateway/supervision/appeal-checks.ts',
  'apps/gateway/supervision/card-acts.service.ts',
  'apps/gateway/supervision/feed.service.ts',
  'apps/gateway/supervision/supervised-processes.ts',
  'apps/gateway/surveys/approved-suggestions.ts',
  'apps/gateway/surveys/public-surveys.ts',
  'apps/gateway/surveys/published-surveys.ts',
  'apps/gateway/surveys/survey-answers.ts',
  'apps/gateway/surveys/survey-checks.ts',
  'apps/gateway/surveys/survey-drafts.ts',
  'apps/gateway/surveys/survey-exports.ts',
  'apps/gateway/surveys/survey-responses.ts',
  'apps/gateway/surveys/survey-results.ts',
  'apps/gateway/surveys/survey-rows.ts',
];

const STATEMENT = /\b(SELECT\b[^;]{1,600}?\bFROM|INSERT INTO|DELETE FROM|UPDATE \w+( \w+)? SET|LOCK TABLE)\b/;
/** Calls that send one. */
const CALL = /\.(getRepository|createQueryBuilder)\(|\b(pool|tx|manager|dataSource|db)\.query[<(]/;
/** Functions of infra/database that send one; its types may be imported anywhere. */
const IMPORT =
  /import \{[^}]*(?<!type )\b(queryRows?|execute|rowsOf|prepared\w*)\b[^}]*\} from '[^']*infra\/database\/\w+\.js'/;

/** Comments and the OpenAPI document may speak of SQL. */
const codeOf = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<!:)\/\/.*$/gm, '');

const holdsSql = (source: string): boolean =>
  [STATEMENT, CALL, IMPORT].some((pattern) => pattern.test(codeOf(source)));

it('SQL of the gateway is in repositories', () => {
  const files = globSync('apps/gateway/**/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('.repository.ts'),
  );

  const holding = files.filter((file) => holdsSql(readFileSync(join(root, file), 'utf8')));

  expect(files.length).toBeGreaterThan(150);
  expect(holding.sort()).toEqual([...NOT_YET].sort());
});

it.each([
  ['a tagged statement', 'const rows = sql`SELECT id FROM letter WHERE id = ${id}`;'],
  ['a statement over several lines', 'const READ = `\n  SELECT a.id,\n    a.title\n  FROM account a`;'],
  ['an update with an alias', 'const SET = `UPDATE task t SET assignee = $1`;'],
  ['a call of the pool', 'await this.pool.query(TEXT, [id]);'],
  ['a repository of TypeORM', 'await tx.getRepository(Letter).insert(letter);'],
  [
    'a function that runs statements',
    `import { queryRows, type Database } from '../../infra/database/query.js';`,
  ],
])('%s outside a repository is found', (_, code) => {
  expect(holdsSql(code)).toBe(true);
});

it.each([
  ['a condition of a list', 'const filters = [sql`k.due_at < ${before}`];'],
  ['a type', `import type { Executor } from '../../infra/database/query.js';`],
  ['a comment', '// SELECT … FROM letter'],
  ['a query of the test gateway', 'await this.letters.query(id);'],
])('%s outside a repository is allowed', (_, code) => {
  expect(holdsSql(code)).toBe(false);
});
