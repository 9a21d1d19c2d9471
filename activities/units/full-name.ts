/**
 * SQL: a unit's name as letterheads and signatures have it, of a row of `unit`. Among themselves the prefecture's offices
 * say 州教育局; outside it is 黔东南州教育局.
 */
export const fullName = (unit: string): string =>
  `coalesce(CASE WHEN ${unit}.name LIKE '州%' THEN
     (SELECT root.short_name FROM unit root WHERE root.code = ${unit}.path[1]) || substr(${unit}.name, 2) END, ${unit}.name)`;
