import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { businessNow } from '../../../domain/time/business-clock.js';
import { render } from '../../../domain/documents/render.js';
import { AnswerTable, type Cells, type StoredAnswer } from '../../../domain/surveys/answer-table.js';
import { questionsOf } from '../../../domain/surveys/questions.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { MEDIA_TYPES, type FileAnswer } from '../platform/http/send-file.js';
import { POOL } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { SurveyRows } from './survey-rows.js';

const PAGE = 1_000;
/** A workbook is made in memory. */
const WORKBOOK_ROWS = 50_000;

/** Every answer of a survey as a file, in the order in which they came. */
@Injectable()
export class SurveyExports {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly rows: SurveyRows,
  ) {}

  /**
   * CSV for spreadsheets: UTF-8 with its mark, and no cell that a spreadsheet would take for a formula.
   *
   * @throws {DubanError} NOT_FOUND; SURVEY_STATE when the answers are deleted; VALIDATION_FAILED when a workbook would be
   * too large
   */
  async file(actor: Actor, id: string, format: 'csv' | 'xlsx'): Promise<FileAnswer> {
    const survey = await this.rows.find(actor, id);
    if (survey.answersDeletedAt)
      throw new DubanError('SURVEY_STATE', 'the answers have been kept as long as was said, and are deleted');
    const table = new AnswerTable(survey.questionnaire ? questionsOf(survey.questionnaire) : []);
    const name = `${survey.title}答卷.${format}`;
    if (format === 'csv') {
      const csv = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
      const content = Readable.from(this.lines(id, table)).pipe(csv);
      return { name, mediaType: 'text/csv; charset=utf-8', content };
    }
    if (survey.answers + survey.setAside > WORKBOOK_ROWS)
      throw invalid({ field: 'format', message: `超过 ${WORKBOOK_ROWS} 份答卷,请导出 csv` });
    const lines: Cells[] = [];
    for await (const line of this.lines(id, table)) lines.push(line);
    const bytes = await render('xlsx', [
      {
        title: `${survey.title}答卷`,
        madeBy: actor.title,
        madeOn: formatDay(dayOf(businessNow())),
        columns: table.header.map((title) => ({ title, width: 20, align: 'left' })),
        rows: lines.slice(1),
      },
    ]);
    return { name, mediaType: MEDIA_TYPES.xlsx, content: Readable.from([bytes]) };
  }

  /** The header, then a line an answer. */
  private async *lines(id: string, table: AnswerTable): AsyncGenerator<Cells> {
    yield table.header;
    let number = 0;
    let after: [at: Date | string, id: string] = ['-infinity', '00000000-0000-0000-0000-000000000000'];
    for (;;) {
      const { rows } = await this.pool.query<StoredAnswer & { id: string }>(ANSWERS, [id, ...after]);
      for (const row of rows) yield table.row((number += 1), row);
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = [last.answeredAt, last.id];
    }
  }
}

const ANSWERS = `
  SELECT id, answered_at AS "answeredAt", seconds, state, cause, data AS answers
  FROM survey_answer WHERE survey_id = $1 AND (answered_at, id) > ($2::timestamptz, $3::uuid)
  ORDER BY answered_at, id LIMIT ${PAGE}`;
