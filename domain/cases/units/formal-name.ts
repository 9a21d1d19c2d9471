/**
 * Name of a unit as the addressee of a document, as an SQL expression: a county or the prefecture is addressed as its
 * people's government (凯里市人民政府, 黔东南州人民政府), other units by their own names.
 *
 * @param u alias of the row of `unit`
 */
export const formalName = (u: string): string =>
  `CASE ${u}.kind WHEN 'COUNTY' THEN ${u}.name || '人民政府' WHEN 'PREFECTURE' THEN ${u}.short_name || '人民政府'
   ELSE ${u}.name END`;

/**
 * Name of a unit in letterheads and signatures, as an SQL expression: offices of the prefecture are stored as 州教育局,
 * and documents name them 黔东南州教育局.
 *
 * @param u alias of the row of `unit`
 */
export const fullName = (u: string): string =>
  `coalesce(CASE WHEN ${u}.name LIKE '州%' THEN
     (SELECT root.short_name FROM unit root WHERE root.code = ${u}.path[1]) || substr(${u}.name, 2) END, ${formalName(u)})`;

/**
 * Addressee of a report to a unit, as an SQL expression: for the office of a government, that government.
 *
 * @param u alias of the row of `unit`
 * @param parent alias of the row of the unit above it, which may be missing
 */
export const reportedTo = (u: string, parent: string): string =>
  `CASE WHEN ${u}.name LIKE '%人民政府办公室' AND ${parent}.kind IN ('COUNTY', 'PREFECTURE')
   THEN ${formalName(parent)} ELSE ${formalName(u)} END`;
