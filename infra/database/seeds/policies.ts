import gb2014 from './policies/GB-2014.json' with { type: 'json' };
import gz2014 from './policies/GZ-2014.json' with { type: 'json' };
import petition2005 from './policies/PETITION-2005.json' with { type: 'json' };
import petition2022 from './policies/PETITION-2022.json' with { type: 'json' };
import qdn2015 from './policies/QDN-2015.json' with { type: 'json' };
import strict from './policies/STRICT.json' with { type: 'json' };
import wuhu2008 from './policies/WUHU-2008.json' with { type: 'json' };

/** The preset that letters are pinned to until another one is activated. */
export const DEFAULT_POLICY = 'QDN-2015';

/** A row of the table `policy`. */
export interface PolicySeed {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly effectiveFrom: string;
  /** The whole policy, the fields above included; its shape is checked by domain/cases/time-limits/policy.ts. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A preset, or its differences from the preset that it is based on: whole limits and whole ladders, by name. */
interface PresetFile {
  readonly id: string;
  readonly version?: number;
  readonly title: string;
  readonly effectiveFrom: string;
  readonly basedOn?: string;
  readonly limits?: object;
  readonly cards?: object;
}

const files: readonly PresetFile[] = [qdn2015, gz2014, gb2014, strict, wuhu2008, petition2005, petition2022];

/** The initial presets, each complete. */
export function policySeeds(): readonly PolicySeed[] {
  return files.map((file) => {
    const { version = 1, ...body } = complete(file);
    const { id, title, effectiveFrom } = body;
    return { id, version, title, effectiveFrom, body: { version, ...body } };
  });
}

function complete(file: PresetFile): PresetFile {
  const { basedOn, ...own } = file;
  if (basedOn === undefined) return own;
  const found = files.find(({ id }) => id === basedOn);
  if (!found) throw new Error(`policy ${own.id} is based on '${basedOn}', which does not exist`);
  const base = complete(found);
  return {
    ...base,
    ...own,
    limits: { ...base.limits, ...own.limits },
    cards: { ...base.cards, ...own.cards },
  };
}
