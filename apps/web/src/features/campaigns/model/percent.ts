/** `58.2%`; never rounded to 0% or 100%, as in the documents. */
export function percentOf(part: number, whole: number): string {
  if (part === 0 || part === whole) return part === 0 ? '0%' : '100%';
  const tenths = Math.min(Math.max(Math.round((part / whole) * 1000), 1), 999);
  return `${(tenths / 10).toFixed(1)}%`;
}
