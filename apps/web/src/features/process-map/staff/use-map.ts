import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { definitionQuery } from '../../../api/definition-queries.js';
import { dayOf } from '../../../lib/dates.js';
import type { MapSearch, Measure } from '../model/map-search.js';
import { periodBefore, periodOf, type Period } from '../model/periods.js';
import {
  flowQuery,
  pathQuery,
  type CasePath,
  type Definition,
  type Drawing,
  type Flow,
  type FlowFilter,
} from '../process-map-api.js';

const route = getRouteApi('/map/$key');

/** Everything that the parts of the page show, and how they change the address. */
export interface MapState {
  readonly definition: Definition;
  readonly measure: Measure;
  readonly period: Period;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly filter: FlowFilter;
  readonly search: MapSearch;
  /** Undefined while the first figures load. */
  readonly flow: Flow | undefined;
  /** Of as many days before. */
  readonly flowBefore: Flow | undefined;
  readonly path: CasePath | undefined;
  readonly isWhole: boolean;
  /** Null: the build has drawn none. */
  readonly drawing: Drawing | null;
  readonly change: (search: MapSearch) => void;
}

export interface LoadedMap {
  readonly state: MapState | undefined;
  readonly error: unknown;
  readonly pathError: unknown;
  readonly isUpdating: boolean;
  readonly retry: () => void;
}

/** The map that the address names. */
export function useMap(): LoadedMap {
  const { key } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (changed: MapSearch): void =>
      void navigate({ search: (earlier) => ({ ...earlier, ...changed }), replace: true, resetScroll: false }),
    [navigate],
  );
  const [today] = useState(() => dayOf(Date.now()));
  const definition = useQuery(definitionQuery(key, search.version));
  const period =
    search.from && search.to ? { from: search.from, to: search.to } : periodOf('thisMonth', today);
  const filter = { version: search.version, ...period, unit: search.unit };
  const flow = useQuery({ ...flowQuery(key, filter), placeholderData: (before) => before });
  const before = useQuery(flowQuery(key, { ...filter, ...periodBefore(period) }));
  const path = useQuery({ ...pathQuery(search.process ?? ''), enabled: search.process !== undefined });
  const retry = (): void => void Promise.all([definition.refetch(), flow.refetch()]);
  const base = {
    error: definition.error ?? flow.error,
    pathError: path.error,
    isUpdating: flow.isFetching,
    retry,
  };
  if (!definition.data) return { ...base, state: undefined };
  const ofCase = path.data?.key === key ? path.data : undefined;
  const isWhole =
    search.extent === 'whole' || (search.extent === undefined && leavesMain(definition.data, ofCase));
  const { layout } = definition.data;
  return {
    ...base,
    state: {
      definition: definition.data,
      measure: search.measure ?? 'time',
      ...{ period, today, filter, search, flow: flow.data, flowBefore: before.data, path: ofCase, isWhole },
      drawing: layout && (isWhole ? layout.whole : layout.main),
      change,
    },
  };
}

/** Whether a case was at a place that the main map does not show: the whole map is then drawn. */
function leavesMain({ layout }: Definition, path: CasePath | undefined): boolean {
  if (!layout || !path) return false;
  const drawn = new Set(layout.main.nodes.map(({ id }) => id));
  return path.nodes.some(({ node }) => !drawn.has(node));
}
