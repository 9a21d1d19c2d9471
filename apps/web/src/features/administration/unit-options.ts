import type { Schemas } from '../../api/client.js';
import type { Me } from '../../lib/me.js';
import { unitOption } from '../../ui/unit-option.js';
import type { Option } from '../../ui/option.js';

/** Units that an administrator may put accounts into, as options. An administrator of a county: its own. */
export function unitOptions(
  units: readonly Schemas['UnitView'][],
  { roles, unit, unitsBelow }: Pick<Me, 'roles' | 'unit' | 'unitsBelow'>,
): Option[] {
  const own = new Set([unit, ...unitsBelow.map(({ code }) => code)]);
  const isCounty = roles.includes('county-admin');
  return units
    .filter(({ code, validTo }) => validTo === null && (!isCounty || own.has(code)))
    .map(unitOption);
}
