import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../../../apps/gateway/platform/tokens.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { LetterStatisticsRepository } from '../../../../domain/letters/letter-statistics.repository.js';
import { keepTally, restartTally } from '../../../../domain/letters/figures/keep-tally.js';
import { tallyDays } from '../../../../domain/letters/figures/tally-days.js';
import { monthNumber, startOfMonth } from '../../../../domain/time/months.js';
import { startTestGateway } from '../../../support/gateway.js';
import { generateLetters } from '../../../support/generated-letters.js';

/** A Friday. */
const NOW = Date.parse('2026-11-20T10:00:00+08:00');
const gateway = await startTestGateway({}, { now: () => NOW });
const { request, query } = gateway;
await generateLetters(gateway, { count: 600, seed: 20261120, until: NOW });
const dataSource = gateway.app.get<DataSource>(DATA_SOURCE);
const timeLimits = gateway.app.get(TimeLimitService);
/** Adds letters to the sums, some thousand changes at a time. */
const keep = (at = NOW): Promise<number> => keepTally({ dataSource, timeLimits }, new Date(at));
async function keepAll(at = NOW): Promise<void> {
  while ((await keep(at)) > 0);
}
// some letters are in the sums, the others are counted when the figures are read
await keep();

const supervisor = 'supervisor';
const get = async (path: string, as = supervisor) => (await request('GET', path, { as })).body;

interface Figure {
  readonly key: string;
  readonly count: number;
  readonly list: string;
  readonly filter: string;
}

/** Letters that the supervisor sees and that are not secret. */
const ORDINARY = `FROM process p JOIN letter l ON l.process_id = p.id WHERE NOT p.confidential
  AND coalesce(p.facts ->> 'confidential', 'false') = 'false' AND NOT 'ZFB' = ANY (p.hidden_from) AND NOT '5226' = ANY (p.hidden_from)`;
const IN_MONTH = (at: string): string => `to_char(${at} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') = '2026-11'`;
const HAS_CLOCK = (condition: string): string =>
  `AND p.id IN (SELECT c.process_id FROM clock c WHERE c.name = 'handling' AND ${condition})`;
/** The last day of a limit that ends at 24:00 is the day that it ends. */
const DUE = `to_char((c.due_at - interval '1 second') AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') = '2026-11'
  AND c.due_at <= '2026-11-20T10:00:00+08:00'`;
const SIGNED = `(c.fulfilled_at IS NOT NULL OR (c.state = 'paused' AND p.facts ->> 'repliedAt' IS NOT NULL))`;
const COUNTS = `(${SIGNED} OR (c.state = 'running' AND p.ended_at IS NULL))`;
const MERGED = `(p.facts ->> 'mergedInto' IS NOT NULL OR p.facts ->> 'followed' IS NOT NULL)`;
const CLOSED = `AND p.result = 'closed' AND ${IN_MONTH('p.ended_at')}`;

/** Each figure of letters, counted anew. */
const LETTERS: Readonly<Record<string, string>> = {
  received: `AND ${IN_MONTH('l.received_at')}`,
  rejected: `AND ${IN_MONTH('l.received_at')} AND p.stage IN ('rejected', 'withdrawn', 'lapsed') AND NOT ${MERGED}`,
  merged: `AND ${IN_MONTH('l.received_at')} AND ${MERGED}`,
  dispatched: HAS_CLOCK(IN_MONTH('c.started_at')),
  concluded: `${HAS_CLOCK(IN_MONTH('c.started_at'))} AND p.facts ->> 'answered' = 'true'`,
  due: HAS_CLOCK(`${DUE} AND ${COUNTS}`),
  onTime: HAS_CLOCK(`${DUE} AND ${SIGNED} AND c.paused_at <= c.due_at`),
  late: HAS_CLOCK(`${DUE} AND ${COUNTS} AND NOT (${SIGNED} AND c.paused_at <= c.due_at)`),
  signed: HAS_CLOCK(`${DUE} AND ${SIGNED}`),
  closed: CLOSED,
  rated: `${CLOSED} AND p.facts ->> 'rating' IN ('SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED')`,
  satisfied: `${CLOSED} AND p.facts ->> 'rating' IN ('SATISFIED', 'BASICALLY_SATISFIED')`,
  scored: `${CLOSED} AND p.facts ->> 'rating' IN ('SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED') AND l.solved > 0`,
  solved: `${CLOSED} AND p.facts ->> 'rating' IN ('SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED')
    AND l.solved IN (3, 4, 5)`,
  reworked: `${CLOSED} AND (p.facts ->> 'reworks' IN ('1', '2') OR p.facts ->> 'reopened' = 'true')`,
};
const CARDS: Readonly<Record<string, string>> = {
  yellow: `k.level = 'yellow' AND k.state NOT IN ('pending', 'stopped', 'appealed', 'revoked')`,
  red: `k.level = 'red' AND k.state NOT IN ('pending', 'stopped', 'appealed', 'revoked')`,
  contested: `k.level IN ('red', 'yellow') AND k.state = 'appealed'`,
  revoked: `k.level IN ('red', 'yellow') AND k.state = 'revoked'`,
};

