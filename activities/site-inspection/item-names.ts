/** Names of service items as catalogues and sites write them, compared. */
import { squeeze } from './text.js';

const SUFFIX = /(?:的)?(?:办事|办理|服务|申请)?(?:指南|须知|指引)$/;

/** What two spellings of one name have in common: no white space, punctuation, 的, or 办事指南 at the end. */
export function normaliseName(name: string): string {
  return squeeze(name)
    .toLowerCase()
    .replace(/[\p{P}\p{S}]|的/gu, '')
    .replace(SUFFIX, '');
}

/** Dice coefficient over pairs of neighbouring characters, 0 to 1. */
export function similarity(a: string, b: string): number {
  const left = pairs(normaliseName(a));
  const right = pairs(normaliseName(b));
  if (left.length === 0 || right.length === 0)
    return normaliseName(a) === normaliseName(b) && a !== '' ? 1 : 0;
  const counts = new Map<string, number>();
  for (const pair of left) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of right) {
    const count = counts.get(pair) ?? 0;
    if (count === 0) continue;
    counts.set(pair, count - 1);
    common += 1;
  }
  return (2 * common) / (left.length + right.length);
}

export function pairs(name: string): string[] {
  return Array.from({ length: Math.max(0, name.length - 1) }, (_, index) => name.slice(index, index + 2));
}
