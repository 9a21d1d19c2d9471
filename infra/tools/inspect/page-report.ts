import type { AttachmentCheck, SystemCheck } from '../../../domain/inspection/checks/guide-links.js';
import type { PageInspection } from '../../../domain/inspection/visit/inspect-page.js';
import { ELEMENTS, type ElementReading } from '../../../domain/inspection/text/elements.js';

interface LinkReport {
  readonly name: string;
  readonly address: string;
  readonly verdict: string;
  readonly ok: boolean;
  readonly status: number | null;
  readonly length: number;
  readonly type: string;
  readonly reason: string;
}

export interface PageReport {
  readonly elements: Readonly<Record<string, { verdict: string; excerpt: string; where: string }>>;
  readonly attachments: readonly LinkReport[];
  readonly apply: LinkReport;
  readonly query: LinkReport;
}

/** What `--page --json` prints; documented in docs/inspecting-a-site.md. */
export function pageReport({ elements, attachments, apply, query }: PageInspection): PageReport {
  return {
    elements: Object.fromEntries(ELEMENTS.map((name) => [name, elementReport(elements[name])])),
    attachments: attachments.map(linkReport),
    apply: linkReport(apply),
    query: linkReport(query),
  };
}

function elementReport({ verdict, excerpt, where, reason }: ElementReading): PageReport['elements'][string] {
  return { verdict, excerpt, where: [where, reason].filter(Boolean).join('; ') };
}

function linkReport(check: AttachmentCheck | SystemCheck): LinkReport {
  const { name, address, verdict, ok, status, length, type, reason } = check;
  return { name, address, verdict, ok, status, length, type, reason };
}

const SIGNS: Readonly<Record<string, string>> = { present: '✓', ok: '✓', ambiguous: '?', absent: '-' };

/** For people. */
export function pageText(report: PageReport): string {
  const lines = Object.entries(report.elements).map(
    ([name, { verdict, excerpt, where }]) => `${sign(verdict)} ${name}  ${verdict}  ${excerpt || where}`,
  );
  const link = (kind: string, { name, verdict, address, reason }: LinkReport): string =>
    `${sign(verdict)} ${kind}  ${verdict}  ${[name, address, reason].filter(Boolean).join('  ')}`;
  lines.push(...report.attachments.map((attachment) => link('附件', attachment)));
  lines.push(link('在线申报', report.apply), link('在线查询', report.query));
  return lines.join('\n');
}

const sign = (verdict: string): string => SIGNS[verdict] ?? '✗';
