import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../staff-api/staff-api.js';
import { shanghaiDay } from '../staff-api/temporary-policy.js';
import { inLanes, type Offices } from './offices.js';
import {
  ADVICE,
  COLUMNS,
  FINISHED_SURVEY,
  MARKS,
  OPEN_SURVEY,
  SERVICES,
  VISITED,
  WAITING_SURVEY,
} from './texts/survey.js';

interface SurveyText {
  readonly unit: string;
  readonly title: string;
  readonly content: object;
}
/** Reading it takes longer than this; a faster response is held for moderation. */
const READING_MS = 6_000;
const LANES = 2;

/** Holds surveys as units, the information office and respondents. */
export class Surveys {
  constructor(private readonly offices: Offices) {}

  /** A survey that is open for half a month, with some responses. */
  async open(responses: number): Promise<void> {
    const { id } = await this.published(OPEN_SURVEY);
    await this.respond(id, responses);
  }

  /** A survey that closes within a minute, by the policy of the fill. @returns its id once it has responses */
  async brief(responses: number): Promise<string> {
    const { id } = await this.published(FINISHED_SURVEY);
    await this.respond(id, responses);
    return id;
  }

  /** Figures, report and adoption results of the survey that has closed. */
  async conclude(id: string): Promise<void> {
    const { unit, report, adoption } = FINISHED_SURVEY;
    const clerk = `${unit.toLowerCase()}.clerk`;
    const completes = (task: string, outcome: string, viewer: string, content: object = {}): Promise<void> =>
      this.offices.completes(id, { task, outcome, content }, viewer);
    await completes('publishFigures', 'publish', 'info.editor');
    await completes('report', 'submit', clerk, report);
    await completes('signReport', 'sign', clerk);
    await completes('adoption', 'submit', clerk, { items: adoption });
    await completes('signAdoption', 'sign', clerk);
  }

  /** A survey that waits for its first review. */
  async waiting(): Promise<void> {
    await this.submitted(WAITING_SURVEY, shanghaiDay(20));
  }

  private async submitted({ unit, title, content }: SurveyText, opensOn: string): Promise<Survey> {
    const { api } = this.offices;
    const clerk = `${unit.toLowerCase()}.clerk`;
    const { id } = await api.post<{ id: string }>('/surveys', { title, opensOn }, { as: clerk });
    const { revision } = await api.put<{ revision: number }>(
      `/surveys/${id}`,
      { revision: 1, ...content },
      clerk,
    );
    const decision = { revision };
    await this.offices.completes(id, { task: 'submit', outcome: 'submit', decision, content: {} }, clerk);
    return { id, decision };
  }

  private async published(text: SurveyText): Promise<Survey> {
    const survey = await this.submitted(text, shanghaiDay());
    const { id, decision } = survey;
    await this.offices.completes(
      id,
      { task: 'review', outcome: 'pass', decision, content: {} },
      'info.editor',
    );
    await this.offices.completes(
      id,
      { task: 'approve', outcome: 'publish', decision, content: {} },
      'info.reviewer',
    );
    await this.offices.opened(id, 'collect', 'info.reviewer');
    return survey;
  }

  private async respond(id: string, responses: number): Promise<void> {
    const { api } = this.offices;
    const { ticket } = await api.get<{ ticket: string }>(`/public/surveys/${id}`, 'info.editor');
    await sleep(READING_MS);
    const job = (index: number) => async (): Promise<void> => {
      const captcha = await api.challenge();
      const body = { answers: answersOf(index), ticket, captcha, device: randomUUID() };
      await api
        .post(`/public/surveys/${id}/answers`, body, { key: `demo:${randomUUID()}` })
        .catch(unlessClosed);
    };
    await inLanes(
      Array.from({ length: responses }, (_, index) => job(index)),
      LANES,
    );
  }
}

/** On a slow machine the brief survey closes before everybody has answered. */
function unlessClosed(error: unknown): void {
  if (!(error instanceof ApiError && error.code === 'SURVEY_CLOSED')) throw error;
}

interface Survey {
  readonly id: string;
  readonly decision: { readonly revision: number };
}

/** Answers of the respondent of this place: varied, the same in every fill. */
function answersOf(index: number): object {
  const visited = pick(VISITED, index);
  const advice = pick(ADVICE, index);
  return {
    visited,
    ...(visited !== 'none' && { services: [pick(SERVICES, index), pick(SERVICES, index + 2)] }),
    satisfaction: pick(MARKS, index),
    windows: {
      speed: pick(COLUMNS, index),
      manner: pick(COLUMNS, index + 1),
      guide: pick(COLUMNS, index + 4),
    },
    ...(advice !== undefined && { advice }),
  };
}

const pick = <T>(from: readonly T[], index: number): T => from[index % from.length]!;
