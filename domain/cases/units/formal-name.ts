/**
 * What documents call a unit that they are addressed to: a county or the prefecture speaks and is spoken to as
 * its people's government, 凯里市人民政府, 黔东南州人民政府; others by their own names. An SQL expression.
 *
 * @param u alias of the row of `unit`
 */
export const formalName = (u: string): string =>
  `CASE ${u}.kind WHEN 'COUNTY' THEN ${u}.name || '人民政府' WHEN 'PREFECTURE' THEN ${u}.short_name || '人民政府'
   ELSE ${u}.name END`;

/**
 * What letterheads and signatures call a unit. Among themselves the prefecture's offices say 州教育局; outside it is
 * 黔东南州教育局. An SQL expression.
 *
 * @param u as of `formalName`
 */
export const fullName = (u: string): string =>
  `coalesce(CASE WHEN ${u}.name LIKE '州%' THEN
     (SELECT root.short_name FROM unit root WHERE root.code = ${u}.path[1]) || substr(${u}.name, 2) END, ${formalName(u)})`;

/**
 * To whom reports go that a unit receives: where it is the office of a government, to that government. An SQL expression.
 *
 * @param u alias of the row of `unit`
 * @param parent alias of the row of the unit above it, which may be missing
 */
export const reportedTo = (u: string, parent: string): string =>
  `CASE WHEN ${u}.name LIKE '%人民政府办公室' AND ${parent}.kind IN ('COUNTY', 'PREFECTURE')
   THEN ${formalName(parent)} ELSE ${formalName(u)} END`;
