import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

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
  expect(holding).toEqual([]);
});

it('services and controllers of the gateway write no condition', () => {
  const files = globSync('apps/gateway/**/*.{service,controller}.ts', { cwd: root });

  const writing = files.filter((file) => /\bsql`/.test(codeOf(readFileSync(join(root, file), 'utf8'))));

  expect(files.length).toBeGreaterThan(80);
  expect(writing).toEqual([]);
});

it('the domain sends SQL from repositories only', () => {
  const files = globSync('{domain,activities,apps/worker}/**/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('.repository.ts'),
  );

  const sending = files.filter((file) =>
    [CALL, IMPORT].some((pattern) => pattern.test(codeOf(readFileSync(join(root, file), 'utf8')))),
  );

  expect(files.length).toBeGreaterThan(250);
  expect(sending).toEqual([]);
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
