import { lazy, Suspense, type ReactNode } from 'react';
import type { JudgedStep } from '../../../../lib/case-links.js';
import { Skeleton } from '../../../../ui/skeleton.js';
import { departmentOf } from '../../model/department-of.js';

const ReportedList = lazy(async () => ({ default: (await import('./reported-list.js')).ReportedList }));
const CompiledCatalogue = lazy(async () => ({
  default: (await import('./compiled-catalogue.js')).CompiledCatalogue,
}));
const JudgedFindings = lazy(async () => ({ default: (await import('./judged-findings.js')).JudgedFindings }));
const JudgedDocuments = lazy(async () => ({
  default: (await import('./judged-documents.js')).JudgedDocuments,
}));

/** Steps of campaigns that decide on something which stands elsewhere. */
export const JUDGED_STEPS: ReadonlySet<string> = new Set([
  ...['checkList', 'confirmFindings', 'ruleFindings', 'rectify', 'ruleNewFindings', 'recheck'].map(
    (task) => `campaign-department/${task}`,
  ),
  ...['freezeCatalogue', 'approvePlan', 'issueBulletin'].map((task) => `service-item-campaign/${task}`),
]);

/** What a step of a campaign decides on. Null for other steps. */
export function judgedOf({ name, process }: JudgedStep): ReactNode {
  const of = departmentOf(process);
  if (!of || !JUDGED_STEPS.has(`${process.key}/${name}`)) return null;
  return <Suspense fallback={<Skeleton />}>{partOf(name, of.campaign, of.unit)}</Suspense>;
}

function partOf(task: string, campaign: string, unit: string | undefined): ReactNode {
  if (task === 'freezeCatalogue') return <CompiledCatalogue campaign={campaign} />;
  if (unit === undefined) return <JudgedDocuments campaign={campaign} task={task} />;
  if (task === 'checkList') return <ReportedList campaign={campaign} unit={unit} />;
  return <JudgedFindings campaign={campaign} unit={unit} task={task} />;
}
