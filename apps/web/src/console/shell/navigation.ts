import {
  BookMarked,
  Building2,
  ChartColumn,
  CalendarDays,
  CalendarRange,
  ClipboardList,
  Eraser,
  Flag,
  LayoutDashboard,
  Link2,
  ListChecks,
  Mail,
  Mic,
  Scale,
  ScrollText,
  MessagesSquare,
  Phone,
  UserRound,
  UsersRound,
  Waypoints,
  type LucideIcon,
} from 'lucide-react';
import { t } from '../../messages/t.js';

export interface NavigationEntry {
  readonly to:
    | '/work'
    | '/letters'
    | '/cards'
    | '/cockpit'
    | '/columns'
    | '/interviews'
    | '/surveys'
    | '/campaigns'
    | '/consultations'
    | '/policies'
    | '/map'
    | '/accounts'
    | '/units'
    | '/duty'
    | '/calendar'
    | '/limits'
    | '/erasures'
    | '/clients'
    | '/audit'
    | '/me';
  readonly title: string;
  readonly icon: LucideIcon;
  /** Pressed after `G`. */
  readonly key: string;
  /** Undefined: for everybody. */
  readonly roles?: readonly string[];
}

/** Roles whose accounts see letters. */
const LETTER_ROLES = [
  'mailbox-office',
  'mailbox-reviewer',
  'agency-clerk',
  'agency-signer',
  'supervisor',
  'efficiency',
  'discipline',
  'petition-office',
];

/** Roles whose accounts see policies and their consultations. */
const POLICY_ROLES = [
  'supervisor',
  'legal-officer',
  'info-editor',
  'info-reviewer',
  'agency-clerk',
  'agency-signer',
];

/** Roles that keep or audit units and accounts. */
const ADMINISTRATORS = ['admin-system', 'admin-security', 'admin-audit', 'county-admin'];

/** Roles that read or keep the duty register. */
const DUTY_ROLES = [...LETTER_ROLES, 'info-editor', 'info-reviewer', 'service-centre', 'legal-officer'];
const DUTY_ADMINISTRATORS = ['admin-system', 'admin-audit', 'county-admin'];

/** The pages that exist, in the order of the rail. What a later page adds is one entry here. */
const ENTRIES: readonly (Omit<NavigationEntry, 'title'> & { readonly title: () => string })[] = [
  { to: '/work', title: () => t('shell.work'), icon: LayoutDashboard, key: 'W' },
  { to: '/letters', title: () => t('shell.letters'), icon: Mail, key: 'L', roles: LETTER_ROLES },
  {
    to: '/cards',
    title: () => t('cards.title'),
    icon: Flag,
    key: 'D',
    roles: [
      'supervisor',
      'petition-office',
      'efficiency',
      'mailbox-office',
      'mailbox-reviewer',
      'agency-clerk',
      'agency-signer',
    ],
  },
  {
    to: '/cockpit',
    title: () => t('cockpit.title'),
    icon: ChartColumn,
    key: 'C',
    roles: [
      'supervisor',
      'petition-office',
      'mailbox-office',
      'mailbox-reviewer',
      'agency-clerk',
      'agency-signer',
    ],
  },
  {
    to: '/columns',
    title: () => t('shell.columns'),
    icon: CalendarRange,
    key: 'N',
    roles: ['info-editor', 'info-reviewer', 'agency-clerk', 'supervisor'],
  },
  {
    to: '/interviews',
    title: () => t('interviews.title'),
    icon: Mic,
    key: 'T',
    roles: ['info-editor', 'info-reviewer', 'agency-clerk', 'agency-signer', 'supervisor'],
  },
  {
    to: '/campaigns',
    title: () => t('campaigns.title'),
    icon: ListChecks,
    key: 'Q',
    roles: ['service-centre', 'supervisor', 'agency-clerk', 'agency-signer'],
  },
  {
    to: '/consultations',
    title: () => t('consultations.title'),
    icon: MessagesSquare,
    key: 'Y',
    roles: POLICY_ROLES,
  },
  {
    to: '/policies',
    title: () => t('consultations.register'),
    icon: BookMarked,
    key: 'P',
    roles: POLICY_ROLES,
  },
  {
    to: '/surveys',
    title: () => t('shell.surveys'),
    icon: ClipboardList,
    key: 'S',
    roles: ['info-editor', 'info-reviewer', 'agency-clerk', 'agency-signer', 'supervisor'],
  },
  { to: '/map', title: () => t('shell.map'), icon: Waypoints, key: 'M' },
  {
    to: '/accounts',
    title: () => t('shell.accounts'),
    icon: UsersRound,
    key: 'U',
    roles: ADMINISTRATORS,
  },
  { to: '/units', title: () => t('units.title'), icon: Building2, key: 'B', roles: ADMINISTRATORS },
  {
    to: '/duty',
    title: () => t('duty.title'),
    icon: Phone,
    key: 'Z',
    roles: [...DUTY_ROLES, ...DUTY_ADMINISTRATORS],
  },
  {
    to: '/calendar',
    title: () => t('rules.calendar'),
    icon: CalendarDays,
    key: 'A',
    roles: ['admin-system', 'supervisor'],
  },
  {
    to: '/limits',
    title: () => t('rules.limits'),
    icon: Scale,
    key: 'X',
    roles: ['supervisor', 'petition-office', 'legal-officer', 'admin-system'],
  },
  {
    to: '/erasures',
    title: () => t('erasures.title'),
    icon: Eraser,
    key: 'E',
    roles: ['admin-security', 'admin-audit', 'supervisor', 'mailbox-office', 'discipline'],
  },
  {
    to: '/clients',
    title: () => t('clients.title'),
    icon: Link2,
    key: 'K',
    roles: ['admin-security', 'admin-system', 'admin-audit'],
  },
  { to: '/audit', title: () => t('audit.title'), icon: ScrollText, key: 'J', roles: ['admin-audit'] },
  { to: '/me', title: () => t('shell.me'), icon: UserRound, key: 'I' },
];

/** The entries for an account with these roles. */
export function navigationFor(roles: readonly string[]): readonly NavigationEntry[] {
  return ENTRIES.filter(({ roles: needed }) => !needed || needed.some((role) => roles.includes(role))).map(
    ({ title, ...entry }) => ({ ...entry, title: title() }),
  );
}

/** Pages that belong to an entry by another address. */
const BELONGS: Readonly<Record<string, NavigationEntry['to']>> = { tasks: '/work', figures: '/cockpit' };

/** The entry that a page belongs to; undefined: to none. @param path without the base of the console */
export function entryOf(path: string): NavigationEntry['to'] | undefined {
  const first = path.split('/')[1] ?? '';
  return BELONGS[first] ?? ENTRIES.find(({ to }) => to === `/${first}`)?.to;
}

/**
 * The page that an account begins with: supervisors see how it goes, 政务服务中心 its campaigns, 效能监察 and 法制机构 what they
 * decide on, others their work.
 */
export function homeFor(roles: readonly string[]): NavigationEntry['to'] {
  if (roles.includes('supervisor') || roles.includes('petition-office')) return '/cockpit';
  if (roles.includes('service-centre')) return '/campaigns';
  if (roles.includes('efficiency')) return '/cards';
  if (roles.some((role) => ADMINISTRATORS.includes(role))) return '/accounts';
  return roles.includes('legal-officer') ? '/policies' : '/work';
}
