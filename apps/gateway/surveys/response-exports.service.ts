import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';
import { render } from '../../../domain/documents/render.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { questionsOf } from '../../../domain/surveys/questions.js';
import { ResponseTable, type Cells } from '../../../domain/surveys/response-table.js';
import { ResponsesRepository } from '../../../domain/surveys/responses.repository.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { MEDIA_TYPES, type FileAnswer } from '../platform/http/send-file.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import { SurveysService } from './surveys.service.js';

/** A workbook is built in memory. */
const WORKBOOK_ROWS = 50_000;

/** All responses of a survey as a file, in the order of arrival. */
@Injectable()
export class ResponseExportsService {
  constructor(
    private readonly responses: ResponsesRepository,
    private readonly surveys: SurveysService,
  ) {}

  /**
   * CSV for spreadsheets: UTF-8 with a byte order mark; cells that look like formulas are escaped.
   *
   * @throws {DubanError} NOT_FOUND; SURVEY_STATE when the responses are deleted; VALIDATION_FAILED when a workbook would be
   * too large
   */
  async file(actor: Actor, id: string, format: 'csv' | 'xlsx'): Promise<FileAnswer> {
    const survey = await this.surveys.find(actor, id);
    if (survey.answersDeletedAt) throw new DubanError('SURVEY_STATE', detail('surveys.responsesDeleted'));
    const table = new ResponseTable(survey.questionnaire ? questionsOf(survey.questionnaire) : []);
    const name = `${survey.title}答卷.${format}`;
    if (format === 'csv') {
      const csv = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
      const content = Readable.from(this.lines(id, table)).pipe(csv);
      return { name, mediaType: 'text/csv; charset=utf-8', content };
    }
    if (survey.answers + survey.setAside > WORKBOOK_ROWS)
      throw invalid(issue('format', 'surveys.workbookTooLarge', { max: WORKBOOK_ROWS }));
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

  /** The header, then a line a response. */
  private async *lines(id: string, table: ResponseTable): AsyncGenerator<Cells> {
    yield table.header;
    let number = 0;
    for await (const row of this.responses.all(id)) yield table.row((number += 1), row);
  }
}
