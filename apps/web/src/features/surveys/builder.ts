/** Changes of a questionnaire that is being built. Each returns a new one. */
import {
  choicesOf,
  questionsOf,
  type ItemJson,
  type PageJson,
  type QuestionJson,
  type QuestionnaireJson,
  type QuestionType,
} from './questionnaire.js';

export const QUESTION_TYPES: readonly QuestionType[] = [
  'radiogroup',
  'checkbox',
  'rating',
  'matrix',
  'text',
  'comment',
];

/** Where a question stands. */
export interface Place {
  readonly page: number;
  readonly index: number;
}

const firstFree = (names: readonly string[], letter: string): string => {
  let number = names.length + 1;
  while (names.includes(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
};

export function withPage(questionnaire: QuestionnaireJson): QuestionnaireJson {
  const { pages } = questionnaire;
  const name = firstFree(
    pages.map((page) => page.name),
    'page',
  );
  return { ...questionnaire, pages: [...pages, { name, elements: [] }] };
}

/** A new question of a type, with the least that it needs. */
export function newQuestion(
  questionnaire: QuestionnaireJson,
  type: QuestionType,
  texts: { readonly title: string; readonly choices: readonly string[]; readonly rows: readonly string[] },
): QuestionJson {
  const names = questionsOf(questionnaire).map((question) => question.name);
  const base = {
    name: firstFree(names, 'q'),
    title: texts.title,
    isRequired: type !== 'text' && type !== 'comment',
  };
  switch (type) {
    case 'radiogroup':
    case 'checkbox':
      return { ...base, type, choices: texts.choices };
    case 'rating':
      return { ...base, type, rateMin: 1, rateMax: 5 };
    case 'matrix':
      return { ...base, type, columns: texts.choices, rows: texts.rows, eachRowRequired: true };
    default:
      return { ...base, type };
  }
}

export const withQuestion = (
  questionnaire: QuestionnaireJson,
  page: number,
  question: QuestionJson,
): QuestionnaireJson => changePage(questionnaire, page, (elements) => [...elements, question]);

export const withChanged = (
  questionnaire: QuestionnaireJson,
  { page, index }: Place,
  question: QuestionJson,
): QuestionnaireJson =>
  changePage(questionnaire, page, (elements) => elements.map((one, at) => (at === index ? question : one)));

export const withoutQuestion = (
  questionnaire: QuestionnaireJson,
  { page, index }: Place,
): QuestionnaireJson =>
  changePage(questionnaire, page, (elements) => elements.filter((_one, at) => at !== index));

/** A page without questions goes; the last one stays. */
export function withoutPage(questionnaire: QuestionnaireJson, page: number): QuestionnaireJson {
  const pages = questionnaire.pages.filter((_one, at) => at !== page);
  return pages.length === 0 ? questionnaire : { ...questionnaire, pages };
}

export function withPageChanged(
  questionnaire: QuestionnaireJson,
  page: number,
  change: Partial<Pick<PageJson, 'title' | 'description'>>,
): QuestionnaireJson {
  const pages = questionnaire.pages.map((one, at) => (at === page ? tidy({ ...one, ...change }) : one));
  return { ...questionnaire, pages };
}

/**
 * Moves a question one place up or down, over the edge of its page into the next one.
 *
 * @returns the questionnaire and where the question stands now; the same when there is nowhere to go
 */
export function moved(
  questionnaire: QuestionnaireJson,
  { page, index }: Place,
  by: 1 | -1,
): readonly [QuestionnaireJson, Place] {
  const question = questionnaire.pages[page]!.elements[index]!;
  const length = questionnaire.pages[page]!.elements.length;
  const isWithin = index + by >= 0 && index + by < length;
  const target = isWithin ? page : page + by;
  const other = questionnaire.pages[target];
  if (!other) return [questionnaire, { page, index }];
  const to = isWithin ? index + by : by > 0 ? 0 : other.elements.length;
  const without = withoutQuestion(questionnaire, { page, index });
  const next = changePage(without, target, (elements) => elements.toSpliced(to, 0, question));
  return [next, { page: target, index: to }];
}

/** One choice a line. A line that was there before keeps its value, so that conditions on it hold. */
export function choicesFrom(text: string, before: readonly ItemJson[]): ItemJson[] {
  const known = new Map(choicesOf(before).map((choice) => [choice.text, choice.value]));
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const value = known.get(line);
      return value === undefined || value === line ? line : { value, text: line };
    });
}

export const linesOf = (items: readonly ItemJson[]): string =>
  choicesOf(items)
    .map(({ text }) => text)
    .join('\n');

/** Without fields that hold nothing: the server takes an empty title for a mistake. */
export function tidy<Part extends object>(part: Part): Part {
  const entries = Object.entries(part).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries) as Part;
}

function changePage(
  questionnaire: QuestionnaireJson,
  page: number,
  change: (elements: readonly QuestionJson[]) => readonly QuestionJson[],
): QuestionnaireJson {
  const pages = questionnaire.pages.map((one, at) =>
    at === page ? { ...one, elements: change(one.elements) } : one,
  );
  return { ...questionnaire, pages };
}
