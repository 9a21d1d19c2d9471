import type { Schemas } from '../api/client.js';
import type { Option } from './option.js';

type Listed = Pick<Schemas['UnitView'], 'code' | 'name' | 'shortName' | 'kind'>;

/** A unit as an option, found by its short name as well. The many townships are offered only to who types for them. */
export const unitOption = ({ code, name, shortName, kind }: Listed): Option => ({
  ...{ id: code, name, note: code, also: shortName },
  ...(kind === 'TOWNSHIP' && { isRare: true }),
});

/** The same under its short name, where the list is for a filter. */
export const shortUnitOption = (unit: Listed): Option => ({
  ...unitOption(unit),
  ...{ name: unit.shortName, also: unit.name },
});
