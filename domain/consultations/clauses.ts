/** A clause of a draft, in its place. */
export interface Clause {
  /** From 1, in the order of the draft. */
  readonly number: number;
  /** As the draft has it: 第三条. */
  readonly label: string;
  /** What stands above it: 第一章 总则. */
  readonly heading: string | null;
  readonly text: string;
}

/** A clause that was given by itself, without its place. */
export type GivenClause = Omit<Clause, 'number'>;

const NUMERAL = '[一二三四五六七八九十百零〇两\\d０-９]+';
const CLAUSE = new RegExp(`^(第${NUMERAL}条(?:之[一二三四五六七八九十]+)?)[\\s　]*(.*)$`);
const HEADING = new RegExp(`^第${NUMERAL}[编章节](?:[\\s　]|$)`);

/**
 * Splits a text by its clauses: a line that begins with 第X条 begins one, 第X章 stands above what follows. What comes
 * before the first clause (title, preamble) is no part of any.
 */
export function clausesOf(text: string): Clause[] {
  const clauses: { label: string; heading: string | null; lines: string[] }[] = [];
  let heading: string | null = null;
  for (const line of text.split(/\r\n|\r|\n/).map((raw) => raw.replace(/^[\s　]+|[\s　]+$/g, ''))) {
    const [, label, rest] = CLAUSE.exec(line) ?? [];
    if (label !== undefined) {
      clauses.push({ label, heading, lines: rest ? [rest] : [] });
      heading = null;
    } else if (HEADING.test(line)) {
      heading = heading === null ? line : `${heading} ${line}`;
    } else if (line !== '') {
      clauses.at(-1)?.lines.push(line);
    }
  }
  return number(clauses.map(({ lines, ...clause }) => ({ ...clause, text: lines.join('\n') })));
}

export const number = (given: readonly GivenClause[]): Clause[] =>
  given.map(({ label, heading, text }, index) => ({ number: index + 1, label, heading, text }));

/** What is wrong with a draft, by the place of the clause from 0. */
export function clauseFaults(
  clauses: readonly Clause[],
): { readonly index: number; readonly message: string }[] {
  const seen = new Set<string>();
  return clauses.flatMap(({ label, text }, index) => {
    const faults = [
      ...(seen.has(label) ? [{ index, message: `${label} 重复` }] : []),
      ...(text.trim() === '' ? [{ index, message: `${label} 没有内容` }] : []),
    ];
    seen.add(label);
    return faults;
  });
}
