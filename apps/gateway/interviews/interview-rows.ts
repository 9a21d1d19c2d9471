import { businessNow } from '../../../domain/time/business-clock.js';
import { leadWarning } from '../../../domain/interviews/preview-lead.js';
import type { Policy } from '../../../domain/cases/time-limits/policy.js';
import type { Guest, InterviewReport } from '../../../infra/database/entities/interviews.js';
import { PROCESS_COLUMNS, toProcessView, type ProcessRow } from '../cases/processes/process-view.js';
import type { InterviewView } from './interviews.dto.js';

export interface InterviewRow extends ProcessRow {
  readonly topic: string;
  readonly unit_code: string;
  readonly office: string;
  readonly form: string;
  readonly arrangement_id: string | null;
  readonly live_at: Date;
  readonly plan: string;
  readonly background: string;
  readonly guests: Guest[];
  readonly outline: string[];
  readonly video_url: string | null;
  readonly crew: InterviewView['crew'] | null;
  readonly preview_at: Date | null;
  readonly earliest_live_at: Date | null;
  readonly live_started_at: Date | null;
  readonly live_ended_at: Date | null;
  readonly answers_at: Date | null;
  readonly transcript_at: Date | null;
  readonly called_off_at: Date | null;
  readonly archived_at: Date | null;
  readonly points: string[];
  readonly report: InterviewReport | null;
  readonly created_at: Date;
}

export const SELECT_INTERVIEW = `
  SELECT ${PROCESS_COLUMNS}, i.topic, i.unit_code, i.office, i.form, i.arrangement_id, i.live_at, i.plan, i.background,
    i.guests, i.outline, i.video_url, i.preview_at, i.earliest_live_at, i.live_started_at, i.live_ended_at, i.answers_at,
    i.transcript_at, i.called_off_at, i.archived_at, i.points, i.report, i.created_at,
    (SELECT jsonb_agg(jsonb_build_object('account', a.username, 'title', a.title, 'role', m.role) ORDER BY m.role, a.username)
     FROM interview_crew m JOIN account a ON a.id::text = m.account_id WHERE m.interview_id = i.id) AS crew
  FROM interview i JOIN process p ON p.id = i.id`;

const text = (at: Date | null): string | null => at?.toISOString() ?? null;

/** @param policyAt the policy in force at an instant, for what is to be said of the preview */
export function toInterviewView(row: InterviewRow, policyAt: (at: number) => Policy): InterviewView {
  const announced = row.preview_at?.getTime() ?? businessNow();
  return {
    id: row.id,
    topic: row.topic,
    unit: row.unit_code,
    office: row.office,
    form: row.form,
    arrangement: row.arrangement_id,
    liveAt: row.live_at.toISOString(),
    plan: row.plan,
    background: row.background,
    guests: row.guests,
    outline: row.outline,
    videoUrl: row.video_url,
    crew: row.crew ?? [],
    previewAt: text(row.preview_at),
    earliestLiveAt: text(row.earliest_live_at),
    warning: row.live_started_at ? null : leadWarning(policyAt(announced), announced, row.live_at.getTime()),
    liveStartedAt: text(row.live_started_at),
    liveEndedAt: text(row.live_ended_at),
    transcriptAt: text(row.transcript_at),
    answersAt: text(row.answers_at),
    calledOffAt: text(row.called_off_at),
    archivedAt: text(row.archived_at),
    points: row.points,
    report: row.report,
    process: toProcessView(row),
  };
}
