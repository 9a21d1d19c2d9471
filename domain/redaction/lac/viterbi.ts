/**
 * The best path through a linear-chain CRF.
 *
 * @param emissions a score for each position and tag, row by row
 * @param transitions a score for each tag and the tag after it, row by row
 * @returns a tag for each position
 */
export function bestPath(emissions: Float32Array, transitions: Float32Array, tags: number): Uint8Array {
  const length = emissions.length / tags;
  const path = new Uint8Array(length);
  if (length === 0) return path;
  let scores = emissions.slice(0, tags);
  let next = new Float32Array(tags);
  const previous = new Uint8Array(length * tags);
  for (let position = 1; position < length; position += 1) {
    for (let tag = 0; tag < tags; tag += 1) {
      let best = 0;
      let score = -Infinity;
      for (let from = 0; from < tags; from += 1) {
        const candidate = scores[from]! + transitions[from * tags + tag]!;
        if (candidate > score) {
          score = candidate;
          best = from;
        }
      }
      next[tag] = score + emissions[position * tags + tag]!;
      previous[position * tags + tag] = best;
    }
    [scores, next] = [next, scores];
  }
  let tag = scores.indexOf(Math.max(...scores));
  for (let position = length - 1; position >= 0; position -= 1) {
    path[position] = tag;
    tag = previous[position * tags + tag]!;
  }
  return path;
}
