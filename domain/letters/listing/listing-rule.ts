import { sql, type Sql } from '../../../infra/database/sql.js';
import { isHiddenFrom, isSecret } from '../../cases/secrecy/secrecy.js';

/** Why the centre keeps a letter off the public lists. Such letters are counted, not shown. */
export const UNLIST_REASONS = {
  PRIVACY: '个人隐私',
  SECRET: '国家秘密或工作秘密',
  BUSINESS: '商业秘密',
  MINOR: '涉及未成年人',
  PETITION: '信访复查复核中',
} as const;
export type UnlistReason = keyof typeof UNLIST_REASONS;
export const UNLIST_REASON_KEYS = Object.keys(UNLIST_REASONS) as UnlistReason[];

/** Letters that nobody can list. */
export const NEVER_LISTED = {
  ACCUSATION: '检举控告，或已按规定移送',
  CONFLICT: '对涉及的单位不公开',
  WITHDRAWN: '来信人已撤回，或已终止办理',
  ERASED: '个人信息已经清除',
} as const;
export type NeverListed = keyof typeof NEVER_LISTED;

/** Why a letter is on no public list. */
export type NotListed = UnlistReason | NeverListed;

/**
 * What a public list counts although it does not show it. Accusations are in no count: their number would say that there are
 * some. A letter that was withdrawn or erased is no letter any more.
 */
export const COUNTED_UNLISTED: readonly NotListed[] = [...UNLIST_REASON_KEYS, 'CONFLICT'];

/** A letter that follows another one is as secret as that one has become. */
const FOLLOWS_SECRET = sql`EXISTS (SELECT FROM process followed
  WHERE followed.id IN ((p.facts ->> 'mergedInto')::uuid, (p.facts ->> 'followed')::uuid) AND ${isSecret('followed')})`;

const ACCUSES = sql`(${isSecret('p')} OR l.kind = 'REPORT' OR coalesce(p.facts ->> 'class', '') = 'REPORT'
  OR coalesce(p.stage, '') IN ('discipline', 'superior', 'transferred')
  OR coalesce(p.result, '') IN ('discipline', 'transferred') OR ${FOLLOWS_SECRET})`;

const IS_WITHDRAWN = sql`(p.state = 'cancelled' OR coalesce(p.stage, '') IN ('withdrawn', 'lapsed')
  OR coalesce(p.result, '') IN ('withdrawn', 'lapsed'))`;

/**
 * Why a letter is on no public list: a `NotListed`, or null when it is listed. The one rule of every public list, over the rows
 * `p` of a process and `l` of its letter. Whether the writer wants the text to be public makes no difference: a row has none.
 */
export const WHY_UNLISTED: Sql = sql`CASE
  WHEN ${ACCUSES} THEN 'ACCUSATION'
  WHEN ${IS_WITHDRAWN} THEN 'WITHDRAWN'
  WHEN l.erased_at IS NOT NULL THEN 'ERASED'
  WHEN ${isHiddenFrom('p', null)} THEN 'CONFLICT'
  ELSE (SELECT c.reason FROM listing_change c WHERE c.process_id = p.id ORDER BY c.number DESC LIMIT 1) END`;

/** The title of a letter for the public, over the row `p`; null: nobody has written one. */
export const PUBLIC_TITLE: Sql = sql`(SELECT h.title FROM public_title h WHERE h.process_id = p.id ORDER BY h.number DESC LIMIT 1)`;
