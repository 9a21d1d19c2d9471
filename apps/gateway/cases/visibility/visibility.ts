import { Injectable } from '@nestjs/common';
import { isParty, unitsApart, type Parties } from '../../../../domain/cases/visibility/units-apart.js';
import {
  visibleProcesses,
  type ProcessRights,
} from '../../../../domain/cases/visibility/visible-processes.js';
import { and, literal, oneOf, or, sql, type Sql } from '../../../../infra/database/sql.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Businesses } from '../registration/businesses.js';

/** A task that has changed, with what its case keeps from whom. */
export interface ChangedTask {
  readonly unit: string;
  readonly role: string;
  readonly secret: boolean;
  readonly hiddenFrom: readonly string[];
}

/** Cases, tasks and texts that an account may see, by the rights of its roles and the rules of each process. */
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
   * Which processes an account may see, as a condition over the row `p`. Every query has it: an invisible process does not
   * exist for the caller (404). domain/cases/visibility/units-apart.ts says which parts of a visible one the account sees.
   * docs/who-sees-what.md is the table of these rules.
   *
   * - A case is hidden from the units that it accuses and from units below them, in every role.
   * - An ordinary case: by the rights of the roles, and by the rules of its process.
   * - A secret case, and every case that refers to one: by a task for the role in the account's own unit.
   */
  processes(actor: Actor): Sql {
    const secretBy = (which: string): string[] =>
      actor.roles.filter((role) => this.businesses.rightsOf(role).secret === which);
    return this.visible(actor, { byOpenTask: secretBy('openTask'), byAnyTask: secretBy('anyTask') });
  }

  /** The visible processes that are not secret, as `processes`. */
  ordinaryProcesses(actor: Actor): Sql {
    return this.visible(actor, { byOpenTask: [], byAnyTask: [] });
  }

  private visible(actor: Actor, secret: ProcessRights['secret']): Sql {
    const rights = actor.roles.map((role) => this.businesses.rightsOf(role));
    const sees = (which: string): boolean => rights.some((right) => right.sees === which);
    const own = rights.some((right) => right.sees !== 'none') ? 'own' : 'none';
    return visibleProcesses({
      ownUnits: actor.ownUnits,
      ownShares: actor.ownShares,
      unitKin: actor.unitKin,
      ordinary: {
        all: sees('all'),
        shown: this.shownTo(actor),
        carded: sees('carded'),
        units: sees('subtree') ? actor.unitsBelow : own,
      },
      secret,
      handovers: this.handovers,
    });
  }

  /**
   * Which tasks an account may see, as a condition over the rows `t` and `p`. An invisible task does not exist for the
   * caller (404).
   */
  tasks(actor: Actor): Sql {
    const units = this.partUnits(actor);
    const visible = this.processes(actor);
    return units === null ? visible : and(visible, isParty(this.parties.ofTask, units));
  }

  /**
   * Whether a change of a task concerns an account: `own` when its unit and roles are to do the task, `listed` when its lists
   * cover the unit. Null: it learns nothing. A change of a secret case is known to those who are to do the task only.
   */
  concern(actor: Actor, task: ChangedTask): 'own' | 'listed' | null {
    if (task.hiddenFrom.some((unit) => actor.unitKin.includes(unit))) return null;
    const right = actor.roles.includes(task.role) ? this.businesses.rightsOf(task.role) : undefined;
    const isOwn = right !== undefined && task.unit === actor.unit;
    if (isOwn) return task.secret && right.secret === undefined ? null : 'own';
    const seesNothing = actor.roles.every((role) => this.businesses.rightsOf(role).sees === 'none');
    if (task.secret || seesNothing) return null;
    return this.seesAllUnits(actor) || actor.unitsBelow.includes(task.unit) ? 'listed' : null;
  }

  /** Units whose parts an account sees in a process that keeps its units apart; null: all parts. */
  partUnits({ roles, ownUnits, unitsBelow }: Actor): readonly string[] | null {
    const sees = roles.map((role) => this.businesses.rightsOf(role).sees);
    if (sees.some((what) => what === 'all' || what === 'carded')) return null;
    return sees.includes('subtree') ? unitsBelow : ownUnits;
  }

  /** Which processes' uploaded files an account may read, as a condition over the row `p`. */
  files(actor: Actor): Sql {
    const ruled = this.businesses.entries().flatMap(([key, { files }]) => (files ? [{ key, files }] : []));
    const common = and(
      ...ruled.map(({ key }) => sql`p.key <> ${literal(key)}`),
      oneOf('p.key', this.readableKeys(actor)),
      this.processes(actor),
      isParty(this.parties.ofFile, this.partUnits(actor)),
    );
    return or(
      common,
      ...ruled.map(({ key, files }) => and(sql`p.key = ${literal(key)}`, files.isReadableBy(actor))),
    );
  }

  /**
   * Units whose tasks and clocks an account sees in a case that it sees; null: all.
   *
   * @param unitInInput reads the unit that a field of the case's input names
   */
  async unitsSeenIn(
    actor: Actor,
    processKey: string,
    unitInInput: (field: string) => Promise<string | null>,
  ): Promise<readonly string[] | null> {
    const field = this.businesses.officeField(processKey);
    const units = field === undefined ? null : this.partUnits(actor);
    if (field === undefined || units === null) return null;
    const office = await unitInInput(field);
    return office !== null && units.includes(office) ? null : units;
  }

  /**
   * Units whose part an account sees in the figures of a process; null: all units, and cases without one. Figures hold no
   * secret case, and none that is hidden from any unit.
   */
  figureUnits(actor: Actor, processKey: string): readonly string[] | null {
    const sees = actor.roles.map((role) => this.businesses.rightsOf(role).sees);
    if (this.seesEvery(actor, processKey) || sees.includes('carded')) return null;
    if (sees.every((what) => what === 'none')) return [];
    return sees.includes('subtree') ? actor.unitsBelow : actor.ownUnits;
  }

  /** Whether an account sees every case of a process that is neither secret nor hidden from its unit. */
  seesEvery(actor: Pick<Actor, 'roles'>, processKey: string): boolean {
    return (
      actor.roles.some((role) => this.businesses.rightsOf(role).sees === 'all') ||
      this.shownTo(actor).some(({ keys, unitIn }) => unitIn === null && keys.includes(processKey))
    );
  }

  /** Whether lists of an account cover every unit; otherwise its own unit and those below. */
  seesAllUnits({ roles }: Actor): boolean {
    return roles.some((role) => this.businesses.rightsOf(role).listsAllUnits);
  }

  /** Units whose cards an account sees in visible processes; null: all. */
  cardUnits(actor: Actor): readonly string[] | null {
    return this.seesAllUnits(actor) ? null : actor.unitsBelow;
  }

  /** Keys of the processes in which an account may read free text and its authors, where visible; null: all. */
  readableKeys({ roles }: Pick<Actor, 'roles'>): readonly string[] | null {
    if (roles.some((role) => this.businesses.rightsOf(role).reads)) return null;
    return this.businesses
      .entries()
      .flatMap(([key, { readers = [] }]) => (readers.some((role) => roles.includes(role)) ? [key] : []));
  }

  /** Whether an account may read free text and its authors in a visible process. */
  readsContent(actor: Pick<Actor, 'roles'>, processKey: string): boolean {
    return this.readableKeys(actor)?.includes(processKey) ?? true;
  }

  /** What an account may see of a visible task of a process. */
  taskReader(
    actor: Actor,
    processKey: string,
  ): { readsContent: boolean; cardUnits: readonly string[] | null } {
    return { readsContent: this.readsContent(actor, processKey), cardUnits: this.cardUnits(actor) };
  }

  /** Processes that their own rules show to a role of the account. */
  private shownTo({ roles }: Pick<Actor, 'roles'>): { keys: readonly string[]; unitIn: string | null }[] {
    const keysByField = new Map<string | null, Set<string>>();
    for (const [key, { seenBy = {} }] of this.businesses.entries())
      for (const [role, which] of Object.entries(seenBy)) {
        if (!roles.includes(role)) continue;
        const field = which === 'all' ? null : which.unitIn;
        keysByField.set(field, (keysByField.get(field) ?? new Set()).add(key));
      }
    return [...keysByField].map(([unitIn, keys]) => ({ unitIn, keys: [...keys] }));
  }
}
