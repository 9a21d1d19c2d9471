import { randomUUID } from 'node:crypto';
import { shanghaiDay } from '../staff-api/temporary-policy.js';
import type { DemoLetter, Step } from './texts/life.js';
import { drawnPicture } from './drawn-picture.js';
import { inLanes, until, type Offices } from './offices.js';

/** A letter that the demonstration has sent. */
export interface SentLetter {
  readonly letter: DemoLetter;
  readonly letterNo: string;
  readonly queryCode: string;
  readonly processId: string;
}

const CLERK = 'mailbox.clerk';
const LANES = 4;

/** Sends letters as citizens and runs the life of each as the offices. */
export class Letters {
  private readonly byKey = new Map<string, SentLetter>();
  readonly sent: SentLetter[] = [];
  private done = 0;

  constructor(
    private readonly offices: Offices,
    private readonly onProgress: (done: number) => void = () => undefined,
  ) {}

  /** Letters that others are merged into come first in the list. */
  async run(letters: readonly DemoLetter[]): Promise<void> {
    await inLanes(
      letters.map((letter, index) => async () => {
        const sent = await this.send(letter, index);
        this.sent.push(sent);
        if (letter.key !== undefined) this.byKey.set(letter.key, sent);
        for (const step of letter.life) await this.live(sent, step);
        this.onProgress((this.done += 1));
      }),
      LANES,
    );
  }

  private async send(letter: DemoLetter, index: number): Promise<SentLetter> {
    const {
      kind,
      title,
      body,
      writerName,
      wantsPublic = false,
      namedUnits,
      daysAgo,
      eventPlace,
      photo,
    } = letter;
    const { api } = this.offices;
    const attachmentIds = photo === undefined ? [] : [await this.upload(photo)];
    const captcha = await api.challenge();
    const receipt = await api.post<{ letterNo: string; queryCode: string }>(
      '/public/letters',
      {
        ...{ kind, title, body, writerName, wantsPublic, attachmentIds, captcha },
        phone: `1390000${String(1000 + index).slice(-4)}`,
        ...(namedUnits && { namedUnits }),
        ...(daysAgo !== undefined && { eventOn: shanghaiDay(-daysAgo) }),
        ...(eventPlace !== undefined && { eventPlace }),
      },
      { key: `demo:${randomUUID()}` },
    );
    const processId = await until(async () => {
      const found = await api.get<{ items: { id: string }[] }>(
        `/processes?subject=${receipt.letterNo}`,
        CLERK,
      );
      return found.items[0]?.id;
    }, `the process of ${receipt.letterNo}`);
    return { letter, ...receipt, processId };
  }

  /** @returns the id of the file */
  private async upload(name: string): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(drawnPicture())], { type: 'image/png' }), name);
    const { items } = await this.offices.api.post<{ items: { id: string }[] }>('/public/attachments', form);
    return items[0]!.id;
  }

  private async live(sent: SentLetter, step: Step): Promise<void> {
    const { api } = this.offices;
    const { letterNo, queryCode, processId } = sent;
    if ('task' in step) return this.offices.completes(processId, step, CLERK);
    if ('writer' in step) {
      const body = { letterNo, queryCode, ...step.fields };
      await this.allowed(sent, step.writer);
      await api.post(`/public/letters/${step.writer}`, body, { key: `demo:${randomUUID()}` });
    } else if ('mergeInto' in step) {
      const target = await until(async () => this.byKey.get(step.mergeInto), `the letter ${step.mergeInto}`);
      const decision = { into: target.letterNo };
      await this.offices.completes(
        processId,
        { task: 'register', outcome: 'merge', decision, content: {} },
        CLERK,
      );
    } else if ('suspend' in step) {
      await api.post(`/processes/${processId}/suspend`, { reason: step.suspend }, { as: 'supervisor' });
    } else {
      const task = await this.offices.opened(processId, step.on, step.as);
      await api.post(`/tasks/${task.id}/comments`, { body: step.comment }, { as: step.as });
    }
  }

  /** Waits until the writer may do it: the answer before it may still be on its way. */
  private async allowed({ letterNo, queryCode }: SentLetter, act: string): Promise<void> {
    const name = ACTS[act as keyof typeof ACTS];
    await until(async () => {
      const status = await this.offices.api.post<{ allowed: string[] }>('/public/letters/lookup', {
        letterNo,
        queryCode,
      });
      return status.allowed.includes(name) || undefined;
    }, `${name} of ${letterNo}`);
  }
}

/** Route of an act of the writer -> its name in `allowed`. */
const ACTS = {
  supplements: 'supplement',
  objections: 'object',
  ratings: 'rate',
  'follow-ups': 'followUp',
  withdrawals: 'withdraw',
} as const;