async function count(from: string): Promise<number> {
  const [row] = await query<{ n: string }>(`SELECT count(*) AS n ${from}`);
  return Number(row!.n);
}

const month = await get('/statistics/letters?month=2026-11');
const figures = new Map((month.figures as Figure[]).map((figure) => [figure.key, figure]));

it.each(Object.entries(LETTERS))('the figure %s equals a count by other means', async (key, condition) => {
  const counted = await count(`${ORDINARY} ${condition}`);

  expect(counted).toBeGreaterThan(0);
  expect(figures.get(key)!.count).toBe(counted);
});

it.each(Object.entries(CARDS))('the cards %s equal a count by other means', async (key, condition) => {
  const counted = await count(
    `FROM card k WHERE ${IN_MONTH('k.issued_at')} AND ${condition} AND k.process_id IN (SELECT p.id ${ORDINARY})`,
  );

  expect(counted).toBeGreaterThan(0);
  expect(figures.get(key)!.count).toBe(counted);
});

it('every figure is listed by its filter, row by row', async () => {
  const counts = await Promise.all(
    [...figures.values()].map(async ({ key, list, filter }) => {
      const { count: found } = await get(`/${list}?${filter}&count=true&limit=1`);
      return [key, found?.value];
    }),
  );

  expect(Object.fromEntries(counts)).toEqual(
    Object.fromEntries([...figures.values()].map(({ key, count: n }) => [key, n])),
  );
});

it.each(['units', 'classes'])('the figures of %s are listed by their filters', async (by) => {
  const groups = month[by] as { code: string; filter: string; counts: Record<string, number> }[];
  const busy = groups.filter(({ counts }) => counts['due']! > 0);

  expect(busy.length).toBeGreaterThan(2);
  for (const { code, filter, counts } of busy) {
    const { filter: due } = figures.get('due')!;
    const { count: found } = await get(`/letters?${due}&${filter}&count=true&limit=1`);
    expect([code, found.value]).toEqual([code, counts['due']]);
  }
});

it('the figures of units add up to the total', () => {
  const sum = (key: string): number =>
    (month.units as { counts: Record<string, number> }[]).reduce((all, { counts }) => all + counts[key]!, 0);

  for (const key of ['due', 'onTime', 'late', 'dispatched', 'yellow', 'red'])
    expect([key, sum(key)]).toEqual([key, figures.get(key)!.count]);
});

it('a county counts the letters of its offices', () => {
  const codes = (month.units as { code: string }[]).map(({ code }) => code);

  expect(codes).toContain('522601');
  expect(codes).not.toContain('522601-ZJJ');
});

it('units without letters are there with zeros', () => {
  const units = month.units as { code: string; kind: string; counts: Record<string, number> }[];

  expect(units.filter(({ kind }) => kind === 'COUNTY')).toHaveLength(16);
  expect(units.find(({ code }) => code === '522635')?.counts['due']).toBe(0);
});

