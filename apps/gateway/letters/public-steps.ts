import { formatDay, lastDayOf } from '../../../domain/time/civil-time.js';
import { outcomesOf } from '../cases/definitions/task-forms.js';
import { codesIn, type FormSchema } from '../cases/timeline/form-text.js';
import type { LetterStep, LetterSuspension } from './public-letters.dto.js';

/**
 * Where a letter stands, in the words that are meant for its writer; how offices argue among themselves is none of it.
 * Source: RULES.md 5.2.
 */
const STATES = {
  submitted: '待审核',
  supplement: '待补充',
  rejected: '不予受理',
  merged: '已合并',
  triaged: '已受理',
  returned: '重新确定承办单位',
  assigned: '已转办',
  disputed: '协调中',
  inProgress: '办理中',
  suspended: '挂账',
  replyReview: '答复审核中',
  rework: '重办中',
  replied: '已答复',
  reopened: '重办中',
  petition: '已转信访程序',
  discipline: '已按规定移送',
  superior: '正在按规定移送上级机关',
  transferred: '已按规定移送上级机关',
  closed: '办结',
  withdrawn: '已撤回',
  lapsed: '逾期未补充,视为撤回',
  paused: '暂停办理',
  cancelled: '已撤销',
  lost: '异常中止',
} as const;
export type PublicState = keyof typeof STATES;
export const PUBLIC_STATES = Object.keys(STATES) as readonly PublicState[];

/** In the words that a writer reads. */
export const stateTitle = (state: PublicState): string => STATES[state];

/** States in which one unit has the letter. */
const WITH_A_UNIT: ReadonlySet<PublicState> = new Set<PublicState>([
  ...(['assigned', 'disputed', 'inProgress', 'suspended', 'replyReview', 'rework'] as const),
  ...(['replied', 'reopened', 'closed'] as const),
]);

/** An entry of the timeline with what of it may concern the writer. */
export interface CourseRow {
  readonly at: Date;
  readonly type: string;
  readonly stage: string | null;
  /** Name of its task. */
  readonly task: string | null;
  /** Short name of the unit that it names. */
  readonly unit: string | null;
  /** Until when, by this entry: of a review of a suspension as it now is. */
  readonly due_at: Date | null;
  /** Of the task that closed; what a change of the calendar has done: `later`, `earlier`, `kept`. */
  readonly outcome: string | null;
  /** Code of the reason given with the outcome. */
  readonly reason: string | null;
  /** It was before the writer was to read any of it: of such entries only the last line is told. */
  readonly before?: boolean;
}

/** What a writer is told of the course of his letter. */
export interface Course {
  readonly state: PublicState;
  /** One unit has the letter now, or had it to the end. */
  readonly hasUnit: boolean;
  /** What stands in the unit's clock is what the unit is held to. */
  readonly hasDueDate: boolean;
  /** Oldest first. */
  readonly steps: LetterStep[];
  readonly suspension: LetterSuspension | null;
}

/**
 * @param letter.version of the process
 * @param letter.confidential it accuses somebody: neither who has it nor until when is told
 */
export function publicCourse(
  rows: readonly CourseRow[],
  letter: { readonly version: number; readonly confidential: boolean },
): Course {
  const course = new CourseReader(letter.version, letter.confidential);
  for (const row of rows) course.read(row);
  return course.told();
}

class CourseReader {
  private state: PublicState | null = null;
  private paused = false;
  /** A unit has given the letter back, and no other has it yet. */
  private returned = false;
  private reason = '';
  private nextReview: string | null = null;
  /** The day until which the unit has, as the writer was told last. */
  private due: string | null = null;
  private readonly steps: LetterStep[] = [];
  /** The line that may be the last one before. */
  private last: LetterStep | null = null;

  constructor(
    private readonly version: number,
    private readonly confidential: boolean,
  ) {}

  read(row: CourseRow): void {
    const text = this.textOf(row);
    const step = text === null ? this.last : { at: row.at.toISOString(), text };
    if (row.before) this.last = step;
    else {
      this.tell(this.last);
      if (text !== null) this.tell(step);
      this.last = null;
    }
  }

  private tell(step: LetterStep | null): void {
    if (step && step.text !== this.steps.at(-1)?.text) this.steps.push(step);
  }

  told(): Course {
    this.tell(this.last);
    const state = this.state ?? 'submitted';
    const shown = !this.confidential && WITH_A_UNIT.has(state);
    const stands = this.paused || state === 'suspended';
    return {
      state: this.paused ? 'paused' : state,
      hasUnit: shown,
      hasDueDate: shown && !stands && !this.returned,
      steps: this.steps,
      suspension:
        shown && state === 'suspended'
          ? { reason: this.reason || null, nextReview: this.paused ? null : this.nextReview }
          : null,
    };
  }

