import type { Answers } from './answer-checker.js';
import type { Option, Question } from './questions.js';
import type { ResponseRow } from './responses.repository.js';

/** A row of the table; null leaves a cell empty. */
export type Cells = readonly (string | number | null)[];

interface Column {
  readonly title: string;
  readonly cell: (answers: Answers) => string | number | null;
}

/** Why a response does not count, as people read it. */
const CAUSES: Readonly<Record<string, string>> = {
  TOO_FAST: '作答过快',
  REPEATED: '内容重复',
  FLOOD: '短时间大量提交',
  WITHDRAWN: '问卷撤回前提交',
  DECIDED: '人工认定',
};

/** Responses as a table: a row each, options by their texts, a column for each row of a matrix. */
export class ResponseTable {
  private readonly columns: readonly Column[];

  constructor(questions: readonly Question[]) {
    this.columns = questions.flatMap(columnsOf);
  }

  get header(): readonly string[] {
    return [
      '序号',
      '提交时间',
      '用时（秒）',
      '状态',
      '未计入原因',
      ...this.columns.map(({ title }) => title),
    ];
  }

  row(
    number: number,
    {
      answeredAt,
      seconds,
      state,
      cause,
      answers,
    }: Pick<ResponseRow, 'answeredAt' | 'seconds' | 'state' | 'cause' | 'answers'>,
  ): Cells {
    return [
      number,
      inShanghai(answeredAt),
      seconds,
      state === 'counted' ? '有效' : '未计入',
      state === 'set-aside' && cause !== null ? (CAUSES[cause] ?? cause) : null,
      ...this.columns.map(({ cell }) => cell(answers)),
    ];
  }
}

function columnsOf(question: Question): Column[] {
  const { name, title } = question;
  switch (question.kind) {
    case 'single':
      return [{ title, cell: (answers) => textOf(question.options, answers[name]) }];
    case 'multiple': {
      const cell = (answers: Answers): string | null => {
        const chosen = answers[name] as readonly string[] | undefined;
        return chosen?.map((value) => textOf(question.options, value)).join('；') ?? null;
      };
      return [{ title, cell }];
    }
    case 'matrix':
      return question.rows.map((row) => ({
        title: `${title}/${row.text}`,
        cell: (answers) =>
          textOf(question.columns, (answers[name] as Record<string, string> | undefined)?.[row.value]),
      }));
    case 'scale':
    case 'text':
      return [{ title, cell: (answers) => (answers[name] as string | number | undefined) ?? null }];
  }
}

const textOf = (options: readonly Option[], value: unknown): string | null =>
  value === undefined ? null : (options.find((option) => option.value === value)?.text ?? String(value));

/** `2015-07-01 08:30:00` */
const inShanghai = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
