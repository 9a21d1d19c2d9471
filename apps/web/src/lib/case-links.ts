import { createContext, useContext, type ReactNode } from 'react';

/** What a link beside a case is made of. */
export interface LinkedCase {
  readonly id: string;
  readonly key: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Link from a case to the page of its business, if there is one. The face provides it: pages of cases know no business. */
export const CaseLinksContext = createContext<(of: LinkedCase) => ReactNode>(() => null);

export const useCaseLink = (of: LinkedCase): ReactNode => useContext(CaseLinksContext)(of);

/** Where else words can be looked for that a list of work does not have; undefined: nowhere. */
export const FindElsewhereContext = createContext<((words: string) => ReactNode) | undefined>(undefined);

/** Steps (process/task) that are done on the page of their business, which shows what they mean; their form says so instead. */
export const DoneElsewhereContext = createContext<ReadonlySet<string>>(new Set());