  private textOf(row: CourseRow): string | null {
    switch (row.type) {
      case 'stage.entered':
        return this.entered(row.stage ?? '');
      case 'process.suspended':
        this.paused = true;
        return STATES.paused;
      case 'process.resumed':
        this.paused = false;
        return '恢复办理';
      case 'process.cancelled':
        return this.ended('cancelled');
      case 'process.lost':
        return this.ended('lost');
      default:
        return this.confidential ? null : this.handled(row);
    }
  }

  /** Stages that are not in the vocabulary are the offices' own affair: for the writer the letter stands where it stood. */
  private entered(stage: string): string | null {
    if (stage === 'suspendPending') this.nextReview = null; // the reviews are over
    const state = stage === 'triaged' && this.returned ? 'returned' : stage;
    if (!isPublic(state) || state === this.state) return null;
    this.state = state;
    // Told with the unit, or the review, that comes with it.
    return state === 'assigned' || (state === 'suspended' && !this.confidential) ? null : STATES[state];
  }

  private ended(state: 'cancelled' | 'lost'): string {
    this.paused = false;
    this.state = state;
    return STATES[state];
  }

  private handled(row: CourseRow): string | null {
    const { type, task, unit, outcome, reason } = row;
    switch (type) {
      case 'task.closed':
        if (task === 'rule') this.returned = true;
        else this.reason = reasonTitle(this.version, outcome ?? '', reason);
        return null;
      case 'task.opened':
        return task === 'sign' ? `已转${unit}` : this.reviewed(dayOf(row));
      case 'clock.started':
        this.returned = false;
        this.due = dayOf(row);
        return null;
      default:
        return this.moved(row, dayOf(row));
    }
  }

  private reviewed(day: string | null): string {
    this.nextReview = day;
    return `${STATES.suspended}${inBrackets(this.reason)}${day ? `,下次复查日期${day}` : ''}`;
  }

  /** The unit has until another day than the writer was told last. */
  private moved({ type, outcome }: CourseRow, day: string | null): string | null {
    // The limit of what stands still is counted when it goes on.
    if (day === null || this.paused || (this.state === 'suspended' && type !== 'clock.resumed')) return null;
    const before = this.due;
    this.due = day;
    if (type === 'clock.resumed' && this.state === 'suspended') return `恢复办理,办理期限至${day}`;
    if (day === before) return null;
    switch (type) {
      case 'clock.extended':
        return `延期至${day}${inBrackets(this.reason)}`;
      case 'clock.resumed':
        return `办理期限顺延至${day}`;
      case 'clock.recalculated':
        return `因节假日安排调整,办理期限${outcome === 'earlier' ? '提前' : '顺延'}至${day}`;
      default:
        return `办理期限调整至${day}${inBrackets(this.reason)}`;
    }
  }
}

const dayOf = ({ due_at: dueAt }: CourseRow): string | null => dueAt && formatDay(lastDayOf(dueAt.getTime()));

const isPublic = (state: string): state is PublicState => Object.hasOwn(STATES, state);

const inBrackets = (text: string): string => text && `(${text})`;

/** Title of the reason that a unit has asked with, for more time or for a suspension. */
function reasonTitle(version: number, outcome: string, reason: string | null): string {
  const form = outcomesOf('mailbox-letter', version, 'draft').find(({ name }) => name === outcome)?.schema;
  const { decision } = (form as { properties?: FormSchema } | undefined)?.properties ?? {};
  return reason === null ? '' : codesIn({ reason }, decision);
}

/** Entries of which something may concern the writer, in their order. Parameter: the process. */
export const COURSE = `
  SELECT e.at, e.type, e.stage, t.name AS task, u.short_name AS unit, coalesce(e.data ->> 'outcome', e.data ->> 'change') AS outcome,
    said.decision ->> 'reason' AS reason,
    coalesce(c.due_at, (CASE WHEN e.type LIKE 'clock.%' THEN e.data ->> 'dueAt' END)::timestamptz) AS due_at
  FROM timeline_entry e
  LEFT JOIN task t ON t.process_id = e.process_id AND t.number = e.task
  LEFT JOIN clock c ON t.name = 'reviewSuspension' AND c.process_id = e.process_id AND c.task = e.task
  LEFT JOIN unit u ON u.code = e.unit
  LEFT JOIN content said ON e.type = 'task.closed' AND said.command_id = t.command_id
  WHERE e.process_id = $1 AND (
    e.type IN ('stage.entered', 'process.suspended', 'process.resumed', 'process.cancelled', 'process.lost')
    OR e.type = 'task.opened' AND t.name IN ('sign', 'reviewSuspension')
    OR e.type = 'task.closed'
      AND (t.name = 'draft' AND said.decision ? 'reason' OR t.name = 'rule' AND e.data ->> 'outcome' = 'agree')
    OR e.type LIKE 'clock.%' AND e.data ? 'dueAt' AND NOT e.data ? 'task'
      AND e.data ->> 'clock' IN ('handling', 'rework', 'reopen'))
  ORDER BY e.seq`;
