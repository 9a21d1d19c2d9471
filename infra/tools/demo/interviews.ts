import { setTimeout as sleep } from 'node:timers/promises';
import { until, type Offices } from './offices.js';
import type { InterviewText } from './texts/interview.js';

const EDITOR = 'info.editor';
const REVIEWER = 'info.reviewer';
const SECOND_REVIEWER = 'supervisor';

interface Question {
  readonly id: string;
  readonly text: string;
}

/** Who holds an interview. */
export const crewOf = ({ unit }: InterviewText) => [
  { account: EDITOR, role: 'host' },
  { account: EDITOR, role: 'recorder' },
  { account: `${unit.toLowerCase()}.clerk`, role: 'guest' },
  { account: REVIEWER, role: 'reviewer' },
  { account: SECOND_REVIEWER, role: 'reviewer' },
];

/** Holds interviews as the information office, the unit and the public. */
export class Interviews {
  constructor(private readonly offices: Offices) {}

  /** An announced interview with the first questions. @returns its id */
  async announce(text: InterviewText, liveAt: number): Promise<string> {
    const { api } = this.offices;
    const clerk = `${text.unit.toLowerCase()}.clerk`;
    const body = { topic: text.topic, form: 'text', liveAt: new Date(liveAt).toISOString() };
    const { id } = await api.post<{ id: string }>('/interviews', body, { as: clerk });
    await api.patch(`/interviews/${id}/preparation`, text.preparation, clerk);
    await this.completes(id, 'plan', 'submit');
    await this.completes(id, 'reviewPlan', 'pass');
    await this.completes(id, 'approvePlan', 'approve');
    await this.completes(id, 'publishPreview', 'publish');
    await until(
      async () => api.get(`/public/interviews/${id}`, clerk).catch(() => undefined),
      `the preview of ${text.topic}`,
    );
    for (const question of text.questions) {
      const captcha = await api.challenge();
      await api.post(`/public/interviews/${id}/questions`, { ...question, captcha });
    }
    return id;
  }

  /** Assigns the crew of an announced interview and decides on its questions: from its hour on it waits for its start. */
  async ready(id: string, text: InterviewText): Promise<readonly Question[]> {
    await this.crew(id, text);
    const asked = await this.approveQuestions(id);
    await this.completes(id, 'chooseQuestions', 'digest');
    return asked;
  }

  /** Opens an announced interview at its hour, and says the first words. */
  async goLive(id: string, text: InterviewText, liveAt: number): Promise<void> {
    const { api } = this.offices;
    const asked = await this.ready(id, text);
    await sleep(Math.max(0, liveAt - Date.now()) + 200);
    await this.completes(id, 'goLive', 'start');
    await until(
      async () =>
        (await api.get<{ state: string }>(`/public/interviews/${id}`, EDITOR)).state === 'live' || undefined,
      `${text.topic} to go live`,
    );
    for (const said of text.said) await this.says(id, said, text, asked);
  }

  /** Ends a live interview and completes everything that follows. */
  async conclude(id: string, text: InterviewText): Promise<void> {
    const { api } = this.offices;
    const clerk = `${text.unit.toLowerCase()}.clerk`;
    await this.completes(id, 'endLive', 'end');
    const answered = new Set(
      text.said.flatMap(({ answers }) => (answers === undefined ? [] : [text.questions[answers]!.text])),
    );
    await this.offices.opened(id, 'answerRest', clerk);
    for (const question of await this.questions(id))
      if (!answered.has(question.text))
        await api.put(
          `/interviews/${id}/questions/${question.id}/answer`,
          { answer: text.laterAnswer },
          clerk,
        );
    await this.completes(id, 'answerRest', 'submit');
    await this.completes(id, 'signAnswers', 'publish');
    await api.put(`/interviews/${id}/points`, { points: text.points }, EDITOR);
    await this.completes(id, 'publishTranscript', 'publish', REVIEWER);
    await api.put(`/interviews/${id}/report`, text.report, clerk);
    await this.completes(id, 'writeReport', 'submit');
  }

  private completes(id: string, task: string, outcome: string, as?: string): Promise<void> {
    return this.offices.completes(id, { task, outcome, content: {}, ...(as && { as }) });
  }

  private crew(id: string, text: InterviewText): Promise<unknown> {
    return this.offices.api.put(`/interviews/${id}/crew`, { members: crewOf(text) }, EDITOR);
  }

  private questions(id: string): Promise<Question[]> {
    return this.offices.api.all(`/interviews/${id}/questions`, EDITOR);
  }

  /** Approves all questions and chooses the first two. */
  private async approveQuestions(id: string): Promise<Question[]> {
    const { api } = this.offices;
    const questions = await this.questions(id);
    for (const { id: question } of questions)
      await api.post(
        `/interviews/${id}/questions/${question}/decision`,
        { verdict: 'approve' },
        { as: EDITOR },
      );
    for (const { id: question } of questions.slice(0, 2))
      await api.post(`/interviews/${id}/questions/${question}/choice`, { chosen: true }, { as: EDITOR });
    return questions;
  }

  private async says(
    id: string,
    { answers, ...words }: InterviewText['said'][number],
    text: InterviewText,
    asked: readonly Question[],
  ): Promise<void> {
    const { api } = this.offices;
    const question = asked.find((one) => answers !== undefined && one.text === text.questions[answers]!.text);
    const { id: said } = await api.post<{ id: string }>(
      `/interviews/${id}/utterances`,
      { ...words, ...(question && { question: question.id }) },
      { as: EDITOR },
    );
    const act = (name: string, as: string): Promise<unknown> =>
      api.post(`/interviews/${id}/utterances/${said}/acts`, { act: name }, { as });
    await act('review', REVIEWER);
    if (words.role === 'recorder') await act('approve', SECOND_REVIEWER);
    await act('publish', REVIEWER);
  }
}
