import { choicesOf, type AnswerValue, type Choice, type QuestionJson } from './questionnaire.js';

/** An answer as people read it: options by their texts, rows of a matrix one a line. */
export function answerText(question: QuestionJson, answer: AnswerValue): string {
  switch (question.type) {
    case 'radiogroup':
      return textOf(choicesOf(question.choices), String(answer));
    case 'checkbox': {
      const choices = choicesOf(question.choices);
      return (answer as readonly string[]).map((value) => textOf(choices, value)).join('、');
    }
    case 'matrix': {
      const columns = choicesOf(question.columns);
      const given = answer as Readonly<Record<string, string>>;
      return choicesOf(question.rows)
        .flatMap(({ value, text }) => {
          const column = given[value];
          return column === undefined ? [] : [`${text}：${textOf(columns, column)}`];
        })
        .join('\n');
    }
    default:
      return String(answer);
  }
}

const textOf = (choices: readonly Choice[], value: string): string =>
  choices.find((choice) => choice.value === value)?.text ?? value;
