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

/** A step whose form is shown. */
export interface JudgedStep {
  readonly name: string;
  readonly process: LinkedCase;
}

/** What a step decides on, as its business shows it above the outcomes. The face provides it. */
export const JudgedContext = createContext<(step: JudgedStep) => ReactNode>(() => null);

/** Steps (process/task) whose outcome nobody proposes: each accepts or declares something that has to be looked at. */
export const UnproposedContext = createContext<ReadonlySet<string>>(new Set());

/** Steps (process/task) that are done on the page of their business, which shows what they mean; their form says so instead. */
export const DoneElsewhereContext = createContext<ReadonlySet<string>>(new Set());
