import { Navigate } from '@tanstack/react-router';
import { useIsCounty } from '../../features/tasks/staff/use-is-county.js';

/** Where an account begins: at the workbench, counties with what lies with their offices. */
export function Home() {
  const isCounty = useIsCounty();
  return <Navigate to="/work" search={isCounty ? { tab: 'unit' } : {}} replace />;
}
