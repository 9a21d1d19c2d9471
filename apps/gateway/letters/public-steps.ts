import { formatDay, lastDayOf } from '../../../activities/time-limits/civil-time.js';
import type { LetterStep } from './public-letters.dto.js';

export interface StepRow {
  readonly at: Date;
  readonly stage: string | null;
  /** Set where a unit was asked to sign for the letter. */
  readonly signing_unit: string | null;
  /** The due instant that the calendar now gives, where it became later. */
  readonly postponed_to: Date | null;
}

/** What a writer is told of each stage; how offices argue among themselves is none of it. Source: RULES.md 5.2. */
const TEXTS: Readonly<Record<string, string>> = {
  submitted: '待审核',
  supplement: '待补充',
  rejected: '不予受理',
  merged: '已合并',
  triaged: '已受理',
  disputed: '协调中',
  inProgress: '办理中',
  complexPending: '办理中',
  extensionPending: '办理中',
  suspendPending: '办理中',
  suspended: '挂账',
  signOff: '办理中',
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
};

/** The steps a writer sees, oldest first; of an accusation not who has it. */
export function publicSteps(rows: readonly StepRow[], confidential: boolean): LetterStep[] {
  const steps: LetterStep[] = [];
  for (const row of rows) {
    const { at } = row;
    const text = textOf(row, confidential);
    if (text !== undefined && text !== steps.at(-1)?.text) steps.push({ at: at.toISOString(), text });
  }
  return steps;
}

function textOf(row: StepRow, confidential: boolean): string | undefined {
  const { stage, signing_unit: unit, postponed_to: postponedTo } = row;
  if (unit === null && postponedTo === null) return TEXTS[stage ?? ''];
  if (confidential) return undefined;
  if (postponedTo === null) return `已转${unit}`;
  return `因节假日安排调整,办理期限顺延至${formatDay(lastDayOf(postponedTo.getTime()))}`;
}
