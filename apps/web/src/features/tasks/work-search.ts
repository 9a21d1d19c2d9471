import type { paths } from '../../api/schema.js';
import { addDays, dayOf, startOf, weekdayOf } from '../../lib/dates.js';
import { oneIn, stringifySearch, textIn } from '../../lib/plain-search.js';

type TasksQuery = NonNullable<paths['/api/v1/tasks']['get']['parameters']['query']>;

export const TABS = ['mine', 'unit', 'done'] as const;
export type Tab = (typeof TABS)[number];

/** Due times that can be filtered by: status colours, and what `today`, `week` and `paused` say. */
export const TIMES = ['overdue', 'today', 'week', 'soon', 'ample', 'undated', 'paused'] as const;
export type Time = (typeof TIMES)[number];

export const CARDS = ['yellow', 'red', 'urge', 'accountability'] as const;
type Card = (typeof CARDS)[number];
const LIGHTS = ['green', 'amber', 'red', 'none'] as const;
type Light = (typeof LIGHTS)[number];
const DAYS = ['today', 'week'] as const;

/** What the address of the workbench holds. */
export interface WorkSearch {
  readonly tab?: Tab | undefined;
  /** Begin of a number, or part of a title. */
  readonly q?: string | undefined;
  readonly processKey?: string | undefined;
  readonly stage?: string | undefined;
  readonly class?: string | undefined;
  readonly card?: Card | undefined;
  readonly light?: Light | undefined;
  readonly due?: (typeof DAYS)[number] | undefined;
  readonly paused?: 'true' | undefined;
  readonly unit?: string | undefined;
  /** The one that is open in the pane. */
  readonly task?: string | undefined;
}

/** Reads an address. What it does not know is left out. */
export function readWorkSearch(search: Readonly<Record<string, unknown>>): WorkSearch {
  const text = (name: keyof WorkSearch): string | undefined => textIn(search, name);
  const one = <Value extends string>(name: keyof WorkSearch, known: readonly Value[]): Value | undefined =>
    oneIn(search, name, known);
  return {
    tab: one('tab', TABS),
    q: text('q'),
    processKey: text('processKey'),
    stage: text('stage'),
    class: text('class'),
    card: one('card', CARDS),
    light: one('light', LIGHTS),
    due: one('due', DAYS),
    paused: one('paused', ['true']),
    unit: text('unit'),
    task: text('task'),
  };
}

/** The query string of a view: an address without what is open. One list has one. */
export function filterOf({ task: _task, ...search }: WorkSearch): string {
  return stringifySearch({ ...search, tab: search.tab === 'mine' ? undefined : search.tab }).slice(1);
}

/** Conditions of a list, each of which can be dropped by itself. `time` is one of three parameters. */
export const CONDITIONS = ['q', 'processKey', 'stage', 'class', 'time', 'card', 'unit'] as const;
export type Condition = (typeof CONDITIONS)[number];

export interface ActiveCondition {
  readonly name: Condition;
  readonly value: string;
}

export function timeOf({ light, due, paused }: WorkSearch): Time | undefined {
  if (paused) return 'paused';
  if (due) return due;
  if (light === undefined) return undefined;
  return ({ red: 'overdue', amber: 'soon', green: 'ample', none: 'undated' } as const)[light];
}

const PARAMETERS: Readonly<Record<Time, Pick<WorkSearch, 'light' | 'due' | 'paused'>>> = {
  overdue: { light: 'red' },
  soon: { light: 'amber' },
  ample: { light: 'green' },
  undated: { light: 'none' },
  today: { due: 'today' },
  week: { due: 'week' },
  paused: { paused: 'true' },
};
const NO_TIME = { light: undefined, due: undefined, paused: undefined } as const;

/** Own tasks are of one unit, and closed ones have neither due times nor cards. */
const OF_TAB: Readonly<Record<Tab, readonly Condition[]>> = {
  mine: ['q', 'processKey', 'stage', 'class', 'time', 'card'],
  unit: CONDITIONS,
  done: ['q', 'processKey', 'stage', 'class'],
};

export const conditionsOf = (tab: Tab): readonly Condition[] => OF_TAB[tab];

/** The conditions of an address that act on its tab, in their order. */
export function activeConditions(search: WorkSearch): ActiveCondition[] {
  return conditionsOf(search.tab ?? 'mine').flatMap((name) => {
    const value = name === 'time' ? timeOf(search) : search[name];
    return value === undefined ? [] : [{ name, value }];
  });
}

/** The address with another condition. @param value undefined drops it */
export function withCondition(search: WorkSearch, name: Condition, value: string | undefined): WorkSearch {
  if (name === 'time') return { ...search, ...NO_TIME, ...(value && PARAMETERS[value as Time]) };
  // Stages and classes are those of a process.
  const dependent = name === 'processKey' ? { stage: undefined, class: undefined } : {};
  return { ...search, ...dependent, [name]: value };
}

export const withoutConditions = (search: WorkSearch): WorkSearch =>
  CONDITIONS.reduce((rest, name) => withCondition(rest, name, undefined), search);

const QUERY_OF: Readonly<Record<Tab, Pick<TasksQuery, 'state' | 'mine'>>> = {
  mine: { state: 'open', mine: 'true' },
  unit: { state: 'open' },
  done: { state: 'closed', mine: 'true' },
};

/** The query of `GET /api/v1/tasks` for an address. @param now days are those of Beijing; the week ends on Sunday */
export function toTasksQuery(search: WorkSearch, now: Date): TasksQuery {
  const { tab = 'mine', q, processKey, stage } = search;
  const common = { ...QUERY_OF[tab], q, processKey, stage, class: search.class };
  if (tab === 'done') return common;
  const { card, light, due, paused } = search;
  const unit = tab === 'unit' ? search.unit : undefined;
  return { ...common, unit, card, light, paused, ...(due && periodOf(due, now)) };
}

/** An instant that ends a day belongs to it, so a period begins just after midnight and ends with it. */
function periodOf(due: 'today' | 'week', now: Date): Pick<TasksQuery, 'dueAfter' | 'dueBefore'> {
  const today = dayOf(now);
  const tomorrow = addDays(today, 1);
  if (due === 'today') return { dueAfter: startOf(today), dueBefore: justAfter(tomorrow) };
  const monday = addDays(today, ((7 - weekdayOf(today)) % 7) + 1);
  return { dueAfter: justAfter(tomorrow), dueBefore: justAfter(monday) };
}

const justAfter = (day: string): string => new Date(Date.parse(startOf(day)) + 1).toISOString();
