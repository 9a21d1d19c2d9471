import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { STATES, type AccountsSearch } from '../features/administration/accounts-api.js';
import type { UnitsSearch } from '../features/administration/units-api.js';
import { RESULTS, type AuditSearch } from '../features/audit/audit-api.js';
import { readCampaignSearch } from '../features/campaigns/model/campaign-search.js';
import { SHOWN, type CardsSearch } from '../features/cards/api.js';
import type { CaseSearch } from '../features/cases/staff/case-frame.js';
import type { CockpitSearch } from '../features/cockpit/api.js';
import { ORDER_SPANS, ORDER_STATES } from '../features/cockpit/orders-search.js';
import {
  CONSULTATION_STATES,
  DESK_TABS,
  type ConsultationsSearch,
  type DeskSearch,
} from '../features/consultations/consultation-api.js';
import { POLICY_STATES, type PoliciesSearch } from '../features/consultations/policy-api.js';
import { readDutySearch } from '../features/duty/duty-api.js';
import { readLettersSearch } from '../features/letters/letters-search.js';
import { readWorkSearch } from '../features/tasks/work-search.js';
import { dayOf } from '../lib/dates.js';
import { parseSearch, stringifySearch } from '../lib/plain-search.js';
import { readMapSearch } from '../features/process-map/model/map-search.js';
import { NotFound } from '../ui/not-found.js';
import { ConsoleShell } from './shell/console-shell.js';
import { Home } from './shell/home.js';
import { PageFailure } from './shell/page-failure.js';

const root = createRootRoute({ component: ConsoleShell, notFoundComponent: NotFound });
const optional = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

/** A year of the calendar. */
const readYear = (value: unknown): number | undefined =>
  /^20\d\d$/.test(String(value)) ? Number(value) : undefined;

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

const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  validateSearch: ({ q, unit, role, state, waiting, name }: Record<string, unknown>): AccountsSearch => ({
    q: optional(q),
    unit: optional(unit),
    role: optional(role),
    state: STATES.find((one) => one === state),
    waiting: waiting === 'true' ? waiting : undefined,
    name: optional(name),
  }),
  component: lazyRouteComponent(
    () => import('../features/administration/staff/accounts-page.js'),
    'AccountsPage',
  ),
});

const units = createRoute({
  getParentRoute: () => root,
  path: '/units',
  validateSearch: ({ q, ended, code }: Record<string, unknown>): UnitsSearch => ({
    q: optional(q),
    ended: ended === 'true' ? ended : undefined,
    code: optional(code),
  }),
  component: lazyRouteComponent(
    () => import('../features/administration/staff/units/units-page.js'),
    'UnitsPage',
  ),
});

const duty = createRoute({
  getParentRoute: () => root,
  path: '/duty',
  validateSearch: readDutySearch,
  component: lazyRouteComponent(() => import('../features/duty/staff/duty-page.js'), 'DutyPage'),
});

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/calendar',
  validateSearch: ({ year }: Record<string, unknown>): { year?: number | undefined } => ({
    year: readYear(year),
  }),
  component: lazyRouteComponent(() => import('../features/rules/staff/calendar-page.js'), 'CalendarPage'),
});

const limits = createRoute({
  getParentRoute: () => root,
  path: '/limits',
  component: lazyRouteComponent(() => import('../features/rules/staff/limits-page.js'), 'LimitsPage'),
});

const clients = createRoute({
  getParentRoute: () => root,
  path: '/clients',
  component: lazyRouteComponent(() => import('../features/clients/staff/clients-page.js'), 'ClientsPage'),
});

/** YYYY-MM-DD. */
const readDay = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: ({
    account,
    action,
    object,
    result,
    from,
    until,
  }: Record<string, unknown>): AuditSearch => ({
    account: optional(account),
    action: optional(action),
    object: optional(object),
    result: RESULTS.find((one) => one === result),
    from: readDay(from),
    until: readDay(until),
  }),
  component: lazyRouteComponent(() => import('../features/audit/staff/audit-page.js'), 'AuditPage'),
});

const erasures = createRoute({
  getParentRoute: () => root,
  path: '/erasures',
  component: lazyRouteComponent(() => import('../features/erasures/staff/erasures-page.js'), 'ErasuresPage'),
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
  component: lazyRouteComponent(() => import('./pages/letters-page.js'), 'LettersPage'),
});

const letter = createRoute({
  getParentRoute: () => root,
  path: '/letters/$no',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('./pages/letter-page.js'), 'LetterPage'),
});

