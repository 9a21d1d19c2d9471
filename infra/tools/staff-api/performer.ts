import type { Task } from './staff-api.js';

/** Demo account of each office, by role; an office with a second seat has it by unit. */
const OFFICES: Readonly<Record<string, { readonly usual: string; readonly [unit: string]: string }>> = {
  'mailbox-office': { usual: 'mailbox.clerk', ZFB: 'zfb.mailbox' },
  'mailbox-reviewer': { usual: 'mailbox.reviewer', ZFB: 'zfb.mailbox2' },
  supervisor: { usual: 'supervisor', XFJ: 'petition.supervisor' },
  'info-editor': { usual: 'info.editor' },
  'info-reviewer': { usual: 'info.reviewer' },
  'legal-officer': { usual: 'legal.officer' },
  'service-centre': { usual: 'service.centre' },
  discipline: { usual: 'discipline.clerk' },
  'petition-office': { usual: 'petition.clerk' },
};

/** Demo account that does a task: that of its office, or the clerk or signer of its unit (`522601.clerk`). */
export function performerOf({ unit, role }: Pick<Task, 'unit' | 'role'>): string {
  const office = OFFICES[role];
  if (office) return office[unit] ?? office.usual;
  return `${unit.toLowerCase()}.${role === 'agency-signer' ? 'signer' : 'clerk'}`;
}
