import { randomUUID } from 'node:crypto';
import { publish } from '../../../../domain/surveys/publication.js';
import { formatDay, dayOf } from '../../../../domain/time/civil-time.js';
import { solved } from '../../../support/captcha.js';
import type { Answer, TestGateway } from '../../../support/gateway.js';
import type { DataSource } from 'typeorm';
import { complete } from '../../../domain/surveys/questionnaire.js';

const DAY_MS = 86_400_000;
/** Longer than anybody needs to read the questionnaire. */
const AGO_MS = 60_000;

export interface Sent {
  readonly answers: object;
  readonly key?: string;
  readonly cookie?: string;
  readonly from?: string;
  readonly fields?: object;
}

/** Surveys at a gateway whose processes run in this program: what their steps do is done here. */
export class OpenSurveys {
  constructor(
    private readonly gateway: TestGateway,
    private readonly dataSource: DataSource,
    private readonly ticketOf: (survey: string, at: number) => Promise<string>,
  ) {}

  /** Open since a moment, for a day. */
  async open(fields: object = {}): Promise<string> {
    const body = { title: '满意度调查', opensOn: formatDay(dayOf(Date.now())), ...complete, ...fields };
    const { body: survey } = await this.gateway.ask('POST', '/surveys', { as: 'jyj.clerk', body });
    const id = survey.id as string;
    const timeLimits = { timeoutInstant: async ({ from }: { from: number }) => from + DAY_MS };
    await publish(this.dataSource, timeLimits, { process: id, argument: { revision: 1 } });
    return id;
  }

  /** As from somebody who has read it for a minute, on a device of his own. */
  async answer(id: string, { answers, key, cookie, from, fields }: Sent): Promise<Answer> {
    const { body: challenge } = await this.gateway.ask('GET', '/public/captcha');
    const ticket = await this.ticketOf(id, Date.now() - AGO_MS);
    const device = cookie === undefined ? { device: randomUUID() } : {};
    return this.gateway.ask('POST', `/public/surveys/${id}/answers`, {
      body: { answers, captcha: await solved(challenge), ticket, ...device, ...fields },
      headers: { ...(key && { 'idempotency-key': key }), ...(cookie && { cookie }) },
      from,
    });
  }

  counts(id: string): Promise<{ state: string; count: number }[]> {
    return this.gateway.query(
      'SELECT state, count(*)::int FROM survey_answer WHERE survey_id = $1 GROUP BY 1 ORDER BY 1',
      [id],
    );
  }
}
