import type { CampaignDocument } from '../campaigns-api.js';
import type { PlanDay } from './phases.js';

type Kind = CampaignDocument['kind'];

/** One version of a document, with its files. */
export interface DocumentVersion extends Pick<
  CampaignDocument,
  'kind' | 'unit' | 'version' | 'title' | 'at'
> {
  readonly files: readonly Pick<CampaignDocument, 'id' | 'format'>[];
  /** How many characters the PDF cannot show. */
  readonly unprintable: number;
}

/** Documents with their files together, in the order of the server: newest first. */
export function versionsOf(documents: readonly CampaignDocument[]): readonly DocumentVersion[] {
  const versions = new Map<string, DocumentVersion>();
  for (const { id, kind, unit, version, title, at, format, unprintable } of documents) {
    const key = `${kind} ${unit} ${version}`;
    const known = versions.get(key);
    versions.set(key, {
      ...(known ?? { kind, unit, version, title, at }),
      files: [...(known?.files ?? []), { id, format }],
      unprintable: Math.max(known?.unprintable ?? 0, unprintable.length),
    });
  }
  return [...versions.values()];
}

/** The newest version of a document of the whole campaign. */
export const newestOf = (versions: readonly DocumentVersion[], kind: Kind): DocumentVersion | undefined =>
  versions
    .filter((one) => one.kind === kind && one.unit === null)
    .sort((one, other) => other.version - one.version)[0];

/** Document -> the day of the plan that it is made by. */
const MADE_BY = [
  ['report', 'reportBy'],
  ['problems', 'problemReportBy'],
  ['bulletin', 'bulletinBy'],
] as const satisfies readonly (readonly [Kind, string])[];

/** Documents that the plan asks for and that are not there yet. */
export function expectedOf(
  versions: readonly DocumentVersion[],
  dates: readonly PlanDay[],
): readonly { readonly kind: (typeof MADE_BY)[number][0]; readonly day: string }[] {
  return MADE_BY.flatMap(([kind, name]) => {
    const date = dates.find((one) => one.name === name);
    return date && !versions.some((version) => version.kind === kind) ? [{ kind, day: date.day }] : [];
  });
}
