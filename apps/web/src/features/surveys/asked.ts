/** Which questions a respondent sees, on which screen, and what an answer still lacks. */
import { holds } from './condition.js';
import {
  choicesOf,
  isBlank,
  isRequired,
  maxLengthOf,
  type Answers,
  type AnswerValue,
  type PageJson,
  type QuestionJson,
  type QuestionnaireJson,
} from './questionnaire.js';

/** Questions that stand together: two or three, and a part of one page of the questionnaire. */
export interface Screen {
  /** Of its page; only on the page's first screen. */
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly questions: readonly NumberedQuestion[];
}
export interface NumberedQuestion {
  /** From 1, over the whole questionnaire: it does not move when a branch opens. */
  readonly number: number;
  readonly question: QuestionJson;
}
export interface AskedNow {
  /** Answers to the questions that are asked, without empty ones: what is sent. */
  readonly answers: Answers;
  /** Names. */
  readonly asked: ReadonlySet<string>;
}

/** The questions that these answers lead to. An answer whose question is not asked counts for no condition either. */
export function askedNow({ pages }: QuestionnaireJson, given: Answers): AskedNow {
  let answers: Answers = Object.fromEntries(Object.entries(given).filter(([, answer]) => !isBlank(answer)));
  for (;;) {
    const asked = new Set(pages.flatMap((page) => namesAsked(page, answers)));
    const kept = Object.entries(answers).filter(([name]) => asked.has(name));
    if (kept.length === Object.keys(answers).length) return { answers, asked };
    answers = Object.fromEntries(kept);
  }
}

function namesAsked({ visibleIf, elements }: PageJson, answers: Answers): string[] {
  const isOpen = (condition: string | undefined): boolean =>
    condition === undefined || holds(condition, answers);
  return isOpen(visibleIf)
    ? elements.filter((question) => isOpen(question.visibleIf)).map(({ name }) => name)
    : [];
}

/** Three short questions fill the screen of a phone. */
const ROOM = 3;

const roomOf = (question: QuestionJson): number => {
  if (question.type === 'matrix') return 2;
  return 'choices' in question && question.choices.length > 7 ? 2 : 1;
};

/** The screens of a questionnaire; the same whatever is answered, so that nothing jumps. Empty ones are passed over. */
export function screensOf({ pages }: QuestionnaireJson): Screen[] {
  let number = 0;
  return pages.flatMap(({ title, description, elements }) => {
    const groups: NumberedQuestion[][] = [[]];
    let used = 0;
    for (const question of elements) {
      const room = roomOf(question);
      if (used > 0 && used + room > ROOM) {
        groups.push([]);
        used = 0;
      }
      used += room;
      groups.at(-1)!.push({ number: (number += 1), question });
    }
    return groups.map((questions, index) => ({ questions, ...(index === 0 && { title, description }) }));
  });
}

/** What is asked on a screen now. */
export const askedOn = ({ questions }: Screen, asked: ReadonlySet<string>): NumberedQuestion[] =>
  questions.filter(({ question }) => asked.has(question.name));

/** What an answer lacks, or has too much of. */
export type Gap =
  | { readonly kind: 'missing' }
  | { readonly kind: 'rows'; readonly rows: readonly { readonly value: string; readonly text: string }[] }
  | { readonly kind: 'tooFew'; readonly min: number }
  | { readonly kind: 'tooMany'; readonly max: number }
  | { readonly kind: 'tooLong'; readonly max: number };

/** @returns null when the answer may be sent; a question that need not be answered lacks nothing */
export function gapIn(question: QuestionJson, answer: AnswerValue | undefined): Gap | null {
  const blank = isBlank(answer);
  switch (question.type) {
    case 'matrix': {
      const chosen = (answer ?? {}) as Readonly<Record<string, string>>;
      const rows = choicesOf(question.rows).filter(({ value }) => chosen[value] === undefined);
      if (question.eachRowRequired && rows.length > 0) return { kind: 'rows', rows };
      break;
    }
    case 'checkbox': {
      const count = blank ? 0 : (answer as readonly string[]).length;
      const { minSelectedChoices: min = 0, maxSelectedChoices: max = question.choices.length } = question;
      if (count > max) return { kind: 'tooMany', max };
      if (count > 0 && count < min) return { kind: 'tooFew', min };
      break;
    }
    case 'text':
    case 'comment': {
      const max = maxLengthOf(question);
      if (!blank && [...String(answer).trim()].length > max) return { kind: 'tooLong', max };
      break;
    }
    case 'radiogroup':
    case 'rating':
      break;
  }
  return blank && isRequired(question) ? { kind: 'missing' } : null;
}

/** Minutes that answering takes, at the pace of reading aloud: a third of a minute a question. */
export const minutesFor = (questions: number): number => Math.max(1, Math.round(questions / 3));
