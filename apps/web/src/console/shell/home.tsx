import { Navigate } from '@tanstack/react-router';
import { useIsCounty } from '../../features/tasks/staff/use-is-county.js';
import { useMe } from '../../lib/me.js';
import { homeFor } from './navigation.js';

/**
 * Where an account begins: supervisors at the cockpit, 效能监察 at the cards, 法制机构 at the register of policies, everybody else at the workbench, counties with what
 * lies with their offices.
 */
export function Home() {
  const home = homeFor(useMe().roles);
  const isCounty = useIsCounty();
  if (home !== '/work') return <Navigate to={home} replace />;
  return <Navigate to="/work" search={isCounty ? { tab: 'unit' } : {}} replace />;
}
