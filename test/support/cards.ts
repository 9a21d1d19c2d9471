import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { CommandStore } from '../../domain/cases/commands/command-store.js';
import { Cards } from '../../domain/cases/cards/cards.js';
import { TimeLimitService } from '../../domain/cases/time-limits/time-limit-service.js';
import { createIssueDueCards } from '../../domain/cases/sla-monitor/issue-due-cards.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** Epoch ms of a civil time in Shanghai. */
export const at = (civil: string): number => Date.parse(`${civil}+08:00`);

export interface CardRecord {
  readonly id: string;
  readonly clock: number;
  readonly threshold: string;
  readonly level: string;
  readonly state: string;
  readonly points: number;
  readonly issue_at: Date;
}

/**
 * Lets a kind of statement (`INSERT ON card`) fail from now on, as when the database shuts down in the middle of a
 * transaction. @returns a function that ends it
 */
export async function shutDownWhen(letters: LateLetters, statement: string): Promise<() => Promise<void>> {
  const [, table] = statement.split(' ON ');
  await letters.query(
    `CREATE OR REPLACE FUNCTION shut_down() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'shutting down' USING ERRCODE = '57P01'; END $$`,
  );
  await letters.query(`CREATE TRIGGER shut_down BEFORE ${statement} EXECUTE FUNCTION shut_down()`);
  return async () => void (await letters.query(`DROP TRIGGER shut_down ON ${table}`));
}

/** Late letters in a database of their own, and the SLA monitor. */
export class LateLetters {
  readonly policies: TimeLimitService;
  readonly cards: Cards;
  readonly monitor: ReturnType<typeof createIssueDueCards>;
  /** Log entries of the SLA monitor about deferred clocks. */
  readonly log: { readonly process?: string }[] = [];

  private constructor(readonly database: TestDatabase) {
    const { dataSource } = database;
    this.policies = new TimeLimitService(dataSource);
    this.cards = new Cards(this.policies, new CommandStore(dataSource));
    const log = { error: (fields: object) => void this.log.push(fields) };
    this.monitor = createIssueDueCards({ dataSource, policies: this.policies, cards: this.cards, log });
  }

  static async create(): Promise<LateLetters> {
    const letters = new LateLetters(await createTestDatabase());
    await letters.policies.ready();
    return letters;
  }

  query<T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> {
    return this.database.query<T>(sql, values);
  }

  transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.database.dataSource.transaction(work);
  }

  /** Runs one turn of the SLA monitor at a civil time in Shanghai. */
  turn(civil: string) {
    return this.monitor({ now: at(civil) });
  }

  async letter(
    options: { subject?: string; confidential?: boolean; hiddenFrom?: string[] } = {},
  ): Promise<string> {
    const id = randomUUID();
    const { subject = `ZX${id.slice(0, 8)}`, confidential = false, hiddenFrom = [] } = options;
    await this.query(
      `INSERT INTO process (id, key, version, subject, state, confidential, hidden_from, started_at, units)
       VALUES ($1, 'mailbox-letter', 1, $2, 'running', $3, $4, now(), '{522601}')`,
      [id, subject, confidential, hiddenFrom],
    );
    return id;
  }

  /** A clock with the ladder of policy and calendar. */
  async clock(
    process: string,
    options: { number?: number; limit?: string; class?: string; unit?: string; startedAt: string },
  ): Promise<void> {
    const { number = 1, limit = 'handling', unit = '522601', startedAt } = options;
    const letterClass = options.class ?? (limit === 'handling' ? 'CONSULT' : undefined);
    const clock = this.policies.startClock({ limit, class: letterClass, unit, at: at(startedAt) });
    await this.query(
      `INSERT INTO clock (process_id, number, name, limit_key, unit, class, policy_id, policy_version,
         calendar_version, state, started_at, due_at, warn_at, thresholds, next_at)
       VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, 'running', $9, $10, $11, $12, $13)`,
      [
        process,
        number,
        limit,
        unit,
        letterClass ?? null,
        clock.policyId,
        clock.policyVersion,
        clock.calendarVersion,
        new Date(at(startedAt)),
        date(clock.dueAt),
        date(clock.warnAt),
        clock.thresholds && JSON.stringify(clock.thresholds),
        date(clock.nextAt),
      ],
    );
  }

  cardsOf(process: string): Promise<CardRecord[]> {
    return this.query(
      `SELECT id, clock, threshold, level, state, points, issue_at FROM card WHERE process_id = $1
       ORDER BY reached_at, clock, threshold`,
      [process],
    );
  }

  /** Cards with their states, in short: `yellow issued`. */
  async ladderOf(process: string): Promise<string[]> {
    return (await this.cardsOf(process)).map(({ level, state }) => `${level} ${state}`);
  }

  async timelineOf(process: string): Promise<string[]> {
    const rows = await this.query<{ seq: number; type: string; text: string }>(
      'SELECT seq, type, text FROM timeline_entry WHERE process_id = $1 ORDER BY seq',
      [process],
    );
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    return rows.map(({ text, type }) => text ?? type);
  }

  async eventsOf(
    process: string,
  ): Promise<{ type: string; subject: string; data: Record<string, unknown> }[]> {
    return this.query(
      'SELECT type, subject, unit, data FROM supervision_event WHERE process_id = $1 ORDER BY cursor',
      [process],
    );
  }

  async eventTypesOf(process: string): Promise<string[]> {
    return (await this.eventsOf(process)).map(({ type }) => type);
  }
}

const date = (instant: number | null): Date | null => (instant === null ? null : new Date(instant));
