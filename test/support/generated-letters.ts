import { randomUUID } from 'node:crypto';
import type { TestGateway } from './gateway.js';

const DAY_MS = 86_400_000;
const UNITS = ['522601', '522601-ZJJ', '522631', '522626', 'ZJJ', 'JTJ', 'HBJ'] as const;
const CLASSES = ['CONSULT', 'HELP', 'COMPLAINT'] as const;
const ENDS = ['closed', 'closed', 'closed', 'rejected', 'withdrawn', null, null] as const;
const STAGES = [
  'submitted',
  'assigned',
  'inProgress',
  'replyReview',
  'suspended',
  'replied',
  'merged',
] as const;
const RATINGS = ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED', 'UNRATED', null] as const;
const STEPS = ['register', 'reconsider', 'assign', 'sign', 'draft', 'signOff', 'review', 'rework'] as const;
const LEVELS = ['warning', 'yellow', 'red', 'urge'] as const;
const CARD_STATES = ['pending', 'issued', 'appealed', 'upheld', 'revoked', 'escalated', 'stopped'] as const;

/** The same numbers for the same seed, between 0 and 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Writes letters with clocks, tasks and cards straight into the read model: any combination that it can hold, likely or not.
 *
 * @param options.until instant, epoch ms, around which limits end; letters begin up to 80 days before it
 */
export async function generateLetters(
  { query }: Pick<TestGateway, 'query'>,
  options: { readonly count: number; readonly seed: number; readonly until: number },
): Promise<void> {
  const next = numbers(options.seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const chance = (share: number): boolean => next() < share;
  const iso = (at: number): string => new Date(at).toISOString();
  const later = (at: number, days: number): number => at + Math.floor(next() * days * DAY_MS);
  const rows = { process: [], letter: [], clock: [], task: [], card: [] } as Record<string, object[]>;

  for (let n = 1; n <= options.count; n += 1) {
    const process_id = randomUUID();
    const received = later(options.until - 80 * DAY_MS, 80);
    const lead = chance(0.9) ? pick(UNITS) : null;
    const result = pick(ENDS);
    const ended = result === null ? null : later(received, 30);
    const stage = result ?? pick(STAGES);
    const rating = pick(RATINGS);
    const letter_no = `ZT${String(n).padStart(8, '0')}`;
    rows['process']!.push({
      ...{ id: process_id, key: 'mailbox-letter', version: 1, subject: letter_no, stage, result },
      state: ended === null ? 'running' : 'completed',
      facts: {
        ...(lead && { lead, class: pick(CLASSES) }),
        ...(chance(0.4) && { answered: true }),
        ...(chance(0.5) && { repliedAt: received }),
        ...(rating && { rating }),
        ...(chance(0.2) && { reworks: pick([0, 1, 2]) }),
        ...(chance(0.1) && { reopened: true }),
        ...(chance(0.1) && { mergedInto: randomUUID() }),
        ...(chance(0.05) && { confidential: true }),
      },
      units: lead ? [lead, 'QGZ'] : ['QGZ'],
      hidden_from: chance(0.05) ? ['ZFB'] : chance(0.05) ? ['522631'] : [],
      confidential: chance(0.05),
      ...{ started_at: iso(received), ended_at: ended && iso(ended) },
    });
    rows['letter']!.push({
      ...{ process_id, letter_no, query_code_hash: '\\x00', kind: 'CONSULT', title: `来信${n}` },
      ...{ wants_public: false, named_units: [], received_at: iso(received) },
      // one in six without a score
      solved: n % 6 || null,
    });
    let number = 0;
    const clocks = lead === null ? 0 : pick([1, 1, 1, 2]);
    for (let index = 1; index <= clocks; index += 1) {
      const started = later(received, 5);
      // some end at midnight, which is the last instant of the day before
      const due = chance(0.6) ? dayEnd(later(started, 20)) : later(started, 20);
      // an assignment that was taken back is stopped
      const state =
        index < clocks ? 'stopped' : pick(['running', 'paused', 'stopped', 'stopped', 'suspended']);
      const isAnswered = index === clocks && state === 'stopped' && chance(0.8);
      rows['clock']!.push({
        ...{ process_id, number: (number += 1), name: 'handling', limit_key: 'handling', unit: lead, state },
        ...{
          policy_id: 'QDN-2015',
          policy_version: 1,
          calendar_version: 1,
          extended_days: 0,
          provisional: false,
        },
        ...{ started_at: iso(started), due_at: iso(due) },
        paused_at: isAnswered || state === 'paused' ? iso(chance(0.1) ? due : later(started, 25)) : null,
        fulfilled_at: isAnswered ? iso(later(started, 30)) : null,
      });
    }
    STEPS.forEach((name, index) => {
      if (chance(0.4)) return;
      const opened = later(received, 20);
      const isOpen = ended === null && chance(0.15);
      const isDated = chance(0.85);
      rows['task']!.push({
        ...{ process_id, number: index + 1, process_key: 'mailbox-letter', name, stage: 'inProgress' },
        ...{ unit: lead ?? 'QGZ', role: 'agency-clerk', opened_at: iso(opened) },
        state: isOpen ? 'open' : pick(['completed', 'completed', 'expired', 'cancelled']),
        due_at: isDated ? iso(chance(0.5) ? dayEnd(later(opened, 20)) : later(opened, 20)) : null,
        closed_at: isOpen ? null : iso(later(opened, 12)),
      });
    });
    if (lead !== null && chance(0.5)) {
      const created = later(received, 20);
      const state = pick(CARD_STATES);
      rows['card']!.push({
        ...{ id: randomUUID(), process_id, clock: 1, threshold: 'yellow', level: pick(LEVELS), unit: lead },
        ...{ source: 'manual', state, points: 0, absorbs: false, settled: false },
        ...{ reached_at: iso(created), created_at: iso(created), issue_at: iso(created) },
        issued_at: ['pending', 'stopped'].includes(state) ? null : iso(created),
        ...{ policy_id: 'QDN-2015', policy_version: 1, calendar_version: 1 },
      });
    }
  }
  for (const [table, written] of Object.entries(rows)) await insert(query, table, written);
}

/** 24:00 of the day of an instant, in Asia/Shanghai. */
const dayEnd = (at: number): number =>
  (Math.floor((at + 8 * 3_600_000) / DAY_MS) + 1) * DAY_MS - 8 * 3_600_000;

async function insert(query: TestGateway['query'], table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0]!).join(', ');
  await query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
