import type { Redaction } from '../../redaction/redact.js';
import type { SpanType } from '../../redaction/spans.js';

/** Characters of a public title, as columns of a list are narrow. */
export const TITLE_LENGTH = { min: 2, max: 25 } as const;

/** What a public title must not hold. */
export type TitleFault = 'name' | 'number' | 'address';

const FAULTS: Readonly<Record<SpanType, TitleFault>> = {
  PERSON: 'name',
  PHONE: 'number',
  ID: 'number',
  EMAIL: 'number',
  PLATE: 'number',
  ACCOUNT: 'number',
  ADDRESS: 'address',
};

/** What of a title identifies somebody. Officials are persons too: a list of letters names offices, not who holds them. */
export function titleFaults({ spans, kept }: Pick<Redaction, 'spans' | 'kept'>): TitleFault[] {
  return [...new Set([...spans, ...kept].map(({ type }) => FAULTS[type]))];
}
