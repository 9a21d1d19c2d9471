import { addDays, dayOf, weekdayOf, type Instant } from '../../lib/dates.js';
import type { AuthorRole, Interview, Question, Utterance } from './api.js';

export type InterviewState = 'preparing' | 'announced' | 'live' | 'concluding' | 'archived' | 'calledOff';
type Milestones = Pick<
  Interview,
  'previewAt' | 'liveStartedAt' | 'liveEndedAt' | 'calledOffAt' | 'archivedAt'
> & { readonly process: Pick<Interview['process'], 'state'> };

/** Where an interview stands. */
export function stateOf(interview: Milestones): InterviewState {
  if (interview.calledOffAt || interview.process.state === 'cancelled') return 'calledOff';
  if (interview.archivedAt) return 'archived';
  if (interview.liveEndedAt) return 'concluding';
  if (interview.liveStartedAt) return 'live';
  return interview.previewAt ? 'announced' : 'preparing';
}

export const GROUPS = ['live', 'today', 'week', 'later', 'concluding', 'over'] as const;
export type Group = (typeof GROUPS)[number];

/** The part of the list in which an interview stands: those that need hands first. A week ends on Sunday. */
export function groupOf(interview: Milestones & Pick<Interview, 'liveAt'>, now: Instant): Group {
  const state = stateOf(interview);
  if (state === 'live' || state === 'concluding') return state;
  if (state === 'archived' || state === 'calledOff') return 'over';
  const [day, today] = [dayOf(interview.liveAt), dayOf(now)];
  if (day <= today) return 'today';
  return day <= addDays(today, (7 - weekdayOf(today)) % 7) ? 'week' : 'later';
}

/** Interviews by group; within a group the next one first, those that are over the latest first. */
export function grouped<One extends Milestones & Pick<Interview, 'liveAt'>>(
  interviews: readonly One[],
  now: Instant,
): readonly { readonly group: Group; readonly interviews: readonly One[] }[] {
  const soonest = (one: One, other: One): number => Date.parse(one.liveAt) - Date.parse(other.liveAt);
  return GROUPS.flatMap((group) => {
    const found = interviews.filter((one) => groupOf(one, now) === group).sort(soonest);
    if (group === 'over') found.reverse();
    return found.length > 0 ? [{ group, interviews: found }] : [];
  });
}

/** The guests as the plan names them: 杨局长. */
export const guestNames = ({ guests }: Pick<Interview, 'guests'>): readonly string[] =>
  guests.map(({ name }) => name);

/** Whose words one writes in a role, to choose from: a recorder takes down everybody's. @param host how the host is called */
export function speakersFor(
  interview: Pick<Interview, 'guests'>,
  role: AuthorRole,
  host: string,
): readonly string[] {
  if (role === 'host') return [];
  const guests = guestNames(interview);
  return [...new Set(role === 'recorder' ? [host, ...guests] : guests)];
}

export const LISTS = ['waiting', 'approved', 'chosen', 'answered', 'held', 'dropped'] as const;
export type QuestionList = (typeof LISTS)[number];

/** The list that a question belongs to. */
export function listOf(question: Question): QuestionList {
  if (question.setAside && question.state === 'waiting') return 'held';
  if (question.state === 'dropped') return 'dropped';
  if (question.state === 'waiting') return 'waiting';
  if (question.answeredIn !== null || question.answer) return 'answered';
  return question.chosen ? 'chosen' : 'approved';
}

export function byList(questions: readonly Question[]): Readonly<Record<QuestionList, readonly Question[]>> {
  const lists: Record<QuestionList, Question[]> = {
    waiting: [],
    approved: [],
    chosen: [],
    answered: [],
    held: [],
    dropped: [],
  };
  for (const question of questions) lists[listOf(question)].push(question);
  return lists;
}

/** Seconds since the last act on an utterance. */
export const waitedSeconds = (
  { acts, createdAt }: Pick<Utterance, 'acts' | 'createdAt'>,
  now: Date,
): number => Math.max(0, Math.floor((now.getTime() - Date.parse(acts.at(-1)?.at ?? createdAt)) / 1000));

/** Published ones by their number, then those on their way in the order of their drafting. Withdrawn ones are left out. */
export function transcriptOrder(utterances: readonly Utterance[]): readonly Utterance[] {
  const said = utterances.filter(({ state }) => state !== 'withdrawn');
  const place = ({ number }: Utterance): number => number ?? Infinity;
  return said
    .map((utterance, index) => ({ utterance, index }))
    .sort((one, other) => {
      const [a, b] = [place(one.utterance), place(other.utterance)];
      return a === b ? one.index - other.index : a - b;
    })
    .map(({ utterance }) => utterance);
}

const isPending = ({ state }: Pick<Utterance, 'state'>): boolean =>
  ['draft', 'reviewed', 'approved'].includes(state);

/** Words on their way: those that a reviewer has to read yet (a recorder's twice), and those that can be published. */
export function stepOf(utterance: Pick<Utterance, 'state' | 'role'>): 'toReview' | 'toPublish' | null {
  if (!isPending(utterance)) return null;
  const { state, role } = utterance;
  return state === 'approved' || (state === 'reviewed' && role !== 'recorder') ? 'toPublish' : 'toReview';
}

/** Acts towards publication, the furthest first. */
const FORWARD = ['publish', 'approve', 'review'] as const;
export type ForwardAct = (typeof FORWARD)[number];
export const isForward = (act: string): act is ForwardAct => FORWARD.some((one) => one === act);

/** The act that brings an utterance furthest towards publication, of those that the account may do. */
export const nextAct = ({ possible }: Pick<Utterance, 'possible'>): ForwardAct | undefined =>
  FORWARD.find((name) => possible.some(({ act, allowed }) => allowed && act === name));
