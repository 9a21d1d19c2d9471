import { textOf, titleOf, type TextCode } from '../../../domain/messages/index.js';
import type { CitizenTask, OwnLetter } from '../../../domain/letters/letter-status.repository.js';
import type { LetterAct, LetterActRefusal } from './letter-acts.dto.js';

/** What decides which acts are open to a writer. */
export interface ActsBasis {
  readonly letter: OwnLetter;
  /** All tasks of the writer. */
  readonly tasks: readonly CitizenTask[];
  /** When the open task of the writer times out, as ISO 8601; null when none is open or the process is suspended. */
  readonly until: string | null;
}

/**
 * Tells for every act whether the writer may do it now: until when, or why not. A refusal has the code that the request
 * would be answered with.
 */
export function letterActs({ letter, tasks, until }: ActsBasis): LetterAct[] {
  const isOpen = (task: string): boolean =>
    tasks.some(({ name, state }) => name === task && state === 'open');
  const judge = (act: LetterAct['act'], refusal: LetterActRefusal | null): LetterAct =>
    refusal === null
      ? { act, allowed: true, until: act === 'withdraw' ? null : until }
      : { act, allowed: false, until: null, refusal };
  const whileOpen = (task: string, refusal: LetterActRefusal): LetterActRefusal | null => {
    if (!isOpen(task)) return refusal;
    return letter.state === 'suspended' ? SUSPENDED : null;
  };
  return [
    judge('supplement', whileOpen('supplement', refused('TASK_NOT_OPEN', 'letters.nothingToSupplement'))),
    judge('object', whileOpen('object', refused('TASK_NOT_OPEN', 'letters.nothingToObjectTo'))),
    judge('rate', whileOpen('rate', refused('RATING_CLOSED', 'letters.noRatingNow'))),
    judge('followUp', followUpRefusal(letter) ?? whileOpen('rate', NO_FOLLOW_UP_NOW)),
    judge('withdraw', withdrawalRefusal(letter)),
  ];
}

const refused = (code: LetterActRefusal['code'], text: ParameterlessCode): LetterActRefusal => ({
  code,
  text: textOf(text),
});
type ParameterlessCode = Extract<
  TextCode,
  | 'letters.nothingToSupplement'
  | 'letters.nothingToObjectTo'
  | 'letters.noRatingNow'
  | 'letters.noFollowUpNow'
  | 'letters.followUpUsed'
  | 'letters.followUpShared'
  | 'letters.answeredAlready'
>;

const SUSPENDED: LetterActRefusal = { code: 'PROCESS_SUSPENDED', text: titleOf('PROCESS_SUSPENDED') };
const NO_FOLLOW_UP_NOW = refused('FOLLOW_UP_NOT_ALLOWED', 'letters.noFollowUpNow');

/** Whatever the time: one question a letter, and none that would show the letter to a unit it may be hidden from. */
function followUpRefusal({ kind, facts }: OwnLetter): LetterActRefusal | null {
  if ((facts.followUps ?? 0) > 0) return refused('FOLLOW_UP_NOT_ALLOWED', 'letters.followUpUsed');
  const shared = facts.followed != null && facts.replyTask === undefined;
  const mayBeHidden = kind === 'COMPLAINT' || facts.hiddenFrom !== undefined;
  return shared && mayBeHidden ? refused('FOLLOW_UP_NOT_ALLOWED', 'letters.followUpShared') : null;
}

/** A letter may be withdrawn until its first answer. */
function withdrawalRefusal({ state, facts }: OwnLetter): LetterActRefusal | null {
  if (state === 'suspended') return SUSPENDED;
  if (state !== 'running') return { code: 'PROCESS_ENDED', text: titleOf('PROCESS_ENDED') };
  const answered = facts.answered === true || facts.reopened === true || (facts.followUps ?? 0) > 0;
  return answered ? refused('MESSAGE_NOT_EXPECTED', 'letters.answeredAlready') : null;
}
