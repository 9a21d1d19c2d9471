/** Closing marks and particles, which must not begin a line. */
const NEVER_FIRST = /^[\p{Pe}\p{Pf}，。、；：？！的和与及等]/u;
/** Opening marks and words that need the next one, which must not end a line. */
const NEVER_LAST = /[\p{Ps}\p{Pi}在对向为]$/u;
/** Words that the segmenter splits and readers do not. */
const TOGETHER: readonly (readonly [RegExp, RegExp])[] = [
  [/\d$/, /^[年月日号]/u],
  [/征求$/u, /^意见/u],
  [/意见$/u, /^稿/u],
];
const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/**
 * Breaks a title between words into as few lines as possible, of similar length (7.3.1: 词意完整、排列对称、长短适宜).
 *
 * @param most characters that fit on a line
 * @returns the title as one line if it cannot be broken so; the renderer breaks it then
 */
export function titleLines(title: string, most: number): readonly string[] {
  const pieces = unbrokenPieces(title);
  const lengths = pieces.map((piece) => [...piece].length);
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  if (whole <= most || lengths.some((length) => length > most)) return [title];
  for (let count = Math.ceil(whole / most); count <= pieces.length; count += 1) {
    const ends = fairestEnds(lengths, count, most);
    if (ends) return ends.map((end, line) => pieces.slice(ends[line - 1] ?? 0, end).join(''));
  }
  return [title];
}

const areTogether = (last: string, next: string): boolean =>
  NEVER_FIRST.test(next) ||
  NEVER_LAST.test(last) ||
  TOGETHER.some(([before, after]) => before.test(last) && after.test(next));

function unbrokenPieces(title: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of words.segment(title)) {
    const last = pieces.at(-1);
    if (last !== undefined && areTogether(last, segment)) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}

/** After which pieces each of `count` lines ends, for lines of similar length; null: they do not fit. */
function fairestEnds(lengths: readonly number[], count: number, most: number): number[] | null {
  const fair = lengths.reduce((sum, length) => sum + length, 0) / count;
  /** For each number of pieces: the best way to set them on the lines so far. */
  let ways = new Map<number, { cost: number; ends: number[] }>([[0, { cost: 0, ends: [] }]]);
  for (let line = 0; line < count; line += 1) {
    const next: typeof ways = new Map();
    for (const [start, { cost, ends }] of ways) {
      for (let end = start + 1, length = 0; end <= lengths.length; end += 1) {
        length += lengths[end - 1]!;
        if (length > most) break;
        const total = cost + (length - fair) ** 2;
        if (total < (next.get(end)?.cost ?? Infinity)) next.set(end, { cost: total, ends: [...ends, end] });
      }
    }
    ways = next;
  }
  return ways.get(lengths.length)?.ends ?? null;
}
