import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { definitionsQuery } from '../../../api/definition-queries.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';

/** The address without a process: the map of the first one of the registry. */
export function MapStartPage() {
  const { data, error, refetch } = useQuery(definitionsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const [first] = data ?? [];
  if (!first) return <Skeleton />;
  return <Navigate to="/map/$key" params={{ key: first.key }} replace />;
}
