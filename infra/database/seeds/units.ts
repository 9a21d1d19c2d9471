import townships from './townships.json' with { type: 'json' };
import seed from './units.json' with { type: 'json' };

export type UnitKind =
  'PREFECTURE' | 'COUNTY' | 'DEPARTMENT' | 'DIRECT' | 'VERTICAL' | 'COUNTY_OFFICE' | 'TOWNSHIP';

/** A body of government as of 2015, before the reform of 2018–19; townships as of 2023. */
export interface UnitSeed {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: UnitKind;
  /** GB/T 2260, six digits: its own division, or the one that it belongs to. */
  readonly divisionCode: string;
  readonly parentCode: string | null;
  /** The unit that took over its business when it ended. */
  readonly successorCode: string | null;
  /** `YYYY-MM-DD`; null: unknown, or still existing. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Codes from the root down to the unit itself. */
  readonly path: readonly string[];
  /** As the path: no unit continues another one yet. */
  readonly kin: readonly string[];
}

/** By code of the county: the last three digits of GB/T 10114 and the name. */
const TOWNSHIPS: Readonly<Record<string, Readonly<Record<string, string>>>> = townships;

/** Code of the prefecture as a whole, which is also the region of its calendar. */
export const PREFECTURE: string = seed.prefecture.code;

/** Supervising offices: 州人民政府办公室; 州信访局 where the matter concerns that office itself. */
export const SUPERVISING_OFFICES: readonly string[] = seed.supervisingOffices;

/** The counties with the name in their demo accounts. */
export const counties: readonly { readonly code: string; readonly name: string; readonly pinyin: string }[] =
  seed.counties;

/**
 * The prefecture (`5226`), its departments and 16 counties, and in each county five offices (`522601-ZJJ`) and the townships
 * (`522601105`), parents first. Most names of departments have to be checked against the roster of 2015: `basis` in units.json says which.
 */
export function unitSeeds(): readonly UnitSeed[] {
  const { prefecture, departments, countyOffices } = seed;
  const root = unit({ ...prefecture, kind: 'PREFECTURE' }, null);
  const ofPrefecture = departments.map(({ code, name, shortName, kind }) =>
    unit({ code, name, shortName, kind: kind as UnitKind, divisionCode: prefecture.divisionCode }, root),
  );
  const ofCounties = seed.counties.flatMap(({ code, name, shortName }) => {
    const county = unit({ code, name, shortName, kind: 'COUNTY', divisionCode: code }, root);
    const offices = countyOffices.map((office) =>
      unit(
        {
          code: `${code}-${office.suffix}`,
          name: `${name}${office.name}`,
          shortName: `${name}${office.shortName}`,
          kind: 'COUNTY_OFFICE',
          divisionCode: code,
        },
        county,
      ),
    );
    return [county, ...offices, ...townshipsOf(county)];
  });
  return [root, ...ofPrefecture, ...ofCounties];
}

/** Townships of a county; their codes are its own and three digits. */
const townshipsOf = (county: UnitSeed): UnitSeed[] =>
  Object.entries(TOWNSHIPS[county.code] ?? {}).map(([suffix, shortName]) =>
    unit(
      {
        ...{ code: `${county.code}${suffix}`, name: `${county.name}${shortName}`, shortName },
        ...{ kind: 'TOWNSHIP', divisionCode: county.code },
      },
      county,
    ),
  );

type Described = Pick<UnitSeed, 'code' | 'name' | 'shortName' | 'kind' | 'divisionCode'>;

function unit(described: Described, parent: UnitSeed | null): UnitSeed {
  const { code, name, shortName, kind, divisionCode } = described;
  const path = [...(parent?.path ?? []), code];
  return {
    ...{ code, name, shortName, kind, divisionCode },
    parentCode: parent?.code ?? null,
    successorCode: null,
    validFrom: null,
    validTo: null,
    path,
    kin: path,
  };
}
