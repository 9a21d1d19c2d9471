import { or, sql, type Sql } from '../../../infra/database/sql.js';

/** What a unit has of an ended unit that was split and that another one succeeded. */
export interface OwnShare {
  /** The ended unit. */
  readonly unit: string;
  readonly classes: readonly string[];
  /** Ids of processes. */
  readonly cases: readonly string[];
}

/** Whether a share covers a case of its unit, over the row `p`. */
const isShared = ({ classes, cases }: OwnShare): Sql =>
  sql`(p.id = ANY (${cases}::uuid[]) OR p.facts ->> 'class' = ANY (${classes}::text[]))`;

/** Cases that shares cover, over the row `p`; nothing without shares, so that an index on units serves. */
export const casesOfShares = (shares: readonly OwnShare[]): Sql[] =>
  shares.map((share) => sql`p.units @> ${[share.unit]}::text[] AND ${isShared(share)}`);

/** Cards that shares cover, over the rows `k` and `p`. */
export const cardsOfShares = (shares: readonly OwnShare[]): Sql =>
  or(...shares.map((share) => sql`k.unit = ${share.unit} AND ${isShared(share)}`));
