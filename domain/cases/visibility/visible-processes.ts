import { and, join, literal, or, sql, type Sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';
import { casesOfShares, type OwnShare } from '../units/own-shares.js';

/** Rights of an account on processes. */
export interface ProcessRights {
  /** That unit, and the ended ones whose business it continues. */
  readonly ownUnits: readonly string[];
  /** What that unit has of ended ones that others succeeded. */
  readonly ownShares: readonly OwnShare[];
  /** Units from which hidden cases are hidden from the account: see `Actor`. */
  readonly unitKin: readonly string[];
  /** Ordinary processes. */
  readonly ordinary: {
    readonly all: boolean;
    /** Processes that are shown by their key: all of them, or those whose input names the account's unit in a field. */
    readonly shown: readonly { readonly keys: readonly string[]; readonly unitIn: string | null }[];
    /** Processes with a card. */
    readonly carded: boolean;
    /** Units whose processes the account sees: those with a task for one of them. */
    readonly units: readonly string[] | 'own' | 'none';
  };
  /** Secret processes, by a task for the account's unit and one of these roles. */
  readonly secret: {
    /** The task is open, or one of `handovers`. */
    readonly byOpenTask: readonly string[];
    readonly byAnyTask: readonly string[];
  };
  /** `key/task` of tasks that transfer a secret process: the unit that completed one continues to see it. */
  readonly handovers: readonly string[];
}

const SECRET = isSecret('p');

/** Which processes an account sees, as a condition over the row `p`. */
export function visibleProcesses({
  ownUnits,
  ownShares,
  unitKin,
  ordinary,
  secret,
  handovers,
}: ProcessRights): Sql {
  const open = [
    ...ordinaryConditions(ownUnits, ordinary),
    ...(ordinary.units === 'none' ? [] : casesOfShares(ownShares)),
  ];
  const ownTask = (roles: readonly string[]): Sql =>
    sql`SELECT 1 FROM task s WHERE s.process_id = p.id AND s.unit = ANY (${ownUnits}::text[]) AND s.role = ANY (${roles}::text[])`;
  const { byOpenTask, byAnyTask } = secret;
  const closed = [
    byOpenTask.length > 0 &&
      sql`EXISTS (${ownTask(byOpenTask)} AND (s.state = 'open' OR s.process_key || '/' || s.name = ANY (${handovers}::text[])))`,
    byAnyTask.length > 0 && sql`EXISTS (${ownTask(byAnyTask)})`,
  ].filter((condition) => condition !== false);

  if (open.length + closed.length === 0) return sql`false`;
  return and(
    sql`NOT (p.hidden_from && ${unitKin}::text[])`,
    or(
      open.length > 0 && sql`NOT ${SECRET} AND ${or(...open)}`,
      closed.length > 0 && sql`${SECRET} AND ${or(...closed)}`,
    ),
  );
}

function ordinaryConditions(
  ownUnits: readonly string[],
  { all, shown, carded, units }: ProcessRights['ordinary'],
): Sql[] {
  return [
    all && sql`true`,
    ...shown.map(({ keys, unitIn }) => {
      const isOne = sql`p.key IN (${join(keys.map(literal))})`;
      return unitIn === null
        ? isOne
        : sql`${isOne} AND p.input ->> ${literal(unitIn)} = ANY (${ownUnits}::text[])`;
    }),
    carded && sql`EXISTS (SELECT 1 FROM card k WHERE k.process_id = p.id)`,
    units === 'own' && sql`p.units && ${ownUnits}::text[]`,
    typeof units === 'object' && sql`p.units && ${units}::text[]`,
  ].filter((condition) => condition !== false);
}
