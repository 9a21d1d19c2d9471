import type { ConsultationClause } from '../../infra/database/entities/consultations.js';
import { detail, type Text } from '../messages/index.js';

/** A clause of a draft. */
export type Clause = Readonly<Omit<ConsultationClause, 'consultationId'>>;

const NUMERAL = '[一二三四五六七八九十百零〇两\\d０-９]+';
const CLAUSE = new RegExp(`^(第${NUMERAL}条(?:之[一二三四五六七八九十]+)?)[\\s　]*(.*)$`);
const HEADING = new RegExp(`^第${NUMERAL}[编章节](?:[\\s　]|$)`);

/**
 * Splits a text into clauses: a line that begins with 第X条 starts one, 第X章 is the heading of the next one. Text before
 * the first clause (title, preamble) is left out.
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
  return numbered(clauses.map(({ lines, ...clause }) => ({ ...clause, text: lines.join('\n') })));
}

/** Numbers clauses from 1. */
export const numbered = (clauses: readonly Omit<Clause, 'number'>[]): Clause[] =>
  clauses.map(({ label, heading, text }, index) => ({ number: index + 1, label, heading, text }));

/** Returns repeated and empty clauses, each by its index from 0. */
export function clauseFaults(clauses: readonly Clause[]): { readonly index: number; readonly fault: Text }[] {
  const seen = new Set<string>();
  return clauses.flatMap(({ label, text }, index) => {
    const faults = [
      ...(seen.has(label) ? [{ index, fault: detail('consultations.clauseRepeated', { label }) }] : []),
      ...(text.trim() === '' ? [{ index, fault: detail('consultations.clauseEmpty', { label }) }] : []),
    ];
    seen.add(label);
    return faults;
  });
}
