/** `92.4%`; null when there is nothing to take a share of: no letters due is not 0 %. */
export function percent({ count, of }: { readonly count: number; readonly of: number }): string | null {
  if (of === 0) return null;
  return `${Math.round((count / of) * 1000) / 10}%`;
}
