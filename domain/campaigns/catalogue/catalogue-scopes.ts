/** Scope of the versions that hold one department's lists for a campaign. */
export const listScope = (campaign: string, unit: string): string => `campaign/${campaign}/${unit}`;
/** Scope of a campaign's own catalogue. */
export const catalogueScope = (campaign: string): string => `campaign/${campaign}`;
/** Scope of the lists that stand in for units that do not report. */
export const FALLBACK_SCOPE = 'fallback';
