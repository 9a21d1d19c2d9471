import { identifier, sql, type Sql } from '../../../infra/database/sql.js';

/**
 * Name of a unit as the addressee of a document, as an SQL expression: a county or the prefecture is addressed as its
 * people's government (凯里市人民政府, 黔东南州人民政府), a township too, or as the office of its subdistrict (街道办事处), other units
 * by their own names.
 *
 * @param u alias of the row of `unit`
 */
export function formalName(u: string): Sql {
  const unit = identifier(u);
  return sql`CASE ${unit}.kind WHEN 'COUNTY' THEN ${unit}.name || '人民政府'
    WHEN 'PREFECTURE' THEN ${unit}.short_name || '人民政府'
    WHEN 'TOWNSHIP' THEN ${unit}.name || CASE WHEN ${unit}.name LIKE '%街道' THEN '办事处' ELSE '人民政府' END
    ELSE ${unit}.name END`;
}

/**
 * Name of a unit in letterheads and signatures, as an SQL expression: the one that its administrator has entered. Without
 * one, offices of the prefecture, which are stored as 州教育局, are named 黔东南州教育局.
 *
 * @param u alias of the row of `unit`
 */
export function fullName(u: string): Sql {
  const unit = identifier(u);
  return sql`coalesce(${unit}.letterhead, CASE WHEN ${unit}.name LIKE '州%' THEN
    (SELECT root.short_name FROM unit root WHERE root.code = ${unit}.path[1]) || substr(${unit}.name, 2) END,
    ${formalName(u)})`;
}

/**
 * Addressee of a report to a unit, as an SQL expression: for the office of a government, that government.
 *
 * @param u alias of the row of `unit`
 * @param parent alias of the row of the unit above it, which may be missing
 */
export const reportedTo = (u: string, parent: string): Sql =>
  sql`CASE WHEN ${identifier(u)}.name LIKE '%人民政府办公室' AND ${identifier(parent)}.kind IN ('COUNTY', 'PREFECTURE')
    THEN ${formalName(parent)} ELSE ${formalName(u)} END`;
