/** A share in percent with one decimal; null: there is nothing to have a share of. */
export const percentOf = (count: number, of: number): number | null =>
  of === 0 ? null : Math.round((count / of) * 1000) / 10;

/** `92.4`, `100`; rounding never makes a whole of what is not. */
export function percentText(count: number, of: number): string {
  const percent = percentOf(count, of);
  if (percent === null) return '';
  if (percent === 100 && count < of) return '99.9';
  if (percent === 0 && count > 0) return '0.1';
  return String(percent);
}

/** How a share changed, in points of percent; null: one of the two is none. */
export function changeOf(now: number | null, before: number | null): number | null {
  if (now === null || before === null) return null;
  return Math.round((now - before) * 10) / 10;
}

interface Counted {
  readonly code: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** Units with something due, by their rate from the best down; ties by size, so that a rate over more cases stands first. */
export function rankedByRate<T extends Counted>(units: readonly T[]): T[] {
  const rate = ({ counts }: T): number => counts['onTime']! / counts['due']!;
  return units
    .filter(({ counts }) => counts['due']! > 0)
    .sort((a, b) => rate(b) - rate(a) || b.counts['due']! - a.counts['due']! || (a.code < b.code ? -1 : 1));
}

/** Units that nothing is to be said of: neither a letter nor a card in the month. */
export const idleUnits = <T extends Counted>(units: readonly T[]): T[] =>
  withoutLetters(units).filter(({ counts }) => counts['yellow'] === 0 && counts['red'] === 0);

/** Counties, and all other units: the two are never ranked together. */
export function countyUnits<T extends { readonly kind: string | null }>(
  units: readonly T[],
): { readonly counties: readonly T[]; readonly others: readonly T[] } {
  const isCounty = ({ kind }: T): boolean => kind === 'COUNTY';
  return { counties: units.filter(isCounty), others: units.filter((unit) => !isCounty(unit)) };
}

/** Units without a letter in the month: they have no rate. */
export const withoutLetters = <T extends Counted>(units: readonly T[]): T[] =>
  units.filter(({ counts }) => counts['due'] === 0 && counts['dispatched'] === 0);

/** The last months up to one, latest first, `YYYY-MM`. */
export function monthsBefore(month: string, n: number): string[] {
  const [year, index] = month.split('-').map(Number) as [number, number];
  return Array.from({ length: n }, (_, back) => {
    const at = year * 12 + index - 1 - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
