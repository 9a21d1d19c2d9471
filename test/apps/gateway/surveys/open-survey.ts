import { randomUUID } from 'node:crypto';
import { DATA_SOURCE } from '../../../../apps/gateway/platform/tokens.js';
import { close, publish } from '../../../../domain/surveys/publication.js';
import { formatDay, dayOf } from '../../../../domain/time/civil-time.js';
import { solved } from '../../../support/captcha.js';
import type { Answer, TestGateway } from '../../../support/gateway.js';
import type { DataSource } from 'typeorm';
import { complete } from '../../../domain/surveys/questionnaire.js';

const DAY_MS = 86_400_000;
/** Longer than reading the questionnaire takes. */
const AGO_MS = 60_000;

export interface Sent {
  readonly answers: object;
  readonly key?: string;
  readonly cookie?: string;
  readonly from?: string;
  readonly fields?: object;
}

/** Surveys at a gateway whose processes run in this program: their steps are called here. */
export class OpenSurveys {
  /** With the gateway's own tickets. */
  static async at(gateway: TestGateway): Promise<OpenSurveys> {
    const { SurveySecrets } = await import('../../../../apps/gateway/surveys/survey-secrets.js');
    const secrets = gateway.app.get(SurveySecrets, { strict: false });
    const dataSource = gateway.app.get<DataSource>(DATA_SOURCE, { strict: false });
    return new OpenSurveys(gateway, dataSource, (survey, at) => secrets.ticket(survey, at));
  }

  constructor(
    private readonly gateway: TestGateway,
    readonly dataSource: DataSource,
    readonly ticketOf: (survey: string, at: number) => Promise<string>,
  ) {}

  /** Returns the id of a survey that has just opened, for a day. */
  async open(fields: object = {}): Promise<string> {
    const body = { title: '满意度调查', opensOn: formatDay(dayOf(Date.now())), ...complete, ...fields };
    const { body: survey } = await this.gateway.request('POST', '/surveys', { as: 'jyj.clerk', body });
    const id = survey.id as string;
    const timeLimits = { timeoutInstant: async ({ from }: { from: number }) => from + DAY_MS };
    await publish(this.dataSource, timeLimits, { process: id, argument: { revision: 1 } });
    return id;
  }

  /** Sends a response a minute after the questionnaire was read, from a device of its own. */
  async answer(id: string, { answers, key, cookie, from, fields }: Sent): Promise<Answer> {
    const { body: challenge } = await this.gateway.request('GET', '/public/captcha');
    const ticket = await this.ticketOf(id, Date.now() - AGO_MS);
    const device = cookie === undefined ? { device: randomUUID() } : {};
    return this.gateway.request('POST', `/public/surveys/${id}/answers`, {
      body: { answers, captcha: await solved(challenge), ticket, ...device, ...fields },
      headers: { ...(key && { 'idempotency-key': key }), ...(cookie && { cookie }) },
      from,
    });
  }

  /** Closes it as if its time had run out. */
  close(id: string): Promise<{ answers: number; setAside: number }> {
    return close(this.dataSource, { process: id, argument: { early: null } });
  }

  counts(id: string): Promise<{ state: string; count: number }[]> {
    return this.gateway.query(
      'SELECT state, count(*)::int FROM survey_answer WHERE survey_id = $1 GROUP BY 1 ORDER BY 1',
      [id],
    );
  }
}
