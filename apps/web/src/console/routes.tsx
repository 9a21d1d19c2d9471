import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { CaseSearch } from '../features/cases/staff/case-frame.js';
import { readLettersSearch } from '../features/letters/letters-search.js';
import { readWorkSearch } from '../features/tasks/work-search.js';
import { parseSearch, stringifySearch } from '../lib/plain-search.js';
import { NotFound } from '../ui/not-found.js';
import { ConsoleShell } from './shell/console-shell.js';
import { Home } from './shell/home.js';
import { PageFailure } from './shell/page-failure.js';

const root = createRootRoute({ component: ConsoleShell, notFoundComponent: NotFound });
const optional = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: Home,
});

const me = createRoute({
  getParentRoute: () => root,
  path: '/me',
  component: lazyRouteComponent(() => import('./pages/own-page.js'), 'OwnPage'),
});

const work = createRoute({
  getParentRoute: () => root,
  path: '/work',
  validateSearch: readWorkSearch,
  component: lazyRouteComponent(() => import('./pages/work-page.js'), 'WorkPage'),
});

const readCaseSearch = ({ task, part, side }: Record<string, unknown>): CaseSearch => ({
  task: optional(task),
  part: optional(part),
  side: optional(side),
});

const caseOf = createRoute({
  getParentRoute: () => root,
  path: '/processes/$id',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('./pages/case-page.js'), 'CasePage'),
});

const letters = createRoute({
  getParentRoute: () => root,
  path: '/letters',
  validateSearch: readLettersSearch,
  component: lazyRouteComponent(() => import('../features/letters/staff/letters-page.js'), 'LettersPage'),
});

const letter = createRoute({
  getParentRoute: () => root,
  path: '/letters/$no',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('./pages/letter-page.js'), 'LetterPage'),
});

export const consoleRouter = createRouter({
  routeTree: root.addChildren([home, me, work, caseOf, letters, letter]),
  basepath: '/console',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: PageFailure,
  scrollRestoration: true,
});