it('the months end with the month asked for, and agree with it', async () => {
  const { items } = await get('/statistics/letters/months?month=2026-11&months=3');

  expect(items.map((one: { month: string }) => one.month)).toEqual(['2026-09', '2026-10', '2026-11']);
  expect(items[2].counts).toEqual(Object.fromEntries([...figures].map(([key, { count: n }]) => [key, n])));
});

it('open letters by age are listed by their filters', async () => {
  const open = await get('/statistics/letters/open');
  const all = [open.open, open.overdue, open.undated, open.receivedToday, ...open.ages] as Figure[];

  for (const { key, count: n, filter } of all) {
    const { count: found } = await get(`/letters?${filter}&count=true&limit=1`);
    expect([key, found.value]).toEqual([key, n]);
  }
  expect(open.open.count).toBeGreaterThan(30);
});

it('every open letter has one age, or no limit', async () => {
  const { open, ages, undated } = await get('/statistics/letters/open');

  expect(ages.reduce((sum: number, age: Figure) => sum + age.count, undated.count)).toBe(open.count);
});

it('steps count letters and those that were late', async () => {
  const { items } = await get('/statistics/letters/steps?month=2026-11');
  const passed = `SELECT t.process_id FROM task t WHERE t.name = 'sign' AND (t.state IN ('completed', 'expired')
    AND ${IN_MONTH('t.closed_at')} OR t.state = 'open' AND t.due_at < '2026-11-20T10:00:00+08:00' AND ${IN_MONTH('t.due_at')})`;

  const sign = items.find(({ step }: { step: string }) => step === 'sign');

  expect(sign).toMatchObject({ title: '签收', limit: 1 });
  expect(sign.letters).toBe(await count(`${ORDINARY} AND p.id IN (${passed})`));
  expect(sign.late).toBe(
    await count(
      `${ORDINARY} AND p.id IN (${passed} AND coalesce(t.closed_at, '2026-11-20T10:00:00+08:00') > t.due_at)`,
    ),
  );
});

it('steps are listed by their filters', async () => {
  const { items } = await get('/statistics/letters/steps?month=2026-11');

  for (const { step, letters, late, filter, lateFilter } of items) {
    const all = await get(`/letters?${filter}&count=true&limit=1`);
    const tardy = await get(`/letters?${lateFilter}&count=true&limit=1`);
    expect([step, all.count.value, tardy.count.value]).toEqual([step, letters, late]);
  }
});

it('an agency counts the letters that it leads, with those of its offices', async () => {
  const own = await get('/statistics/letters?month=2026-11', 'kaili.clerk');
  const due = (own.figures as Figure[]).find(({ key }) => key === 'due')!;

  const counted = await count(
    `FROM process p WHERE NOT p.confidential AND coalesce(p.facts ->> 'confidential', 'false') = 'false'
       AND p.facts ->> 'lead' IN ('522601', '522601-ZJJ') ${HAS_CLOCK(`${DUE} AND ${COUNTS}`)}`,
  );
  expect(counted).toBeGreaterThan(0);
  expect(due.count).toBe(counted);
  expect((await get(`/letters?${due.filter}&count=true`, 'kaili.clerk')).count.value).toBe(counted);
});

it('roles that see letters with cards only get no rates', async () => {
  expect((await request('GET', '/statistics/letters', { as: 'efficiency' })).status).toBe(403);
});

it.each(['2026-12', '2024-10', '2026-13'])('the month %s is refused', async (wanted) => {
  const { body } = await request('GET', `/statistics/letters?month=${wanted}`, { as: supervisor });

  expect(body.code).toBe('VALIDATION_FAILED');
});

it('a period that ends before it begins is refused', async () => {
  const path = '/letters?figure=due&from=2026-11-02&to=2026-11-01';

  expect((await request('GET', path, { as: supervisor })).body.issues).toMatchObject([{ field: 'to' }]);
});

