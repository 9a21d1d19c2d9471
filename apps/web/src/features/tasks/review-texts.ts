import type { Content } from './api.js';

/** A text that somebody wrote in an earlier step. */
export interface WrittenText {
  readonly of: Content;
  /** Name of its field. */
  readonly field: string;
  readonly text: string;
}

/** What a reviewer has to judge, and how it came about. */
export interface Review {
  readonly draft: WrittenText;
  /** The version before, to compare with. */
  readonly before: WrittenText | undefined;
}

/** The longest text of a content: an answer rather than a remark. */
export function mainText(of: Content): WrittenText | undefined {
  const texts = Object.entries((of.content ?? {}) as Readonly<Record<string, unknown>>).flatMap(
    ([field, text]) => (typeof text === 'string' && text.trim() !== '' ? [{ of, field, text }] : []),
  );
  return texts.sort((a, b) => b.text.length - a.text.length)[0];
}

/** The text of a field in the latest content that has it, before a place in the list. */
function lastText(
  contents: readonly Content[],
  field: string,
  before = contents.length,
): WrittenText | undefined {
  for (let index = before - 1; index >= 0; index -= 1) {
    const of = contents[index]!;
    const text = (of.content as Readonly<Record<string, unknown>> | null)?.[field];
    if (typeof text === 'string' && text.trim() !== '') return { of, field, text };
  }
  return undefined;
}

/**
 * The text that a task approves: the latest of the tasks whose performers may not perform it.
 *
 * @param fourEyes names of those tasks. @param contents oldest first
 */
export function reviewOf(fourEyes: readonly string[], contents: readonly Content[]): Review | undefined {
  const index = contents.findLastIndex((of) => fourEyes.includes(of.name) && mainText(of) !== undefined);
  const draft = index < 0 ? undefined : mainText(contents[index]!);
  return draft && { draft, before: lastText(contents, draft.field, index) };
}

/**
 * What stands beside a field that has been written before: the last version, and what was said about it since.
 *
 * @param field its name. @param contents oldest first
 */
export function earlierVersion(
  field: string,
  contents: readonly Content[],
): { readonly last: WrittenText; readonly remarks: readonly WrittenText[] } | undefined {
  const last = lastText(contents, field);
  if (!last) return undefined;
  const since = contents.slice(contents.indexOf(last.of) + 1);
  return { last, remarks: since.flatMap((of) => mainText(of) ?? []) };
}
