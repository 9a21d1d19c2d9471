import type { Option, Question } from '../questions.js';

export interface OptionFigure extends Option {
  readonly count: number;
}
/** Figures of one question. */
export interface QuestionFigures {
  readonly name: string;
  readonly title: string;
  readonly kind: Question['kind'];
  /** Responses that answer it. */
  readonly answered: number;
  /** Only for single, multiple and scale; in the order of the questionnaire. */
  readonly options: readonly OptionFigure[];
  /** Only for a scale with answers. */
  readonly average: number | null;
  /** Only for a matrix. */
  readonly rows: readonly {
    readonly value: string;
    readonly text: string;
    readonly options: readonly OptionFigure[];
  }[];
}

/** How often a value was chosen for a question, or in a row of a matrix. */
export interface ValueCount {
  readonly question: string;
  readonly row: string | null;
  readonly value: string;
  readonly count: number;
}

/** Arranges counts in the order of the questionnaire; options that nobody chose count zero. */
export function figuresOf(
  questions: readonly Question[],
  counted: { readonly answered: ReadonlyMap<string, number>; readonly values: readonly ValueCount[] },
): QuestionFigures[] {
  const counts = new Map(
    counted.values.map(({ question, row, value, count }) => [keyOf(question, row, value), count]),
  );
  return questions.map((question) => {
    const { name, title, kind } = question;
    const options = (of: readonly Option[], row: string | null): OptionFigure[] =>
      of.map((option) => ({ ...option, count: counts.get(keyOf(name, row, option.value)) ?? 0 }));
    const base = {
      ...{ name, title, kind, options: [], average: null, rows: [] },
      answered: counted.answered.get(name) ?? 0,
    };
    switch (question.kind) {
      case 'single':
      case 'multiple':
        return { ...base, options: options(question.options, null) };
      case 'scale': {
        const marks = options(marksOf(question), null);
        return { ...base, options: marks, average: averageOf(marks) };
      }
      case 'matrix':
        return {
          ...base,
          rows: question.rows.map((row) => ({ ...row, options: options(question.columns, row.value) })),
        };
      case 'text':
        return base;
    }
  });
}

/** A share as documents show it: `33.3%`; `0.0%` when the whole is zero. */
export const percent = (part: number, whole: number): string =>
  `${(whole === 0 ? 0 : (part / whole) * 100).toFixed(1)}%`;

const keyOf = (...parts: readonly (string | null)[]): string => JSON.stringify(parts);

const marksOf = ({ from, to }: { from: number; to: number }): Option[] =>
  Array.from({ length: to - from + 1 }, (_, index) => {
    const mark = `${from + index}`;
    return { value: mark, text: mark };
  });

function averageOf(marks: readonly OptionFigure[]): number | null {
  const answered = marks.reduce((total, { count }) => total + count, 0);
  const points = marks.reduce((total, { value, count }) => total + Number(value) * count, 0);
  return answered === 0 ? null : points / answered;
}
