import { leadWarning } from '../../../domain/interviews/preview-lead.js';
import type { InterviewRow } from '../../../domain/interviews/interviews.repository.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import type { Policy } from '../../../domain/cases/time-limits/policy.js';
import { toProcessView } from '../cases/processes/process-view.js';
import type { InterviewView } from './interviews.dto.js';

const text = (at: Date | null): string | null => at?.toISOString() ?? null;

/** @param policyAt the policy in force at an instant (epoch ms), for the warning about the preview */
export function toInterviewView(row: InterviewRow, policyAt: (at: number) => Policy): InterviewView {
  const { id, topic, office, form, plan, background, guests, outline, videoUrl, points, report } = row;
  const announced = row.previewAt?.getTime() ?? businessNow();
  return {
    ...{ id, topic, office, form, plan, background, guests, outline, videoUrl, points, report },
    unit: row.unitCode,
    arrangement: row.arrangementId,
    liveAt: row.liveAt.toISOString(),
    crew: row.crew ?? [],
    previewAt: text(row.previewAt),
    earliestLiveAt: text(row.earliestLiveAt),
    warning: row.liveStartedAt ? null : leadWarning(policyAt(announced), announced, row.liveAt.getTime()),
    liveStartedAt: text(row.liveStartedAt),
    liveEndedAt: text(row.liveEndedAt),
    transcriptAt: text(row.transcriptAt),
    answersAt: text(row.answersAt),
    calledOffAt: text(row.calledOffAt),
    archivedAt: text(row.archivedAt),
    process: toProcessView(row),
  };
}