const cockpit = createRoute({
  getParentRoute: () => root,
  path: '/cockpit',
  validateSearch: ({
    month,
    class: letterClass,
    units,
    orders,
    sent,
  }: Record<string, unknown>): CockpitSearch => ({
    orders: ORDER_STATES.find((one) => one === orders),
    sent: ORDER_SPANS.find((one) => one === sent),
    month: optional(month),
    class: optional(letterClass),
    units: units === 'departments' ? units : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/cockpit/staff/cockpit-page.js'), 'CockpitPage'),
});

const figures = createRoute({
  getParentRoute: () => root,
  path: '/figures',
  validateSearch: ({
    of,
    title,
  }: Record<string, unknown>): { of?: string | undefined; title?: string | undefined } => ({
    of: optional(of),
    title: optional(title),
  }),
  component: lazyRouteComponent(
    () => import('../features/cockpit/staff/figure-cases-page.js'),
    'FigureCasesPage',
  ),
});

const CARD_LEVELS = ['warning', 'yellow', 'red', 'urge', 'accountability'] as const;
const cards = createRoute({
  getParentRoute: () => root,
  path: '/cards',
  validateSearch: ({ show, level, within, of, title }: Record<string, unknown>): CardsSearch => ({
    show: SHOWN.find((one) => one === show),
    level: CARD_LEVELS.find((one) => one === level),
    within: optional(within),
    of: optional(of),
    title: optional(title),
  }),
  component: lazyRouteComponent(() => import('../features/cards/staff/cards-page.js'), 'CardsPage'),
});

const card = createRoute({
  getParentRoute: () => root,
  path: '/cards/$id',
  component: lazyRouteComponent(() => import('../features/cards/staff/card-page.js'), 'CardPage'),
});

const interviews = createRoute({
  getParentRoute: () => root,
  path: '/interviews',
  component: lazyRouteComponent(
    () => import('../features/interviews/staff/interviews-page.js'),
    'InterviewsPage',
  ),
});

const INTERVIEW_TABS = ['prepare', 'questions', 'live', 'after'] as const;
const interview = createRoute({
  getParentRoute: () => root,
  path: '/interviews/$id',
  validateSearch: ({
    tab,
  }: Record<string, unknown>): { tab?: (typeof INTERVIEW_TABS)[number] | undefined } => ({
    tab: INTERVIEW_TABS.find((one) => one === tab),
  }),
  component: lazyRouteComponent(
    () => import('../features/interviews/staff/interview-page.js'),
    'InterviewPage',
  ),
});

const campaigns = createRoute({
  getParentRoute: () => root,
  path: '/campaigns',
  component: lazyRouteComponent(
    () => import('../features/campaigns/staff/campaigns-page.js'),
    'CampaignsPage',
  ),
});

const newCampaign = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/new',
  component: lazyRouteComponent(
    () => import('../features/campaigns/staff/setup/new-campaign-page.js'),
    'NewCampaignPage',
  ),
});

const campaign = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/$id',
  validateSearch: readCampaignSearch,
  component: lazyRouteComponent(() => import('../features/campaigns/staff/campaign-page.js'), 'CampaignPage'),
});

const consultations = createRoute({
  getParentRoute: () => root,
  path: '/consultations',
  validateSearch: ({ state }: Record<string, unknown>): ConsultationsSearch => ({
    state: CONSULTATION_STATES.find((one) => one === state),
  }),
  component: lazyRouteComponent(
    () => import('../features/consultations/staff/consultations-page.js'),
    'ConsultationsPage',
  ),
});

const consultation = createRoute({
  getParentRoute: () => root,
  path: '/consultations/$id',
  validateSearch: ({ tab, task: chosen }: Record<string, unknown>): DeskSearch => ({
    tab: DESK_TABS.find((one) => one === tab),
    task: optional(chosen),
  }),
  component: lazyRouteComponent(() => import('./pages/consultation-page.js'), 'ConsultationPage'),
});

const policies = createRoute({
  getParentRoute: () => root,
  path: '/policies',
  validateSearch: ({ state }: Record<string, unknown>): PoliciesSearch => ({
    state: POLICY_STATES.find((one) => one === state),
  }),
  component: lazyRouteComponent(
    () => import('../features/consultations/staff/policies-page.js'),
    'PoliciesPage',
  ),
});

const policy = createRoute({
  getParentRoute: () => root,
  path: '/policies/$id',
  validateSearch: ({ task: chosen }: Record<string, unknown>): { task?: string | undefined } => ({
    task: optional(chosen),
  }),
  component: lazyRouteComponent(() => import('./pages/policy-page.js'), 'PolicyPage'),
});

const mapStart = createRoute({
  getParentRoute: () => root,
  path: '/map',
  component: lazyRouteComponent(
    () => import('../features/process-map/staff/map-start-page.js'),
    'MapStartPage',
  ),
});

const map = createRoute({
  getParentRoute: () => root,
  path: '/map/$key',
  validateSearch: readMapSearch,
  component: lazyRouteComponent(() => import('../features/process-map/staff/map-page.js'), 'MapPage'),
});

const columns = createRoute({
  getParentRoute: () => root,
  path: '/columns',
  beforeLoad: () => {
    throw redirect({ to: '/columns/$year', params: { year: dayOf(new Date()).slice(0, 4) }, replace: true });
  },
});

const columnsOfYear = createRoute({
  getParentRoute: () => root,
  path: '/columns/$year',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('./pages/columns-page.js'), 'ColumnsPage'),
});

const surveys = createRoute({
  getParentRoute: () => root,
  path: '/surveys',
  component: lazyRouteComponent(() => import('../features/surveys/staff/surveys-page.js'), 'SurveysPage'),
});

const survey = createRoute({
  getParentRoute: () => root,
  path: '/surveys/$id',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('./pages/survey-page.js'), 'SurveyPage'),
});

const task = createRoute({
  getParentRoute: () => root,
  path: '/tasks/$id',
  component: lazyRouteComponent(() => import('../features/tasks/staff/task-page.js'), 'TaskPage'),
});

export const consoleRouter = createRouter({
  routeTree: root.addChildren([
    home,
    me,
    accounts,
    units,
    duty,
    calendar,
    limits,
    erasures,
    clients,
    audit,
    work,
    caseOf,
    letters,
    letter,
    cockpit,
    figures,
    cards,
    card,
    interviews,
    interview,
    campaigns,
    newCampaign,
    campaign,
    consultations,
    consultation,
    policies,
    policy,
    mapStart,
    map,
    columns,
    columnsOfYear,
    surveys,
    survey,
    task,
  ]),
  basepath: '/console',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: PageFailure,
  scrollRestoration: true,
});
