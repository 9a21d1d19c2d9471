import type { QueryKey } from '@tanstack/react-query';
import type { LiveEvent } from '../../lib/live.js';

/** Everything that the stream keeps up to date. */
export const LIVE_KEYS: readonly QueryKey[] = [
  ['counts'],
  ['tasks'],
  ['task'],
  ['letters'],
  ['campaigns'],
  ['campaign'],
  ['cards'],
  ['card'],
  ['tasks-of-process'],
  ['process'],
  ['timeline'],
  ['consultation'],
  ['notifications'],
  ['view-count'],
  ['cases'],
  ['orders'],
  ['statistics'],
  ['statistics-open'],
];

/** What counts many cases: read anew some seconds after a change, and once for all changes until then. */
export const COUNTED: ReadonlySet<unknown> = new Set([
  'view-count',
  'cases',
  'orders',
  'statistics',
  'statistics-open',
]);

/** The beginnings of the keys of queries that an event makes stale. */
export function staleKeys({ type, data }: LiveEvent): readonly QueryKey[] {
  const { id, process } = data as { readonly id?: string; readonly process?: string };
  switch (type) {
    case 'counts':
      return [['counts'], ['tasks'], ['cards', 'latest'], ...[...COUNTED].map((key): QueryKey => [key])];
    case 'task':
      return [['task', id]];
    case 'timeline':
      return [
        ['timeline', process],
        ['process', process],
        ['tasks-of-process', process],
        ['campaign', process],
        ['consultation', process],
        ['survey', process],
        ['arrangement', process],
      ];
    case 'notification':
      return [['notifications']];
    case 'onAir':
      return [['counts'], ['interviews']];
    default:
      return LIVE_KEYS; // `ready`, and what a newer server adds
  }
}
