import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { performerOf } from '../staff-api/performer.js';
import { ApiError, type StaffApi, type Task } from '../staff-api/staff-api.js';
import type { FileLetter } from './letters-file.js';
import type { Path } from './paths.js';
import type { LetterResult } from './tally.js';

const POLL_MS = 200;
/** States in which a card counts against its unit, as the API names them. */
const VALID_CARDS = ['issued', 'appealed', 'upheld', 'escalated'];
const OFFICES = ['522601', '522622', '522631', 'JYJ', 'ZJJ', 'RSJ', 'JTJ', 'WJW', 'MZJ', 'GAJ'];

/** Acts for citizens and offices through the public and the staff API. */
export class Offices {
  constructor(private readonly api: StaffApi) {}

  /** @returns the letter's number and query code */
  async submit(letter: FileLetter): Promise<{ letterNo: string; queryCode: string }> {
    const captcha = await this.api.challenge();
    const body = {
      kind: letter.kind,
      title: letter.title,
      body: letter.body,
      writerName: '来信人',
      phone: '13800000000',
      wantsPublic: false,
      captcha,
    };
    // The key keeps a letter whose response was lost from being sent twice.
    return this.api.post('/public/letters', body, { key: `replay:${randomUUID()}` });
  }

  /** Completes the open tasks of a letter until no office has one, then rates the answer. */
  async handle(
    letter: FileLetter,
    receipt: { letterNo: string; queryCode: string },
    path: Path,
  ): Promise<LetterResult> {
    const clerk = 'mailbox.clerk';
    const found = await this.api.get<{ items: { id: string }[] }>(
      `/processes?subject=${receipt.letterNo}`,
      clerk,
    );
    const process = found.items[0]?.id;
    if (!process) throw new ApiError('NOT_FOUND', `no process for ${receipt.letterNo}`);
    let deviation = path.at;
    for (;;) {
      const { items } = await this.api.get<{ items: Task[] }>(`/tasks?processId=${process}`, clerk);
      const task = items[0];
      if (!task) {
        if (await this.isInProgress(process, clerk)) continue;
        break;
      }
      const outcome = deviation?.task === task.name ? deviation.outcome : undefined;
      if (outcome) deviation = undefined;
      await this.api.complete(task, bodyFor(task, letter, outcome), performerOf(task));
    }
    if (!path.unrated) {
      const rating = { ...receipt, rating: 'SATISFIED', final: true };
      await this.api.post('/public/letters/ratings', rating, { key: `replay:${randomUUID()}` });
    }
    return this.resultOf(process);
  }

  /**
   * A letter without an open task has been answered, or a command of it is accepted and not executed yet: then this waits
   * `POLL_MS`.
   */
  private async isInProgress(process: string, username: string): Promise<boolean> {
    const { state, stage } = await this.api.get<{ state: string; stage: string | null }>(
      `/processes/${process}`,
      username,
    );
    if (state !== 'running' || stage === 'replied') return false;
    await sleep(POLL_MS);
    return true;
  }

  private async resultOf(process: string): Promise<LetterResult> {
    const [letter, cards] = await Promise.all([
      this.api.get<{
        answeredOnTime: boolean | null;
        process: { stage: string; facts: { answered?: boolean } };
      }>(`/letters/${process}`, 'mailbox.clerk'),
      this.api.get<{ items: { level: string; state: string }[] }>(
        `/cards?processId=${process}&limit=200`,
        'supervisor',
      ),
    ]);
    return {
      answered: letter.process.facts.answered === true,
      closed: letter.process.stage === 'closed',
      onTime: letter.answeredOnTime,
      cards: cards.items.filter(({ state }) => VALID_CARDS.includes(state)).map(({ level }) => level),
    };
  }
}

/** @param name of the outcome; the first one by default */
function bodyFor(task: Task, letter: FileLetter, name?: string): object {
  const forwarding = { register: 'dispatch', assign: 'assign' }[task.name];
  if (forwarding) {
    const letterClass = letter.kind === 'REPORT' ? 'COMPLEX' : letter.kind;
    const decision = { class: letterClass, lead: officeFor(letter.agency), coUnits: [] };
    return { outcome: forwarding, decision, content: {} };
  }
  const outcome = name === undefined ? task.outcomes[0] : task.outcomes.find((each) => each.name === name);
  if (!outcome) throw new ApiError('OUTCOME_NOT_ALLOWED', `task '${task.name}' has no outcome '${name}' now`);
  const { decision, content = {} } = outcome.example;
  return { outcome: outcome.name, decision, content: 'reply' in content ? { reply: letter.reply } : content };
}

/** Maps an agency of the file to a demo office, the same one for the same name. */
function officeFor(agency: string): string {
  const sum = [...agency].reduce((total, char) => total + char.codePointAt(0)!, 0);
  return OFFICES[sum % OFFICES.length]!;
}
