import { queryRows, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { fullName } from './formal-name.js';

/** A unit as citizens find it. */
export interface PublicUnitRow {
  readonly code: string;
  /** As in its letterhead: 黔东南州教育局. */
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
  readonly parent: string;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly hours: string | null;
  /** Last day, once it is over. */
  readonly endedOn: string | null;
  /** Name of the unit that continues its business. */
  readonly successor: string | null;
}

/** The units of the prefecture as a directory for citizens. */
export class PublicUnitsRepository {
  constructor(private readonly db: Database) {}

  /** All but the prefecture as a whole and units that do not exist yet; townships last. @param day YYYY-MM-DD */
  list(day: string): Promise<PublicUnitRow[]> {
    return queryRows(
      this.db,
      sql`SELECT u.code, ${fullName('u')} AS name, u.short_name AS "shortName", u.kind, u.parent_code AS parent,
          u.contact, u.phone, u.address, u.hours,
          CASE WHEN u.valid_to < ${day}::date THEN u.valid_to::text END AS "endedOn",
          CASE WHEN u.valid_to < ${day}::date THEN ${fullName('heir')} END AS successor
        FROM unit u LEFT JOIN unit heir ON heir.code = u.successor_code
        WHERE u.kind <> 'PREFECTURE' AND coalesce(u.valid_from <= ${day}::date, true)
        ORDER BY u.kind = 'TOWNSHIP', cardinality(u.path), u.code`,
    );
  }
}
