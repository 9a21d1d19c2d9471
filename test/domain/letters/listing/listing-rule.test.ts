import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PUBLIC_TITLE, WHY_UNLISTED } from '../../../../domain/letters/listing/listing-rule.js';
import { queryRows } from '../../../../infra/database/query.js';
import { sql } from '../../../../infra/database/sql.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { generateLetters } from '../../../support/generated-letters.js';

const REASONS = ['PRIVACY', 'SECRET', 'BUSINESS', 'MINOR', 'PETITION', null];

/** What a letter is, in the words of the rules. */
interface Row {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly stage: string | null;
  readonly result: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly confidential: boolean;
  readonly hidden: readonly string[];
  readonly erased: boolean;
  readonly reasons: readonly (string | null)[];
}

let database: TestDatabase;
let rows: Row[];
beforeAll(async () => {
  database = await createTestDatabase();
  await generateLetters(database, { count: 600, seed: 18, until: Date.parse('2026-11-30T00:00:00+08:00') });
  // kinds of letters that the generator does not write, each among all the others
  await database.query(`
    UPDATE letter SET kind = 'REPORT' WHERE right(letter_no, 2) IN ('07', '61');
    UPDATE letter SET erased_at = now() WHERE right(letter_no, 2) IN ('13', '77');
    UPDATE process p SET state = 'cancelled' WHERE right(subject, 2) IN ('19', '83');
    UPDATE process p SET result = 'discipline', stage = 'discipline' WHERE right(subject, 2) = '23';
    UPDATE process p SET result = 'lapsed' WHERE right(subject, 2) = '29';
    UPDATE process p SET stage = 'superior' WHERE right(subject, 2) = '37';
    UPDATE process p SET facts = facts || '{"class": "REPORT"}' WHERE right(subject, 2) = '41';
    UPDATE process p SET facts = p.facts || jsonb_build_object('followed', o.id) FROM process o
      WHERE right(p.subject, 1) = '3' AND o.subject = 'ZT' || lpad((right(p.subject, 8)::int - 1)::text, 8, '0')`);
  await database.query(
    `INSERT INTO listing_change (process_id, number, reason, changed_by, changed_at)
     SELECT l.process_id, n, ($1::text[])[1 + (right(l.letter_no, 8)::int / 4 + n) % 6],
       (SELECT id FROM account LIMIT 1), now()
     FROM letter l, generate_series(1, right(l.letter_no, 8)::int % 4) n`,
    [REASONS],
  );
  rows = await database.query<Row>(`
    SELECT p.id, l.kind, p.state, p.stage, p.result, p.facts, p.confidential, p.hidden_from AS hidden,
      l.erased_at IS NOT NULL AS erased,
      ARRAY(SELECT reason FROM listing_change c WHERE c.process_id = p.id ORDER BY number) AS reasons
    FROM process p JOIN letter l ON l.process_id = p.id`);
});
afterAll(() => database?.drop());

const isSecret = ({ confidential, facts }: Row): boolean => confidential || facts['confidential'] === true;

function expected(row: Row): string | null {
  const { kind, state, stage, result, facts, hidden, erased, reasons } = row;
  const followed = rows.find(({ id }) => id === facts['mergedInto'] || id === facts['followed']);
  if (isSecret(row) || kind === 'REPORT' || facts['class'] === 'REPORT') return 'ACCUSATION';
  if ([stage, result].some((code) => ['discipline', 'superior', 'transferred'].includes(code ?? '')))
    return 'ACCUSATION';
  if (followed && isSecret(followed)) return 'ACCUSATION';
  if (state === 'cancelled' || [stage, result].some((code) => code === 'withdrawn' || code === 'lapsed'))
    return 'WITHDRAWN';
  if (erased) return 'ERASED';
  if (hidden.length > 0) return 'CONFLICT';
  return reasons.at(-1) ?? null;
}

it('says of any letter why it is on no public list', async () => {
  const found = await queryRows<{ id: string; why: string | null }>(
    database.dataSource,
    sql`SELECT p.id, ${WHY_UNLISTED} AS why FROM process p JOIN letter l ON l.process_id = p.id`,
  );

  const why = new Map(found.map((row) => [row.id, row.why]));
  expect(rows.map((row) => [row.id, why.get(row.id)])).toEqual(rows.map((row) => [row.id, expected(row)]));
  const reached = new Set(why.values());
  for (const code of ['ACCUSATION', 'WITHDRAWN', 'ERASED', 'CONFLICT', ...REASONS])
    expect([code, reached.has(code)]).toEqual([code, true]);
});

it('takes the last title', async () => {
  const [{ id } = { id: '' }] = rows;
  await database.query(
    `INSERT INTO public_title (process_id, number, title, written_by, written_at)
     SELECT $1, n, '标题' || n, (SELECT id FROM account LIMIT 1), now() FROM generate_series(1, 12) n`,
    [id],
  );

  const titles = await queryRows(
    database.dataSource,
    sql`SELECT ${PUBLIC_TITLE} AS title FROM process p WHERE p.id = ${id}`,
  );

  expect(titles).toEqual([{ title: '标题12' }]);
});
