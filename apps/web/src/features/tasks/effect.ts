import { addDays, dayOf, dueText, endOf, shortDay, type Instant } from '../../lib/dates.js';
import type { WorkingDays } from '../../lib/working-days.js';
import { t } from '../../messages/t.js';
import type { Preview } from './acts-api.js';

export interface EffectLine {
  readonly text: string;
  /** `warn`: costs something, or needs attention. */
  readonly tone: 'plain' | 'warn';
}

type PreviewClock = Preview['clocks'][number];
/** Thresholds that cost points or lead to an order, gravest last. */
const CARDS = { yellow: 'doing.yellow', red: 'doing.red' } as const;

/**
 * What submitting does, in sentences: who gets it next, what clocks do, how far the next card is. The server has computed
 * it; nothing here decides.
 */
export function effectLines(preview: Preview, now: Instant, days: WorkingDays): EffectLine[] {
  const clocks = preview.clocks.filter((clock) => !isOfStep(clock, now));
  const lines = [...nextLines(preview, now), ...clocks.flatMap((clock) => clockLines(clock, now, days))];
  const warnings = preview.warnings.map(({ text }): EffectLine => ({ text, tone: 'warn' }));
  return [...lines, ...warnings];
}

/** What would refuse it beside fields that are not filled in: those say so themselves. */
export const refusalsOf = ({ refusals }: Preview): string[] =>
  refusals.filter(({ code }) => code !== 'VALIDATION_FAILED').map(({ text }) => text);

/** Where a completed task has gone and until when, in one sentence; empty where that is not certain. */
export function whereTo(preview: Preview | undefined, now: Instant): string {
  if (!preview?.certain || preview.next.length === 0) return '';
  return t('doing.went', { steps: preview.next.map((next) => stepText(next, now)).join('；') });
}

function stepText({ title, unitName, role, dueAt }: Preview['next'][number], now: Instant): string {
  const who = role === 'citizen' ? t('doing.citizen') : (unitName ?? '');
  const due = dueAt === null ? '' : t('doing.stepDue', { due: shortDue(dueAt, now) });
  return `${[who, title].filter(Boolean).join(' ')}${due}`;
}

function nextLines({ certain, next, ends }: Preview, now: Instant): EffectLine[] {
  const steps = next.map((step) => stepText(step, now) + (step.byAnother ? t('doing.byAnother') : ''));
  const places = [...new Set([...steps, ...ends.map(({ title }) => title)])];
  if (places.length === 0) return [];
  if (!certain) return [{ text: t('doing.mayFollow', { steps: places.join(t('doing.or')) }), tone: 'plain' }];
  const lines: EffectLine[] = [];
  if (steps.length > 0) lines.push({ text: t('doing.follows', { steps: steps.join('；') }), tone: 'plain' });
  if (ends.length > 0)
    lines.push({ text: t('doing.ends', { end: ends.map(({ title }) => title).join('、') }), tone: 'plain' });
  return lines;
}

/** The clock of a single step: the step says its last day itself, and being in time is nothing to say. */
const isOfStep = ({ task, change, dueAt }: PreviewClock, now: Instant): boolean =>
  task !== null &&
  (change === 'starts' || (change === 'fulfilled' && dueAt !== null && new Date(now) <= new Date(dueAt)));

function clockLines(clock: PreviewClock, now: Instant, days: WorkingDays): EffectLine[] {
  const { change, dueAt, title } = clock;
  const isLate = dueAt !== null && new Date(now) > new Date(dueAt);
  if (change === 'fulfilled') {
    if (!isLate) return [{ text: t('doing.fulfilled', { clock: title }), tone: 'plain' }];
    const n = Math.max(1, days.between(endOf(dueAt).day, dayOf(now)));
    return [{ text: t('doing.fulfilledLate', { clock: title, n }), tone: 'warn' }];
  }
  if (change === 'pauses') return [{ text: t('doing.pauses', { clock: title }), tone: 'plain' }];
  if (change === 'stops') return [{ text: t('doing.stops', { clock: title }), tone: 'plain' }];
  if (dueAt === null) return [];
  const due = dueText(dueAt, now);
  const line: EffectLine = {
    text:
      change === 'starts'
        ? t('doing.starts', { clock: title, due, how: lengthOf(clock, now) })
        : change === 'extends'
          ? t('doing.extends', { clock: title, due })
          : change === 'resumes'
            ? t('doing.resumes', { clock: title, due })
            : t('doing.moves', { clock: title, due }),
    tone: 'plain',
  };
  return [line, ...distanceLines(clock, now, days)];
}

/** How far the next card is, of a clock that is over its due time. */
export function distanceLines(
  { dueAt, ladder, state }: Pick<PreviewClock, 'dueAt' | 'ladder' | 'state'>,
  now: Instant,
  days: WorkingDays,
): EffectLine[] {
  if (dueAt === null || state !== 'running' || new Date(now) <= new Date(dueAt)) return [];
  const next = ladder.find(({ level, at }) => level in CARDS && new Date(at) > new Date(now));
  if (!next) return [];
  const n = days.between(dayOf(now), endOf(next.at).day);
  const card = t(CARDS[next.level as keyof typeof CARDS]);
  return [{ text: n > 0 ? t('doing.toCard', { card, n }) : t('doing.toCardToday', { card }), tone: 'warn' }];
}

/** `（5个工作日，12月2日为第1天）`: the first day is named when it is not tomorrow; empty where the limit is no number of days. */
function lengthOf({ count, startedAt }: PreviewClock, now: Instant): string {
  if (!count || count.length === null) return '';
  const [first] = count.counted;
  const from =
    first && first.date !== addDays(dayOf(startedAt), 1)
      ? t('doing.firstDay', { day: shortDay(first.date, dayOf(now)) })
      : '';
  if (count.unit === 'workingDays') return t('doing.inWorkingDays', { n: count.length, from });
  return count.unit === 'calendarDays' ? t('doing.inDays', { n: count.length, from }) : '';
}

/** Of the steps: short, because several may stand in a line. */
function shortDue(dueAt: Instant, now: Instant): string {
  const { day, time } = endOf(dueAt);
  return `${shortDay(day, dayOf(now))}${time}`;
}
