import type {
  Answers,
  AnswerValue,
  QuestionJson,
  QuestionnaireJson,
} from '../../../../apps/web/src/features/surveys/questionnaire.js';

/** A number in [0, 1); the same series for the same seed (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const VALUES = ['yes', 'No', '1', '2', '10', '007', 'true', '很满意', '不满意', 'a b', '3.5', 'A-1'] as const;
const ROWS = ['speed', '态度'] as const;
const UNARY = ['empty', 'notempty'] as const;
const COMPARING = ['=', '==', '!=', '<>', '>', '<', '>=', '<=', 'greater', 'less'] as const;
const CONTAINING = ['contains', 'notcontains', 'anyof', 'allof', 'noneof', '*='] as const;

/** A questionnaire of every type with conditions on earlier questions, one condition on any of them, and answers. */
export function generated(random: Random): {
  readonly questionnaire: QuestionnaireJson;
  readonly condition: string;
  readonly answers: Answers;
} {
  const questions: QuestionJson[] = [];
  const answers: Record<string, AnswerValue> = {};
  for (let index = 0; index < 6; index += 1) {
    const [question, answer] = questionAt(random, `q${index}`);
    const isConditional = index > 0 && random() < 0.6;
    questions.push({ ...question, ...(isConditional && { visibleIf: condition(random, questions, 2) }) });
    if (random() < 0.7) answers[question.name] = answer;
  }
  return {
    questionnaire: {
      pages: [
        { name: 'page1', elements: questions.slice(0, 3) },
        { name: 'page2', elements: questions.slice(3) },
      ],
    },
    condition: condition(random, questions, 3),
    answers,
  };
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

function questionAt(random: Random, name: string): [QuestionJson, AnswerValue] {
  const base = { name, title: name };
  switch (pick(random, ['radiogroup', 'checkbox', 'rating', 'matrix', 'text', 'comment'] as const)) {
    case 'radiogroup':
      return [{ ...base, type: 'radiogroup', choices: VALUES }, pick(random, VALUES)];
    case 'checkbox':
      return [{ ...base, type: 'checkbox', choices: VALUES }, VALUES.filter(() => random() < 0.3)];
    case 'rating':
      return [{ ...base, type: 'rating', rateMin: 0, rateMax: 10 }, Math.floor(random() * 11)];
    case 'matrix': {
      const rows = ROWS.filter(() => random() < 0.7).map((row) => [row, pick(random, VALUES)] as const);
      return [{ ...base, type: 'matrix', rows: ROWS, columns: VALUES }, Object.fromEntries(rows)];
    }
    case 'text':
      return [{ ...base, type: 'text' }, pick(random, [...VALUES, '其他意见'])];
    default:
      return [{ ...base, type: 'comment' }, pick(random, [...VALUES, '多开几个窗口'])];
  }
}

function condition(random: Random, of: readonly QuestionJson[], depth: number): string {
  if (depth > 0 && random() < 0.5) {
    const [left, right] = [condition(random, of, depth - 1), condition(random, of, depth - 1)];
    const joined = `${left} ${pick(random, ['and', 'or', '&&', '||'])} ${right}`;
    if (random() < 0.2) return `!(${joined})`;
    return random() < 0.6 ? `(${joined})` : joined;
  }
  const question = pick(random, of);
  const name =
    question.type === 'matrix' && random() < 0.8
      ? `{${question.name}.${pick(random, ROWS)}}`
      : `{${question.name}}`;
  if (random() < 0.2) return `${name} ${pick(random, UNARY)}`;
  if (random() < 0.4) return `${name} ${pick(random, CONTAINING)} ${operand(random)}`;
  return `${name} ${pick(random, COMPARING)} ${constant(random)}`;
}

const operand = (random: Random): string =>
  random() < 0.5 ? constant(random) : `[${constant(random)}, ${constant(random)}]`;

function constant(random: Random): string {
  const value = pick(random, VALUES);
  if (/^[1-9\d.]+$/.test(value) && random() < 0.5) return String(Number(value));
  if (value === 'true' && random() < 0.5) return value;
  return random() < 0.5 ? `'${value}'` : `"${value}"`;
}
