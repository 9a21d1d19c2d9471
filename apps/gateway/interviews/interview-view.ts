import { leadWarning } from '../../../domain/interviews/preview-lead.js';
import { liveGaps, planGaps } from '../../../domain/interviews/interview-gaps.js';
import type { InterviewRow } from '../../../domain/interviews/interviews.repository.js';
import type { CrewRole } from '../../../domain/interviews/utterance-flow.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import type { Policy } from '../../../domain/cases/time-limits/policy.js';
import type { Issue } from '../../../workflows/engine/errors.js';
import { toProcessView } from '../cases/processes/process-view.js';
import type { Actor } from '../platform/identity/actor.js';
import { toIssue } from '../platform/problems/problem.js';
import { sidesOf } from './access/interview-access.js';
import type { GapView, InterviewView } from './interviews.dto.js';

const text = (at: Date | null): string | null => at?.toISOString() ?? null;

/** @param policyAt the policy in force at an instant (epoch ms), for the warning about the preview */
export function toInterviewView(
  row: InterviewRow,
  actor: Actor,
  policyAt: (at: number) => Policy,
): InterviewView {
  const { id, topic, office, form, plan, background, guests, outline, videoUrl, points, report } = row;
  const previewAt = row.previewAt?.getTime() ?? businessNow();
  const lead = { previewAt, liveAt: row.liveAt.getTime(), earliest: row.earliestLiveAt?.getTime() };
  const crew = row.crew ?? [];
  return {
    ...{ id, topic, office, form, plan, background, guests, outline, videoUrl, points, report },
    unit: row.unitCode,
    arrangement: row.arrangementId,
    liveAt: row.liveAt.toISOString(),
    crew,
    previewAt: text(row.previewAt),
    earliestLiveAt: text(row.earliestLiveAt),
    warning: row.liveStartedAt ? null : leadWarning(policyAt(previewAt), lead),
    liveStartedAt: text(row.liveStartedAt),
    liveEndedAt: text(row.liveEndedAt),
    transcriptAt: text(row.transcriptAt),
    answersAt: text(row.answersAt),
    calledOffAt: text(row.calledOffAt),
    archivedAt: text(row.archivedAt),
    gaps: { plan: planGaps(row).map(toGap), live: liveGaps(row, countRoles(crew)).map(toGap) },
    you: {
      ...sidesOf(actor, { unit: row.unitCode, office }),
      crew: crew.filter(({ account }) => account === actor.username).map(({ role }) => role as CrewRole),
    },
    process: toProcessView(row),
  };
}

function toGap(issue: Issue): GapView {
  const { field, message } = toIssue(issue);
  return { field, text: message };
}

function countRoles(crew: readonly { readonly role: string }[]): Record<CrewRole, number> {
  const of = (role: CrewRole): number => crew.filter((member) => member.role === role).length;
  return { host: of('host'), guest: of('guest'), recorder: of('recorder'), reviewer: of('reviewer') };
}