describe('the sums of the figures', () => {
  const repository = new LetterStatisticsRepository(dataSource);
  const NOVEMBER = monthNumber('2026-11');
  const office = { path: ['5226', 'ZFB'], units: null };
  const county = { path: ['5226', '522601'], units: ['522601', '522601-ZJJ'] };

  /** All figures of three months, read at an instant. */
  async function figuresAt(at = NOW): Promise<unknown> {
    const days = await tallyDays(timeLimits, new Date(at));
    const monthsOf = (first: number, last: number) => ({
      ...{ period: { from: startOfMonth(first), to: startOfMonth(last + 1) } },
      ...{ at: new Date(at), days },
    });
    const all = [];
    for (const scope of [office, county, { ...office, within: '522601', class: 'HELP' }]) {
      const last = monthsOf(NOVEMBER, NOVEMBER);
      const groups = await repository.ofMonths(scope, last, { depth: 2 });
      const months = await repository.ofMonths(scope, monthsOf(NOVEMBER - 2, NOVEMBER), 'months');
      const { passed, late } = await repository.steps(scope, last, 2);
      all.push(...[groups, months, passed, late].map(inOrder));
    }
    return all;
  }

  /** The figures of November, by the sums and by other means. */
  async function bothWays(): Promise<[Record<string, number>, Record<string, number>]> {
    const period = { from: startOfMonth(NOVEMBER), to: startOfMonth(NOVEMBER + 1) };
    const at = new Date(NOW);
    const [total] = await repository.ofMonths(
      office,
      { period, at, days: await tallyDays(timeLimits, at) },
      'months',
    );
    const counted: Record<string, number> = {};
    for (const [key, condition] of Object.entries(LETTERS))
      counted[key] = await count(`${ORDINARY} ${condition}`);
    for (const [key, condition] of Object.entries(CARDS))
      counted[key] = await count(
        `FROM card k WHERE ${IN_MONTH('k.issued_at')} AND ${condition} AND k.process_id IN (SELECT p.id ${ORDINARY})`,
      );
    return [
      Object.fromEntries(Object.keys(counted).map((key) => [key, total!.counts[key as 'due']])),
      counted,
    ];
  }

  const tables = async (): Promise<unknown> => [
    await query('SELECT * FROM letter_tally_part ORDER BY process_id, month, unit').then((rows) =>
      rows.map((row) => ({ ...row, steps: (row['steps'] as number[]).toSorted((a, b) => a - b) })),
    ),
    await query(`SELECT * FROM letter_tally t WHERE to_jsonb(t) - '{month,unit,class,hidden_from,units}'::text[] <> (
      SELECT jsonb_object_agg(key, 0) FROM jsonb_each(to_jsonb(t) - '{month,unit,class,hidden_from,units}'::text[]))
      ORDER BY month, unit, class, hidden_from, units`),
    await query(
      'SELECT * FROM letter_step_tally WHERE letters <> 0 ORDER BY month, unit, class, hidden_from, units, step',
    ),
  ];

  const LETTER = `(SELECT p.id FROM process p JOIN letter l ON l.process_id = p.id JOIN clock c ON c.process_id = p.id
    WHERE NOT p.confidential AND NOT p.facts ? 'confidential' AND p.hidden_from = '{}' AND ${IN_MONTH('l.received_at')}
      AND NOT ${MERGED} AND p.stage NOT IN ('rejected', 'withdrawn') AND c.fulfilled_at IS NOT NULL AND ${DUE}
      AND p.facts ->> 'lead' <> 'HBJ' ORDER BY p.subject LIMIT 1)`;
  const CARD = `(SELECT k.id FROM card k JOIN process p ON p.id = k.process_id
    WHERE NOT p.confidential AND p.hidden_from = '{}' AND k.state = 'appealed' AND k.level = 'red'
      AND ${IN_MONTH('k.issued_at')} ORDER BY k.id LIMIT 1)`;

  it('figures are the same once the letters are in the sums', async () => {
    const before = await figuresAt();

    await keepAll();

    expect(await query('SELECT FROM letter_tally_mark')).toEqual([]);
    expect(await figuresAt()).toEqual(before);
  });

  it.each([
    [
      'a letter is dispatched to another unit',
      `UPDATE process SET facts = facts || '{"lead": "HBJ", "class": "HELP"}' WHERE id = ${LETTER}`,
    ],
    [
      'a letter becomes secret',
      `UPDATE process SET facts = facts || '{"confidential": true}' WHERE id = ${LETTER}`,
    ],
    ['a letter is hidden from the office', `UPDATE process SET hidden_from = '{ZFB}' WHERE id = ${LETTER}`],
    [
      'a letter is withdrawn',
      `UPDATE process SET stage = 'withdrawn', result = 'withdrawn' WHERE id = ${LETTER}`,
    ],
    ['a letter is merged', `UPDATE process SET facts = facts || '{"mergedInto": "x"}' WHERE id = ${LETTER}`],
    ['a rating gets another score', `UPDATE letter SET solved = 6 - solved WHERE solved <> 3`],
    [
      'a letter was received in another month',
      `UPDATE letter SET received_at = '2026-10-31T15:59:59Z' WHERE process_id = ${LETTER}`,
    ],
    [
      'an extension moves a limit into another month',
      `UPDATE clock SET due_at = '2026-11-30T16:00:00Z' WHERE process_id = ${LETTER}`,
    ],
    [
      'an assignment is taken back',
      `UPDATE clock c SET state = 'stopped', fulfilled_at = NULL WHERE c.fulfilled_at IS NOT NULL AND ${DUE}`,
    ],
    ['an appeal against a card is granted', `UPDATE card SET state = 'revoked' WHERE id = ${CARD}`],
  ])('when %s, the figures say so at once, and once it is in the sums', async (_, change) => {
    const before = await figuresAt();
    await query(change);
    expect(await query('SELECT FROM letter_tally_mark')).not.toEqual([]);

    const [read, counted] = await bothWays();
    await keepAll();
    const [kept] = await bothWays();

    expect(read).toEqual(counted);
    expect(kept).toEqual(counted);
    expect(await figuresAt()).not.toEqual(before);
  });

  it('closed tasks change the steps at once', async () => {
    const before = await figuresAt();
    await query(
      `UPDATE task SET state = 'completed', closed_at = '2026-11-19T04:00:00Z' WHERE state = 'open' AND name = 'draft'`,
    );

    const read = await figuresAt();
    await keepAll();

    expect(read).not.toEqual(before);
    expect(await figuresAt()).toEqual(read);
  });

  it('limits that have ended since count, whenever letters were added', async () => {
    const later = NOW + 6 * 86_400_000;
    const [now, then] = [await figuresAt(), await figuresAt(later)];

    await keepAll(later);

    expect(then).not.toEqual(now);
    expect(await figuresAt(later)).toEqual(then);
    expect(await figuresAt()).toEqual(now);
    await keepAll();
  });

  it('a new calendar counts every letter anew', async () => {
    await query(
      `INSERT INTO calendar_version (version, note) SELECT max(version) + 1, '' FROM calendar_version`,
    );

    const marked = await query('SELECT DISTINCT process_id FROM letter_tally_mark');

    expect(marked).toHaveLength(600);
    await keepAll();
  });

  it('sums that are built anew are those that were kept', async () => {
    const kept = await tables();
    await restartTally(dataSource);
    expect(await query('SELECT FROM letter_tally_part')).toEqual([]);

    await keepAll();

    expect(await tables()).toEqual(kept);
  });
});

const inOrder = (rows: readonly unknown[]): unknown[] =>
  rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

it('figures of a month have the names that units had at its end', async () => {
  await query(
    `INSERT INTO unit_former_name (unit_code, last_day, name, short_name) VALUES ('ZJJ', '2026-11-05', '州建设局', '州建设局')`,
  );
  const nameIn = async (month: string): Promise<string> =>
    (await get(`/statistics/letters?month=${month}`)).units.find(
      (unit: { code: string }) => unit.code === 'ZJJ',
    ).name;

  expect([await nameIn('2026-10'), await nameIn('2026-11')]).toEqual([
    '州建设局',
    expect.stringContaining('住房'),
  ]);
});
