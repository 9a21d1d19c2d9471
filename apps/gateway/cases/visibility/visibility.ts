import { Injectable } from '@nestjs/common';
import { isSecret } from '../../../../domain/cases/secrecy/secrecy.js';
import { and, join, literal, or, sql, type Sql } from '../../../../infra/database/sql.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Businesses } from '../registration/businesses.js';
import { unitsApart, isParty, type Parties } from './visible-tasks.js';

/** A condition whose parameters are still counted. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const SECRET = isSecret('p');

/** Which cases, tasks and texts an account may see, by the rights of its roles and the rules of each process. */
@Injectable()
export class Visibility {
  /** Units that tasks and entries are about, where a process keeps its units apart. */
  readonly parties: Parties;
  private readonly handovers: readonly string[];

  constructor(private readonly businesses: Businesses) {
    this.parties = unitsApart(
      businesses
        .entries()
        .flatMap(([key, rules]) => (rules.unitsApart ? [[key, rules.unitsApart.officeIn]] : [])),
    );
    this.handovers = businesses
      .entries()
      .flatMap(([key, { handovers = [] }]) => handovers.map((task) => `${key}/${task}`));
  }

  /**
   * Which processes an account may see, over the row `p`. It stands in every query: what it leaves out does not exist for
   * the caller (404). What of one it may see is said in visible-tasks.ts.
   * Source of the rules: RULES.md 5.9 and 0.11; docs/who-sees-what.md is the table of them.
   *
   * - Whom a case accuses never sees it, nor does a unit below; no role changes that.
   * - An ordinary case: what the roles see, and what its process shows to them beside that.
   * - A secret case, and what refers to one: by a task for the role in the account's own unit.
   */
  processes(actor: Actor): Sql {
    const rights = actor.roles.map((role) => this.businesses.rightsOf(role));
    const sees = (what: string): boolean => rights.some((right) => right.sees === what);
    const secretBy = (what: string): string[] =>
      actor.roles.filter((role) => this.businesses.rightsOf(role).secret === what);
    const ownTask = (roles: readonly string[]): Sql =>
      sql`SELECT 1 FROM task s WHERE s.process_id = p.id AND s.unit = ${actor.unit} AND s.role = ANY (${roles}::text[])`;

    const shown = [...this.shownTo(actor)].map(([field, keys]) => {
      const isOne = sql`p.key IN (${join(keys.map(literal))})`;
      return field === '' ? isOne : sql`${isOne} AND p.input ->> ${literal(field)} = ${actor.unit}`;
    });
    const open = [
      sees('all') && sql`true`,
      ...shown,
      sees('carded') && sql`EXISTS (SELECT 1 FROM card k WHERE k.process_id = p.id)`,
      sees('subtree')
        ? sql`p.units && ${actor.unitsBelow}::text[]`
        : rights.some((right) => right.sees !== 'none') && sql`${actor.unit} = ANY (p.units)`,
    ].filter((condition) => condition !== false);

    const [byOpen, byAny] = [secretBy('openTask'), secretBy('anyTask')];
    const secret = [
      byOpen.length > 0 &&
        sql`EXISTS (${ownTask(byOpen)} AND (s.state = 'open' OR s.process_key || '/' || s.name = ANY (${this.handovers}::text[])))`,
      byAny.length > 0 && sql`EXISTS (${ownTask(byAny)})`,
    ].filter((condition) => condition !== false);

    if (open.length + secret.length === 0) return sql`false`;
    return and(
      sql`NOT (p.hidden_from && ${actor.unitPath}::text[])`,
      or(
        open.length > 0 && sql`NOT ${SECRET} AND ${or(...open)}`,
        secret.length > 0 && sql`${SECRET} AND ${or(...secret)}`,
      ),
    );
  }

  /**
   * Which tasks an account may see, over the rows `t` and `p`. What it leaves out does not exist for the caller, as with
   * processes.
   */
  tasks(actor: Actor): Sql {
    const units = this.partUnits(actor);
    const visible = this.processes(actor);
    return units === null ? visible : and(visible, isParty(this.parties.ofTask, units));
  }

  /** For which units an account sees the parts of a process that keeps its units apart; null: all of it. */
  partUnits({ roles, unit, unitsBelow }: Actor): readonly string[] | null {
    const sees = roles.map((role) => this.businesses.rightsOf(role).sees);
    if (sees.some((what) => what === 'all' || what === 'carded')) return null;
    return sees.includes('subtree') ? unitsBelow : [unit];
  }

  /** Whether lists of an account are about its own units, or about everything. */
  seesAllUnits({ roles }: Actor): boolean {
    return roles.some((role) => this.businesses.rightsOf(role).listsAllUnits);
  }

  /** Units whose cards an account sees, of the processes that it sees; null: of all. */
  cardUnits(actor: Actor): readonly string[] | null {
    return this.seesAllUnits(actor) ? null : actor.unitsBelow;
  }

  /** Keys of the processes, of those that it sees, in which an account may read free text and who wrote it; null: of all. */
  readableKeys({ roles }: Pick<Actor, 'roles'>): readonly string[] | null {
    if (roles.some((role) => this.businesses.rightsOf(role).reads)) return null;
    return this.businesses
      .entries()
      .flatMap(([key, { readers = [] }]) => (readers.some((role) => roles.includes(role)) ? [key] : []));
  }

  /** Whether an account may read free text and who wrote it, in a process that it sees. */
  readsContent(actor: Pick<Actor, 'roles'>, processKey: string): boolean {
    return this.readableKeys(actor)?.includes(processKey) ?? true;
  }

  /** Processes that show cases to a role of the account, by the field of the input that names its unit; '' for every case. */
  private shownTo({ roles }: Actor): ReadonlyMap<string, readonly string[]> {
    const fields = new Map<string, string[]>();
    for (const [key, { seenBy = {} }] of this.businesses.entries())
      for (const [role, which] of Object.entries(seenBy)) {
        if (!roles.includes(role)) continue;
        const field = which === 'all' ? '' : which.unitIn;
        const keys = fields.get(field) ?? [];
        if (!keys.includes(key)) fields.set(field, [...keys, key]);
      }
    return fields;
  }
}
