import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { listScope } from '../../../domain/campaigns/campaign-row.js';
import { measureDepartments } from '../../../domain/campaigns/department-measures.js';
import { FINDING_KINDS, type FindingKind } from '../../../domain/campaigns/measures/findings.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { Conditions } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page } from '../platform/paging/page.js';
import { DATA_SOURCE, POOL } from '../platform/tokens.js';
import { PROCESS_COLUMNS, toProcessView, type ProcessRow } from '../cases/processes/process-view.js';
import { CampaignAccess, scopeOf } from './campaign-access.js';
import type {
  DepartmentView,
  FindingPage,
  FindingsQuery,
  FindingView,
  ItemPage,
  ItemsQuery,
  ItemView,
} from './campaigns.dto.js';

interface FindingRow extends Omit<FindingView, 'title' | 'foundAt'> {
  readonly foundAt: Date;
}

/** What may be read of a campaign; departments read what concerns them. */
@Injectable()
export class CampaignReads {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly access: CampaignAccess,
  ) {}

  /** In the campaign's order. @throws {DubanError} NOT_FOUND */
  async departments(actor: Actor, id: string): Promise<DepartmentView[]> {
    await this.access.assertVisible(actor, id);
    const scope = scopeOf(actor);
    const measured = await measureDepartments(this.dataSource, id);
    const { rows } = await this.pool.query<ProcessRow & { unit: string }>(
      `SELECT ${PROCESS_COLUMNS}, p.input ->> 'unit' AS unit FROM process p
       WHERE p.parent_id = $1 AND p.key = 'campaign-department'`,
      [id],
    );
    const processes = new Map(rows.map((row) => [row.unit, row]));
    const lists = await this.pool.query<{ scope: string; id: string }>(
      `SELECT DISTINCT ON (scope) scope, id FROM catalogue_version
       WHERE scope = ANY($1) AND state = 'frozen' ORDER BY scope, version DESC`,
      [measured.map(({ unit }) => listScope(id, unit))],
    );
    const listOf = new Map(lists.rows.map(({ scope: of, id: list }) => [of, list]));
    return measured
      .filter(({ unit }) => scope === null || scope.includes(unit))
      .map(({ unit, name, found, left }) => {
        const row = processes.get(unit);
        return {
          unit,
          name,
          process: row ? toProcessView(row) : null,
          list: listOf.get(listScope(id, unit)) ?? null,
          found,
          left,
        };
      });
  }

  /** By unit and place in its list. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async items(actor: Actor, id: string, query: ItemsQuery): Promise<ItemPage> {
    await this.access.assertVisible(actor, id);
    const where = new Conditions(id);
    where.add(() => 'i.version_id = $1');
    where.equal('i.unit_code', query.unit);
    where.equal('i.source', query.source);
    const scope = scopeOf(actor);
    if (scope) where.add((units) => `i.unit_code = ANY(${units})`, scope);
    if (query.cursor) {
      const place = decodeCursor(query.cursor, [isText, cursorPart.integer, cursorPart.uuid]);
      where.add((...after) => `(i.unit_code, i.number, i.id) > (${after.join(', ')})`, ...place);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<ItemView & { number: number }>(
      `SELECT i.id, i.unit_code AS unit, i.number, i.name, i.code, i.category, i.source,
         (SELECT count(*)::int FROM campaign_finding f
          WHERE f.campaign_id = $1 AND f.item_id = i.id AND f.state = 'open') AS open
       FROM catalogue_item i WHERE ${where.sql} ORDER BY i.unit_code, i.number, i.id LIMIT ${limit}`,
      where.values,
    );
    return page(
      rows,
      query.limit,
      ({ number: _number, ...item }) => item,
      (row) => encodeCursor([row.unit, row.number, row.id]),
    );
  }

  /** What is held against nobody yet only the centre and the supervisor see. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async findings(actor: Actor, id: string, query: FindingsQuery): Promise<FindingPage> {
    await this.access.assertVisible(actor, id);
    const where = new Conditions(id);
    where.add(() => 'f.campaign_id = $1');
    where.equal('f.unit_code', query.unit);
    where.equal('f.state', query.state);
    where.equal('f.kind', query.kind);
    const scope = scopeOf(actor);
    if (scope)
      where.add((units) => `f.unit_code = ANY(${units}) AND f.state NOT IN ('found', 'dismissed')`, scope);
    if (query.cursor) {
      const [after] = decodeCursor(query.cursor, [cursorPart.uuid]);
      where.add((place) => `f.id > ${place}`, after);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<FindingRow>(
      `${FINDING} WHERE ${where.sql} ORDER BY f.id LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, toFindingView, (row) => encodeCursor([row.id]));
  }

  /**
   * A person's word on a finding that is not certain, before anything is held against a unit.
   *
   * @throws {DubanError} NOT_FOUND also when it is no longer to be reviewed
   */
  async review(
    actor: Actor,
    id: string,
    review: { finding: string; verdict: 'confirm' | 'dismiss' },
  ): Promise<FindingView> {
    await this.access.assertVisible(actor, id);
    const { finding, verdict } = review;
    const { rowCount } = await this.pool.query(REVIEW, [
      id,
      finding,
      verdict === 'confirm' ? 'open' : 'dismissed',
    ]);
    if (rowCount === 0) throw new DubanError('NOT_FOUND', 'no finding that is still to be reviewed');
    const { rows } = await this.pool.query<FindingRow>(`${FINDING} WHERE f.id = $1`, [finding]);
    return toFindingView(rows[0]!);
  }
}

const FINDING = `
  SELECT f.id, f.unit_code AS unit, f.item_name AS item, f.kind, f.element, f.certainty, f.state, f.address, f.seen,
    f.excerpt, f.found_at AS "foundAt", f.seen_again AS "seenAgain", f.bounces,
    f.asked_at IS NOT NULL AS asked, f.carried_from AS "carriedFrom"
  FROM campaign_finding f`;

/** One that no unit answers for can be dismissed, but held against nobody. */
const REVIEW = `
  UPDATE campaign_finding SET state = $3
  WHERE campaign_id = $1 AND id = $2 AND state = 'found' AND ($3 = 'dismissed' OR unit_code IS NOT NULL)`;

const isText = (part: unknown): boolean => typeof part === 'string' && part.length <= 20;

const toFindingView = ({ foundAt, ...row }: FindingRow): FindingView => ({
  ...row,
  title: FINDING_KINDS[row.kind as FindingKind],
  foundAt: foundAt.toISOString(),
});
