import type { ProgressRow } from '../../../domain/letters/letter-status.repository.js';
import { formatDay, lastDayOf } from '../../../domain/time/civil-time.js';
import { outcomesOf } from '../cases/definitions/task-forms.js';
import { codesIn, type FormSchema } from '../cases/timeline/form-text.js';
import type { LetterStep, LetterSuspension } from './public-letters.dto.js';

/** States of a letter in words for its writer. Stages that are internal to the offices have none. */
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
  followUp: '追问办理中',
  petition: '已转信访程序',
  discipline: '已按规定移送',
  superior: '正在按规定移送上级机关',
  transferred: '已按规定移送上级机关',
  closed: '办结',
  withdrawn: '已撤回',
  lapsed: '逾期未补充，视为撤回',
  paused: '暂停办理',
  cancelled: '已撤销',
  lost: '异常中止',
} as const;
export type PublicState = keyof typeof STATES;
export const PUBLIC_STATES = Object.keys(STATES) as readonly PublicState[];

/** Returns the words that a writer reads. */
export const stateTitle = (state: PublicState): string => STATES[state];

/** States in which a unit has the letter. */
const WITH_A_UNIT: ReadonlySet<PublicState> = new Set<PublicState>([
  ...(['assigned', 'disputed', 'inProgress', 'suspended', 'replyReview', 'rework'] as const),
  ...(['replied', 'reopened', 'followUp', 'closed'] as const),
]);

/** An entry of a letter's timeline. */
export interface ProgressEntry extends ProgressRow {
  /** The entry is older than the merge: of such entries the writer reads only the last line. */
  readonly before?: boolean;
}

/** The progress of a letter as its writer reads it. */
export interface PublicProgress {
  readonly state: PublicState;
  /** A unit has the letter now, or had it to the end. */
  readonly hasUnit: boolean;
  /** The due time of the unit's clock applies. */
  readonly hasDueDate: boolean;
  /** Oldest first. */
  readonly steps: LetterStep[];
  readonly suspension: LetterSuspension | null;
}

/**
 * Folds the timeline of a letter into its progress.
 *
 * @param rows oldest first
 * @param letter.version version of the process
 * @param letter.confidential the letter is an accusation: neither its unit nor a due date is shown
 */
export function publicProgress(
  rows: readonly ProgressEntry[],
  letter: { readonly version: number; readonly confidential: boolean },
): PublicProgress {
  const progress = new ProgressReader(letter.version, letter.confidential);
  for (const row of rows) progress.read(row);
  return progress.result();
}

class ProgressReader {
  private state: PublicState | null = null;
  private paused = false;
  /** A unit has returned the letter, and no other unit has it yet. */
  private returned = false;
  private reason = '';
  private nextReview: string | null = null;
  /** The due day (YYYY-MM-DD, Asia/Shanghai) that the writer read last. */
  private due: string | null = null;
  private readonly steps: LetterStep[] = [];
  /** The latest line from before the merge. */
  private last: LetterStep | null = null;

  constructor(
    private readonly version: number,
    private readonly confidential: boolean,
  ) {}

  read(row: ProgressEntry): void {
    const text = this.textOf(row);
    const step = text === null ? this.last : { at: row.at.toISOString(), text };
    if (row.before) this.last = step;
    else {
      this.addStep(this.last);
      if (text !== null) this.addStep(step);
      this.last = null;
    }
  }

  private addStep(step: LetterStep | null): void {
    if (step && step.text !== this.steps.at(-1)?.text) this.steps.push(step);
  }

  result(): PublicProgress {
    this.addStep(this.last);
    const state = this.state ?? 'submitted';
    const shown = !this.confidential && WITH_A_UNIT.has(state);
    const isPaused = this.paused || state === 'suspended';
    return {
      state: this.paused ? 'paused' : state,
      hasUnit: shown,
      hasDueDate: shown && !isPaused && !this.returned,
      steps: this.steps,
      suspension:
        shown && state === 'suspended'
          ? { reason: this.reason || null, nextReview: this.paused ? null : this.nextReview }
          : null,
    };
  }

  private textOf(row: ProgressEntry): string | null {
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

  /** A stage without public words is internal to the offices: the writer's state stays. */
  private entered(stage: string): string | null {
    if (stage === 'suspendPending') this.nextReview = null; // the reviews are over
    const state = stage === 'triaged' && this.returned ? 'returned' : stage;
    if (!isPublic(state) || state === this.state) return null;
    this.state = state;
    // The line comes with the unit, or the review, of the task that opens next.
    return state === 'assigned' || (state === 'suspended' && !this.confidential) ? null : STATES[state];
  }

  private ended(state: 'cancelled' | 'lost'): string {
    this.paused = false;
    this.state = state;
    return STATES[state];
  }

  private handled(row: ProgressEntry): string | null {
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
    return `${STATES.suspended}${inBrackets(this.reason)}${day ? `，下次复查日期${day}` : ''}`;
  }

  /** The line for a due day that differs from the one the writer read last. */
  private moved({ type, outcome }: ProgressEntry, day: string | null): string | null {
    // The due day of a paused letter is counted when it resumes.
    if (day === null || this.paused || (this.state === 'suspended' && type !== 'clock.resumed')) return null;
    const before = this.due;
    this.due = day;
    if (type === 'clock.resumed' && this.state === 'suspended') return `恢复办理，办理期限至${day}`;
    if (day === before) return null;
    switch (type) {
      case 'clock.extended':
        return `延期至${day}${inBrackets(this.reason)}`;
      case 'clock.resumed':
        return `办理期限顺延至${day}`;
      case 'clock.recalculated':
        return `因节假日安排调整，办理期限${outcome === 'earlier' ? '提前' : '顺延'}至${day}`;
      default:
        return `办理期限调整至${day}${inBrackets(this.reason)}`;
    }
  }
}

const dayOf = ({ dueAt }: ProgressEntry): string | null => dueAt && formatDay(lastDayOf(dueAt.getTime()));

const isPublic = (state: string): state is PublicState => Object.hasOwn(STATES, state);

const inBrackets = (text: string): string => text && `（${text}）`;

/** Title of the reason that a unit gave for an extension or a suspension. */
function reasonTitle(version: number, outcome: string, reason: string | null): string {
  const form = outcomesOf('mailbox-letter', version, 'draft').find(({ name }) => name === outcome)?.schema;
  const { decision } = (form as { properties?: FormSchema } | undefined)?.properties ?? {};
  return reason === null ? '' : codesIn({ reason }, decision);
}
