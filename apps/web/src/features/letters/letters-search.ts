import type { paths } from '../../api/schema.js';
import { stringifySearch } from '../../lib/plain-search.js';

type LettersQuery = NonNullable<paths['/api/v1/letters']['get']['parameters']['query']>;
type Parameter = Exclude<keyof LettersQuery, 'limit' | 'cursor' | 'count' | 'order'>;

/** Conditions of the list, in the order in which they are shown; the names are those of the API. */
export const CONDITIONS = [
  'q',
  'letterNo',
  'light',
  'dueAfter',
  'dueBefore',
  'card',
  'class',
  'kind',
  'stage',
  'state',
  'lead',
  'holder',
  'unit',
  'receivedAfter',
  'receivedBefore',
  'onTime',
  'rating',
  'rated',
  'listing',
] as const satisfies readonly Parameter[];
export type Condition = (typeof CONDITIONS)[number];

export const ORDERS = ['newest', 'oldest', 'due'] as const;

/** What the address of the list holds: every view of it is an address. */
export type LettersSearch = Readonly<Pick<LettersQuery, Condition | 'order'>>;

export type Order = (typeof ORDERS)[number];

/** The order of a list, also when its address names none: conditions on the due time put the most urgent first. */
export function orderOf({ order, light, dueAfter, dueBefore }: LettersSearch): Order {
  const isByDueTime = dueAfter ?? dueBefore ?? (light === 'none' ? undefined : light);
  return order ?? (isByDueTime === undefined ? 'newest' : 'due');
}

/** Reads an address. Names that it does not know are left out; values that the server does not know it refuses. */
export function readLettersSearch(search: Readonly<Record<string, unknown>>): LettersSearch {
  const conditions = CONDITIONS.flatMap((name) => {
    const value = search[name];
    return (typeof value === 'string' && value !== '') ||
      typeof value === 'number' ||
      typeof value === 'boolean'
      ? [[name, String(value)]]
      : [];
  });
  const order = ORDERS.find((one) => one === search['order']);
  return { ...(Object.fromEntries(conditions) as LettersSearch), ...(order && { order }) };
}

/** The conditions of an address, in their order. */
export const conditionsIn = (search: LettersSearch): { name: Condition; value: string }[] =>
  CONDITIONS.flatMap((name) => {
    const value = search[name];
    return value === undefined ? [] : [{ name, value }];
  });

/** The address with another condition. @param value undefined drops it */
export const withCondition = (
  search: LettersSearch,
  name: Condition,
  value: string | undefined,
): LettersSearch => ({ ...search, [name]: value });

/** The query string of the list, as a saved view keeps it. */
export const filterOf = (search: LettersSearch): string => stringifySearch(search).slice(1);
