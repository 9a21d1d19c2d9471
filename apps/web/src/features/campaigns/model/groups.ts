import { listWord } from './list-word.js';
import { factsOf, type Department } from '../campaigns-api.js';

/** How far departments have got, what needs somebody first. */
export const GROUPS = [
  'unrectified',
  'partly',
  'rectifying',
  'confirming',
  'unlisted',
  'returned',
  'submitted',
  'listed',
  'confirmed',
  'unstarted',
  'rectified',
  'clean',
] as const;
export type Group = (typeof GROUPS)[number];

const RESULTS: Readonly<Record<string, Group>> = {
  rectified: 'rectified',
  partly: 'partly',
  unrectified: 'unrectified',
  clean: 'clean',
};

/** Where a department stands, by the stage of its process. */
export function groupOf(department: Department): Group {
  const { process, left } = department;
  switch (process?.stage) {
    case 'listing': {
      const word = listWord(department);
      return word === 'submitted' || word === 'returned' ? word : 'unlisted';
    }
    case 'listed':
      return 'listed';
    case 'confirming':
      return 'confirming';
    case 'confirmed':
      return 'confirmed';
    case 'rectifying': {
      const hasDeclared = left.rectified.part > 0 || (factsOf(department).bounces ?? 0) > 0;
      return hasDeclared ? 'rectifying' : 'unrectified';
    }
    case 'rechecking':
    case 'supervised':
    case 'ruling':
      return 'rectifying';
    case 'finished':
      return RESULTS[process.result ?? ''] ?? 'clean';
    default:
      return 'unstarted';
  }
}

/** Departments by group, those with most open findings first; empty groups are left out. */
export function grouped(
  departments: readonly Department[],
): readonly { readonly group: Group; readonly rows: readonly Department[] }[] {
  return GROUPS.map((group) => ({
    group,
    rows: departments
      .filter((department) => groupOf(department) === group)
      .sort((one, other) => other.findings.open - one.findings.open),
  })).filter(({ rows }) => rows.length > 0);
}

/** What the chips above the table choose. */
export const FILTERS = [
  'all',
  'reported',
  'fallback',
  'unrectified',
  'rectifying',
  'rectified',
  'contested',
] as const;
export type Filter = (typeof FILTERS)[number];

const KEPT: Readonly<Record<Filter, (department: Department) => boolean>> = {
  all: () => true,
  reported: (department) => factsOf(department).list === 'REPORTED',
  fallback: (department) => factsOf(department).list === 'FALLBACK',
  unrectified: (department) => ['unrectified', 'partly'].includes(groupOf(department)),
  rectifying: (department) => groupOf(department) === 'rectifying',
  rectified: (department) => groupOf(department) === 'rectified',
  contested: isContested,
};

export const keeps = (filter: Filter, department: Department): boolean => KEPT[filter](department);

/** Whether an objection waits for its ruling. */
export function isContested(department: Department): boolean {
  const { process } = department;
  return (
    process?.stage === 'ruling' || (process?.stage === 'confirming' && factsOf(department).contested === true)
  );
}

/** Whether the time of its rectification is paused: the centre is to move. */
export const isPaused = ({ process }: Department): boolean =>
  process?.stage === 'rechecking' || process?.stage === 'ruling';
